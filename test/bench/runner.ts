/** Starts contenders, each on the servers' core, and asks them. */
import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { serialize } from 'node:v8'
import type { Answered, ContenderOptions, Question } from './contender.ts'

export type Running = {
  readonly label: string
  readonly port: number
  readonly ask: (question: Question) => Promise<unknown>
  readonly stop: () => Promise<void>
}

/** A folder for a CPU profile of every contender: `BENCH_PROFILE=/tmp/profile npm run bench`. */
const profile = process.env.BENCH_PROFILE

const serverCore = 0
const loadCore = 1

/** Every thread of the process stays on one core, where there is a `taskset` and a second core. */
function pin(pid: number, core: number): boolean {
  if (availableParallelism() < 2 && core === serverCore) return false
  return spawnSync('taskset', ['-acp', String(core), String(pid)]).status === 0
}

/** Keeps this process, which makes the load, away from the servers. False where it cannot be. */
export const pinLoad = (): boolean => pin(process.pid, loadCore)

const child = fileURLToPath(new URL('./child.ts', import.meta.url))

/** @param name as in `child.ts` */
export async function startContender(
  label: string,
  name: string,
  options: ContenderOptions = {},
): Promise<Running> {
  const process_ = fork(child, [name, serialize(options).toString('base64')], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}/${label}`] : [],
  })
  pin(process_.pid!, serverCore)
  const ask = asker(process_)
  const port = (await ask.started) as number
  return {
    label,
    port,
    ask: ask.question,
    stop: async () => {
      const exit = once(process_, 'exit')
      if (process_.connected) process_.disconnect()
      else return
      await exit
    },
  }
}

function asker(process_: ChildProcess) {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const started = Promise.withResolvers<unknown>()
  waiting.set(0, started)
  process_.on('message', ({ id, value }: Answered) => waiting.get(id)?.resolve(value))
  process_.once('exit', (code) => {
    for (const one of waiting.values()) one.reject(new Error(`a contender ended with ${code}`))
  })
  let last = 0
  return {
    started: started.promise,
    question: (question: Question) => {
      const id = ++last
      const answer = Promise.withResolvers<unknown>()
      waiting.set(id, answer)
      process_.send({ id, question })
      return answer.promise.finally(() => waiting.delete(id))
    },
  }
}

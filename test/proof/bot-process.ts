/** The bot as a process of its own, which can be killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export type BotProcess = {
  /** Resolves when it listens; false when it ended before. */
  readonly listening: Promise<boolean>
  readonly gone: Promise<unknown>
  /** SIGKILL. Resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** Asks for everything pending to be done and sent; resolves when it is and the process ended. */
  readonly settle: () => Promise<void>
  /** Lines of its log that are errors, and what it wrote besides. */
  readonly complaints: readonly string[]
}

export type BotEnvironment = Readonly<Record<string, string>>

/** `main`: what `npm start` runs. `settle`: the same bot, which ends once all is done and sent. */
export function startBotProcess(which: 'main' | 'settle', env: BotEnvironment): BotProcess {
  const entry = which === 'main' ? '../../src/main.ts' : './settling-bot.ts'
  const child = spawn(process.execPath, [fileURLToPath(new URL(entry, import.meta.url))], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const gone = once(child, 'close')
  const killWithUs = () => void child.kill('SIGKILL')
  process.once('exit', killWithUs)
  void gone.then(() => process.off('exit', killWithUs))
  const complaints: string[] = []
  const listening = Promise.withResolvers<boolean>()
  void gone.then(() => listening.resolve(false))
  readLines(child, (line) => {
    if (line.includes('"msg":"Dealgate is listening"')) listening.resolve(true)
    else if (!/^\{"level":"(info|warn|debug)"/.test(line)) complaints.push(line)
  })
  return {
    listening: listening.promise,
    gone,
    complaints,
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
    settle: async () => {
      child.stdin.end()
      const [code] = await gone
      if (code !== 0) throw new Error(`the settling bot ended with ${code}: ${complaints}`)
    },
  }
}

function readLines(child: ChildProcess, take: (line: string) => void): void {
  for (const stream of [child.stdout!, child.stderr!]) {
    createInterface({ input: stream }).on('line', take)
  }
}

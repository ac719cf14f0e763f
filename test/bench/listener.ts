/** A bot without a platform, to ask it what it makes of words. */
import { startAct } from '../../src/bot/act.ts'
import type { Turn } from '../../src/bot/turn.ts'
import { normalise, tidy } from '../../src/language/normalise.ts'
import { minuteOfDayIn } from '../../src/lib/calendar.ts'
import { openStore } from '../../src/store/connect.ts'
import { findViewer } from '../../src/store/people.ts'
import { engineDeps } from '../support/engine-deps.ts'
import type { Worked } from './contender.ts'

/** Pieces of work in one transaction. */
const atATime = 50

/** On a file with the demo organisation. @param now its business clock stands there */
export async function openListener(file: string, now: Date) {
  const store = await openStore({ databaseUrl: `file:${file}` })
  const deps = engineDeps(store, now)
  /** Takes up each text as if this person had just said it. Only what `take` does is timed. */
  const each = async (
    texts: readonly string[],
    externalId: string,
    take: (turn: Turn, text: string) => Promise<readonly string[]>,
  ): Promise<Worked> => {
    const latencies: number[] = []
    const results: (readonly string[])[] = []
    for (let at = 0; at < texts.length; at += atATime) {
      await store.write('message', async (tx) => {
        const viewer = (await findViewer(tx, store.dialect, { platform: 'feishu', externalId }))!
        const act = await startAct(deps, tx, { viewer, eventKey: 'bench' })
        const said = {
          ...act,
          minuteOfDay: minuteOfDayIn(deps.zone, now.getTime()),
          saidMs: now.getTime(),
          answers: {},
          context: {},
          mentions: [],
          platform: 'feishu',
        }
        for (const text of texts.slice(at, at + atATime)) {
          const began = performance.now()
          const turn = { ...said, said: normalise(text), typed: tidy(text) } as Turn
          results.push(await take(turn, text))
          latencies.push(performance.now() - began)
        }
      })
    }
    return { latencies, results }
  }
  return { deps, each }
}

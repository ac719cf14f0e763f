/** Acknowledged once it is on the disk: events that the bot stores and has nothing to do for. */
import { migratedFile } from '../company/open.ts'
import { reaction } from '../events.ts'
import { type Bench, type Measure, postAll, type Report } from '../measure.ts'
import { race } from '../rounds.ts'
import { fasterThan } from '../verdict.ts'
import { opened } from '../wecom-events.ts'

export const commit: Measure = async (bench) => [
  await commitRace(bench, { people: 32, count: 2_500, overHono: 2.4, overSdk: 3 }),
  await commitRace(bench, { people: 1, count: 600, overHono: 0.55 }),
]

/** The same of WeCom's callback, beside WeCom's own library and the same commit. */
export const wecomCommit: Measure = async (bench) => [
  await wecomRace(bench, { people: 32, count: 2_500 }, 1.5),
  await wecomRace(bench, { people: 1, count: 600 }, 0.55),
]

async function wecomRace(
  { rounds, scale, folder, start }: Bench,
  { people, count }: Pick<Race, 'people' | 'count'>,
  goal: number,
): Promise<Report> {
  const file = (name: string) => migratedFile(`${folder}/wecom-${people}-${name}.db`)
  const dealgate = await start('Dealgate', 'dealgate', {
    file: await file('dealgate'),
    platforms: 'both',
  })
  const peer = await start('@wecom/crypto + a raw commit', 'wecom-crypto', {
    file: await file('peer'),
  })
  const samples = await race([dealgate, peer], rounds, () => {
    const requests = Array.from({ length: count * scale }, (_, index) => opened(index))
    return (contender) => postAll(contender, people, requests)
  })
  return {
    title: `WeCom · acknowledged after the durable commit · ${people} connection${people > 1 ? 's' : ''}`,
    race: samples,
    verdicts: [fasterThan(samples, dealgate, peer, goal)],
  }
}

type Race = {
  /** Connections. */
  readonly people: number
  readonly count: number
  readonly overHono: number
  readonly overSdk?: number
}

async function commitRace(
  { rounds, scale, folder, start }: Bench,
  { people, count, overHono, overSdk }: Race,
): Promise<Report> {
  const file = (name: string) => migratedFile(`${folder}/commit-${people}-${name}.db`)
  const dealgate = await start('Dealgate', 'dealgate', { file: await file('dealgate') })
  const hono = await start('bare Hono + a raw commit', 'bare-hono', { file: await file('hono') })
  const sdk = await start('SDK adaptDefault + a raw commit', 'node-sdk', {
    file: await file('sdk'),
  })
  const samples = await race([dealgate, hono, sdk], rounds, () => {
    const requests = Array.from({ length: count * scale }, (_, index) => reaction(index))
    return (contender) => postAll(contender, people, requests)
  })
  return {
    title: `Acknowledged after the durable commit · ${people} connection${people > 1 ? 's' : ''}`,
    race: samples,
    verdicts: [
      fasterThan(samples, dealgate, hono, overHono),
      ...(overSdk ? [fasterThan(samples, dealgate, sdk, overSdk)] : []),
    ],
  }
}

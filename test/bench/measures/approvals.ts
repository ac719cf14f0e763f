/**
 * Approvals decided from a card: taps on different requests, so many at a time, and a crowd on one
 * and the same from four instances.
 */
import { chmodSync } from 'node:fs'
import { openStore } from '../../../src/store/connect.ts'
import { createBases, databaseUrl, onServer } from '../../support/base-databases.ts'
import { approver, seedWaiting, waitingId } from '../company/waiting.ts'
import { tapped } from '../events.ts'
import { closedLoop, withConnections } from '../load.ts'
import { assertOk, type Bench, type Measure, postAll, type Report } from '../measure.ts'
import { type OpenPlatform, startOpenPlatform } from '../open-platform.ts'
import { race, spread, warmUps } from '../rounds.ts'

const rounds = 3
const levels = [1, 16, 64]
/** At this many at a time. */
const goal = { people: 16, ms: 100 }
const instances = 4
const crowd = 500

export const approvals: Measure = async (bench) => {
  const platform = await startOpenPlatform()
  // PostgreSQL may run as somebody else and must get through to its own folder.
  chmodSync(bench.folder, 0o711)
  const bases = createBases(bench.folder)
  try {
    const different = await decideDifferent(bench, platform)
    const { file } = await bases.sqlite()
    const { serverUrl, template } = await bases.postgres()
    await onServer(serverUrl, `CREATE DATABASE "bench" TEMPLATE "${template}"`)
    const onSqlite = await decideOne(bench, platform, { name: 'SQLite', url: `file:${file}` })
    const url = databaseUrl(serverUrl, 'bench')
    const onPostgres = await decideOne(bench, platform, { name: 'PostgreSQL', url })
    return [...different, onSqlite, onPostgres]
  } finally {
    platform.close()
    await bases.stop()
  }
}

const approving = (index: number) =>
  tapped(approver, {
    messageId: `om_waiting_${index}`,
    value: { a: 'approval.approve', id: waitingId(index), v: 1 },
  })

/** Every tap decides a request of its own, on SQLite. */
async function decideDifferent(
  { folder, scale, start }: Bench,
  { baseUrl }: OpenPlatform,
): Promise<Report[]> {
  const size = 200 * scale
  const url = `file:${folder}/approvals.db`
  const store = await openStore({ databaseUrl: url })
  const count = levels.length * (rounds + warmUps) * size
  await seedWaiting(store, count)
  const dealgate = await start('Dealgate', 'dealgate', { databaseUrl: url, baseUrl })
  const reports: Report[] = []
  let next = 0
  for (const people of levels) {
    const samples = await race([dealgate], rounds, () => {
      const requests = Array.from({ length: size }, () => approving(next++))
      return (contender) => postAll(contender, people, requests)
    })
    const value = spread(samples.get(dealgate)!.map(({ p99 }) => p99))
    const reached = value.median < goal.ms
    const what = 'p99 of a decision, ms'
    reports.push({
      title: `An approval decided and answered · ${people} at a time, on SQLite`,
      race: samples,
      verdicts: people === goal.people ? [{ what, value, goal: `< ${goal.ms}`, reached }] : [],
    })
  }
  const left = await store.db.approvalRequest.count({ where: { state: { not: 'approved' } } })
  await store.close()
  if (left > 0) throw new Error(`${left} approvals of ${count} are not decided`)
  await dealgate.stop()
  return reports
}

/** A crowd of taps on one request; one decides it. */
async function decideOne(
  { start }: Bench,
  { baseUrl }: OpenPlatform,
  on: { readonly name: string; readonly url: string },
): Promise<Report> {
  const store = await openStore({ databaseUrl: on.url })
  await seedWaiting(store, rounds + warmUps)
  const labels = Array.from({ length: instances }, (_, i) => `one of ${instances}, ${i + 1}`)
  const all = await Promise.all(
    labels.map((label) => start(label, 'dealgate', { databaseUrl: on.url, baseUrl })),
  )
  const lasts: number[] = []
  const samples = await race([all[0]!], rounds, (round) => {
    const requests = Array.from({ length: crowd }, () => approving(round + warmUps))
    return async () => {
      const began = performance.now()
      const share = crowd / instances
      const latencies = await Promise.all(
        all.map(({ port }, i) =>
          withConnections(port, share, (connections) =>
            closedLoop(connections, share, async (connection, index) =>
              assertOk(await connection.send(requests[i * share + index]!)),
            ),
          ),
        ),
      )
      if (round >= 0) lasts.push(performance.now() - began)
      return latencies.flat()
    }
  })
  const decisions = await store.db.approvalDecision.count()
  const taken = await store.db.inbox.count()
  await store.close()
  await Promise.all(all.map((one) => one.stop()))
  if (decisions !== rounds + warmUps) throw new Error(`${decisions} decisions on ${on.name}`)
  const value = spread(lasts)
  return {
    title: `${crowd} taps on one approval at once · ${instances} instances on ${on.name}`,
    race: samples,
    verdicts: [
      { what: 'until the last answer, ms', value, goal: '< 3000', reached: value.max < 3000 },
    ],
    notes: [
      `one decision each time; ${(rounds + warmUps) * crowd - taken} of ${(rounds + warmUps) * crowd} taps were told to tap again`,
    ],
  }
}

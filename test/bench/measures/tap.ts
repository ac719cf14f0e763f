/** Taps that come when they come: on cards of a company with a million deals. */
import { DatabaseSync } from 'node:sqlite'
import { companyFile } from '../company/open.ts'
import { changing, converse, someDeals } from '../conversation.ts'
import { tapped } from '../events.ts'
import { openLoop, withConnections } from '../load.ts'
import { assertOk, type Measure } from '../measure.ts'
import { startOpenPlatform } from '../open-platform.ts'
import { race, spread, warmUps } from '../rounds.ts'

const deals = 1_000_000
const perSecond = 200
const rounds = 3
/** A twentieth of the 3 s that Feishu waits. */
const mostMs = 150

type Preview = { readonly id: string; readonly messageId: string; readonly rep: number }

export const tap: Measure = async (bench) => {
  const platform = await startOpenPlatform()
  const file = await companyFile(deals)
  const { baseUrl } = platform
  const dealgate = await bench.start('Dealgate', 'dealgate', { file, baseUrl })
  const size = 3 * perSecond * bench.scale
  const count = (rounds + warmUps) * size
  await converse(platform, dealgate, {
    sentence: changing,
    // Not the deals of other measures, which may be in this file.
    deals: someDeals(deals, 500_000, count),
    people: 16,
  })
  await dealgate.ask('settle')
  const previews = openPreviews(file)
  const samples = await race([dealgate], rounds, (round) => {
    const requests = previews
      .slice((round + warmUps) * size, (round + warmUps + 1) * size)
      .map(tapOn)
    return ({ port }) =>
      withConnections(port, 64, (connections) =>
        openLoop(connections, { count: requests.length, perSecond }, async (connection, index) =>
          assertOk(await connection.send(requests[index]!)),
        ),
      )
  })
  platform.close()
  const left = openPreviews(file).length
  if (left > 0) throw new Error(`${left} taps of ${count} had no effect`)
  const p99 = spread(samples.get(dealgate)!.map((sample) => sample.p99))
  return [
    {
      title: `A tap answered · ${perSecond} a second, four in five confirm, on 1,000,000 deals`,
      race: samples,
      verdicts: [
        {
          what: 'p99 of a tap, ms',
          value: p99,
          goal: `< ${mostMs}`,
          reached: p99.median < mostMs,
        },
      ],
    },
  ]
}

const tapOn = ({ id, messageId, rep }: Preview, index: number) => {
  const a = index % 5 === 4 ? 'draft.cancel' : 'draft.confirm'
  return tapped(rep, { messageId, value: { a, id, v: 1 } })
}

function openPreviews(file: string): Preview[] {
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = database
    .prepare(
      `SELECT d."id", o."messageId", d."userId" FROM "Draft" d
      JOIN "Outbox" o ON o."draftId" = d."id" WHERE d."state" = 'previewed' ORDER BY d."id"`,
    )
    .all()
  database.close()
  return rows.map(({ id, messageId, userId }) => ({
    id: String(id),
    messageId: String(messageId),
    rep: Number(String(userId).split('-').at(-1)),
  }))
}

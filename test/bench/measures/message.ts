/**
 * A message all the way: understood, permitted, written with its trail, the reply handed to the
 * platform. The peer understands nothing; it writes the rows that Dealgate wrote for such a message
 * in one transaction, and replies.
 */
import { copyFileSync } from 'node:fs'
import { companyFile } from '../company/open.ts'
import { changing, converse, logging, type Sentence, someDeals } from '../conversation.ts'
import type { Bench, Measure, Report } from '../measure.ts'
import { type OpenPlatform, startOpenPlatform } from '../open-platform.ts'
import { race, warmUps } from '../rounds.ts'
import { describeStatements } from '../statements.ts'
import { readTrail, type StoredRows } from '../trail.ts'
import { fasterThan } from '../verdict.ts'

const deals = 1_000
const people = 16

export const loggedMessage: Measure = async (bench) => {
  const title = `An activity logged, all the way · ${people} people at a time`
  return [await messageRace(bench, { title, sentence: logging, count: 200 })]
}

export const previewedMessage: Measure = async (bench) => {
  const title = `A change previewed, all the way · ${people} people at a time`
  // No deal twice in a run: a second change would join the first one's preview.
  return [await messageRace(bench, { title, sentence: changing, count: 110 })]
}

type Messages = { readonly title: string; readonly sentence: Sentence; readonly count: number }

async function messageRace(bench: Bench, { title, sentence, count }: Messages): Promise<Report> {
  const platform = await startOpenPlatform()
  const { baseUrl } = platform
  const company = await companyFile(deals)
  const copy = (name: string) => {
    const file = `${bench.folder}/${sentence.name}-${name}.db`
    copyFileSync(company, file)
    return file
  }
  const { rows, statements } = await tryOne(bench, platform, { file: copy('tried'), sentence })
  const dealgate = await bench.start('Dealgate', 'dealgate', { file: copy('dealgate'), baseUrl })
  const options = { file: copy('sdk'), baseUrl, rows }
  const sdk = await bench.start('SDK adaptDefault + stock Prisma', 'node-sdk-prisma', options)
  const samples = await race([dealgate, sdk], bench.rounds, (round) => {
    const size = count * bench.scale
    const conversation = {
      sentence,
      deals: someDeals(deals, (round + warmUps) * size, size),
      people,
    }
    return (contender) => converse(platform, contender, conversation)
  })
  platform.close()
  return {
    title,
    race: samples,
    verdicts: [fasterThan(samples, dealgate, sdk, 1)],
    notes: [
      `both write ${tally(rows.map(({ table }) => table))}`,
      ...describeStatements(statements),
    ],
  }
}

/** One message, to see what it leaves behind and which statements it takes. */
async function tryOne(
  bench: Bench,
  platform: OpenPlatform,
  { file, sentence }: { readonly file: string; readonly sentence: Sentence },
): Promise<{ rows: StoredRows; statements: readonly string[] }> {
  const options = { file, baseUrl: platform.baseUrl }
  const counted = await bench.start('Dealgate, counted', 'dealgate-counted', options)
  const once = async (deal: number) => {
    await converse(platform, counted, { people: 1, deals: [deal], sentence })
    await counted.ask('settle')
  }
  // The first message prepares statements and takes a token.
  await once(0)
  const before = new Set(readTrail(file).map(({ row }) => row.id))
  await counted.ask('statements')
  await once(1)
  const statements = (await counted.ask('statements')) as string[]
  await counted.stop()
  return { rows: readTrail(file).filter(({ row }) => !before.has(row.id)), statements }
}

function tally(names: readonly string[]): string {
  return [...Map.groupBy(names, (name) => name)]
    .map(([name, all]) => (all.length === 1 ? name : `${all.length} ${name}`))
    .join(', ')
}

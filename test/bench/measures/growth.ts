/** The same work with a thousand times the deals; 100,000 accounts in both. */
import { companyFile } from '../company/open.ts'
import { changing, converse, logging, type Sentence, someDeals } from '../conversation.ts'
import { reaction } from '../events.ts'
import { type Bench, type Measure, postAll, type Report } from '../measure.ts'
import { type OpenPlatform, startOpenPlatform } from '../open-platform.ts'
import { race, warmUps } from '../rounds.ts'
import type { Running } from '../runner.ts'
import { growsTo } from '../verdict.ts'

type Sizes = { readonly small: Running; readonly large: Running; readonly platform: OpenPlatform }

const dealsOf = { small: 1_000, large: 1_000_000 }

export const growth: Measure = async (bench) => {
  const platform = await startOpenPlatform()
  const { baseUrl } = platform
  const start = async (label: string, deals: number) =>
    bench.start(label, 'dealgate', { file: await companyFile(deals), baseUrl })
  const small = await start('1,000 deals', dealsOf.small)
  const large = await start('1,000,000 deals', dealsOf.large)
  const sizes = { small, large, platform }
  const reports = [
    await acknowledging(bench, sizes),
    await finishing(bench, sizes, { title: 'A change previewed', sentence: changing }),
    await finishing(bench, sizes, { title: 'An activity logged', sentence: logging }),
  ]
  platform.close()
  return reports
}

async function acknowledging(bench: Bench, { small, large }: Sizes): Promise<Report> {
  const samples = await race([small, large], bench.rounds, () => {
    const requests = Array.from({ length: 400 * bench.scale }, (_, index) => reaction(index))
    return (contender) => postAll(contender, 1, requests)
  })
  return {
    title: 'Growth · acknowledged after the durable commit',
    race: samples,
    verdicts: [growsTo(samples, large, small, 1.3)],
  }
}

async function finishing(
  bench: Bench,
  { small, large, platform }: Sizes,
  { title, sentence }: { readonly title: string; readonly sentence: Sentence },
): Promise<Report> {
  const samples = await race([small, large], bench.rounds, (round) => {
    const count = 60 * bench.scale
    return (contender) => {
      const all = contender === small ? dealsOf.small : dealsOf.large
      const deals = someDeals(all, (round + warmUps) * count, count)
      return converse(platform, contender, { sentence, deals, people: 1 })
    }
  })
  return {
    title: `Growth · ${title}, all the way`,
    race: samples,
    verdicts: [growsTo(samples, large, small, 2)],
  }
}

import { noticeCard } from '../../cards/notice-card.ts'
import { type Awaited, awaitedAhead, keptMoves } from '../bot/awaited.ts'
import { parseSaid } from '../bot/parse-said.ts'
import { type Asked, readDayValue } from '../bot/read-value.ts'
import { notFound, type Resolved, resolveDeal } from '../bot/resolve-deal.ts'
import type { AskedQuestion, Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { evidenceTargets } from '../domain/pipeline.ts'
import {
  type EvidenceReading,
  isSentFile,
  readEvidence,
  readFileName,
  sentFile,
} from '../language/evidence-clauses.ts'
import { normalise } from '../language/normalise.ts'
import type { Clause } from '../language/sentence.ts'
import { pipelineOf } from '../operations/deal-gate.ts'
import { permittedDeal } from '../operations/find-deal.ts'
import { type LogMilestone, logMilestone } from '../operations/log-milestone.ts'
import type { DealRow } from '../store/deals.ts'
import { attachContract } from './attach-contract.ts'

/** Evidence for what a gate asks: in words, with a link, on a colleague's word. */
export const logMilestoneIntent: Intent = {
  id: 'milestone.log',
  what: '登记凭证',
  examples: [
    '立辰 客户认可方案了',
    '周涛确认立辰客户认可方案了',
    '华鑫老化测试 需求分析报告 https://docs.example.com/r/1',
    '立辰的方案客户昨天通过了,周涛确认的',
    '顺达 已经达成共识了',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'milestone.log'),
  operations: [logMilestone],
  read: (sentence, free) => {
    if (isSentFile(sentence.text)) {
      return { clauses: free, run: async (turn) => run(turn, await readingOf(turn, free)) }
    }
    const reading = readEvidence(sentence, free)
    return reading && claim(reading)
  },
}

/** A file was sent: its name may tell what it is, and of which deal. */
async function readingOf(turn: Turn, clauses: readonly Clause[]): Promise<EvidenceReading> {
  const name = turn.answers.fileName ?? ''
  const bare = normalise(name.replace(/\.[a-z0-9]+$/iu, ''))
  return { clauses, ...readFileName(await parseSaid(turn, bare)) }
}

const claim = (reading: EvidenceReading): Claim => ({
  clauses: reading.clauses,
  run: (turn) => run(turn, reading),
})

async function run(turn: Turn, reading: EvidenceReading): Promise<Reply> {
  const { file, fileName } = turn.answers
  if (isSentFile(turn.said) && !file) return { kind: 'unclear' }
  const kept = await keptMoves(turn)
  const closing = await attachContract(
    turn,
    kept.some(({ awaited }) => awaited.length > 0),
  )
  if (closing) return closing
  const resolved = await whichDeal(turn, reading, kept)
  if (resolved === 'unclear') return { kind: 'unclear' }
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  const deal = await permittedDeal(turn, 'milestone.log', resolved.deal.id)
  if (!deal) return notFound(turn, reading.clauses)
  const waits = kept.find((move) => move.deal.id === deal.id)?.awaited
  const found = await keysFor(turn, reading, deal, waits)
  if (found.kind === 'reply') return found.reply
  const asked: Asked = { questions: [], refused: undefined }
  const date = reading.date
    ? readDayValue(turn, asked, { slot: 'onDate', mention: reading.date, field: 'past' })
    : undefined
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }
  const { link, witness } = reading
  const words = reading.clauses.map((clause) => clause.text.trim()).join(',')
  const sent = turn.said === sentFile.image ? 'image' : 'file'
  const body: LogMilestone = {
    dealId: deal.id,
    keys: [...found.keys],
    kind: file ? sent : link ? 'link' : 'word',
    evidence: (fileName ?? words).slice(0, 500),
    ...(file && { fileHash: file }),
    ...(link && { link }),
    ...(witness && { witness }),
    ...(date && { onDate: date.day }),
  }
  return { kind: 'propose', operation: logMilestone, body, how: 'at-once' }
}

type Kept = globalThis.Awaited<ReturnType<typeof keptMoves>>

/** The deal that was named, else the one whose move waits for it, else the one being spoken of. */
async function whichDeal(
  turn: Turn,
  reading: EvidenceReading,
  kept: Kept,
): Promise<Resolved | 'unclear'> {
  const { keys, link } = reading
  const { file } = turn.answers
  const named = reading.subject ?? reading.unknownName
  if (turn.answers.deal || (named && !file)) return resolveDeal(turn, reading)
  const waiting = kept.filter(
    ({ awaited }) =>
      awaited.length > 0 &&
      (keys.length === 0 || awaited.some((one) => one.keys.some((key) => keys.includes(key)))),
  )
  const spoken =
    waiting.find(({ deal }) => reading.subject?.dealIds.includes(deal.id)) ??
    waiting.find(({ deal }) => deal.id === turn.context.dealId)
  const [only, ...others] = waiting
  const move = spoken ?? (others.length === 0 ? only : undefined)
  if (move) return { kind: 'deal', deal: move.deal }
  // Nothing waits for somebody's bare word.
  if (keys.length === 0 && !link && !file) return 'unclear'
  return resolveDeal(turn, reading)
}

type Found =
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'reply'; readonly reply: Reply }

/** What it is evidence for: what was said, else the one thing that is waited for, else asked. */
async function keysFor(
  turn: Turn,
  reading: EvidenceReading,
  deal: DealRow,
  waits: readonly Awaited[] | undefined,
): Promise<Found> {
  const known = evidenceTargets(pipelineOf(turn, deal)).map(({ key }) => key)
  const said = reading.keys.filter((key) => known.includes(key))
  // A file's name is only a hint, where several things are waited for.
  const isHint = turn.answers.file !== undefined
  const hinted = waits?.find(({ keys }) => keys.some((key) => said.includes(key)))
  if (said.length > 0 && !isHint) return { kind: 'keys', keys: said }
  if (hinted && isHint) return { kind: 'keys', keys: hinted.keys }
  const answer = turn.answers.criterion?.split(' ').filter((key) => known.includes(key))
  if (answer && answer.length > 0) return { kind: 'keys', keys: answer }
  const [only, ...others] = waits ?? []
  if (only && others.length === 0 && (isHint || reading.keys.length === 0)) {
    return { kind: 'keys', keys: only.keys }
  }
  const options = waits && waits.length > 0 ? waits : await awaitedAhead(turn, deal)
  if (options.length === 0) return { kind: 'reply', reply: nothingWaits(deal) }
  return {
    kind: 'reply',
    reply: { kind: 'ask', questions: [whichCriterion(deal, options, turn.answers.fileName)] },
  }
}

const whichCriterion = (
  deal: DealRow,
  options: readonly Awaited[],
  file: string | undefined,
): AskedQuestion => ({
  slot: 'criterion',
  text: `${deal.name}:${file ? `${file} ` : ''}这是哪一项的凭证?`,
  options: options.slice(0, 5).map(({ name, keys }) => ({ label: name, value: keys.join(' ') })),
})

const nothingWaits = (deal: DealRow): Reply => ({
  kind: 'card',
  card: noticeCard('没有缺的凭证', [
    `${deal.code} ${deal.name} 现在不缺凭证,没有登记。`,
    '要登记哪一项,连名字一起说,如「客户认可方案了」。',
  ]),
  subject: { kind: 'deal', id: deal.id },
})

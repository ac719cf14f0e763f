import { type Asked, readAmountValue, readDayValue } from '../bot/read-value.ts'
import { resolveDeal } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import type { Problem } from '../domain/problem.ts'
import { type Amount, readAmount, readReplacement } from '../language/amount.ts'
import { type ChangeParts, isBare, readChangeClause } from '../language/change-clause.ts'
import type { Clause } from '../language/sentence.ts'
import { nearestStage } from '../language/stages.ts'
import { type SubjectMention, sameSubject, subjectIn } from '../language/subject.ts'
import { type ChangeDeal, changeDeal } from '../operations/change-deal.ts'
import { type DealRow, largestAmount } from '../store/deals.ts'

/** Stage, amount and expected signing date of a deal, any of them in one sentence. */
export const changeDealIntent: Intent = {
  id: 'deal.change',
  what: '改商机',
  examples: [
    '华芯检测项目推进到商务谈判,金额改成320万,下周三签',
    'D-1001 金额改成310万',
    '签约改到月底',
    '立辰可靠性实验室预计下月底签',
    '把华芯射频校准的报价调到95万',
    '华芯检测退回需求调研',
    '顺达仓配一体加20万',
  ],
  offeredTo: ({ viewer }) => viewer.roles.some((role) => role === 'rep' || role === 'manager'),
  operations: [changeDeal],
  read: (_sentence, free) => readGroup(free),
}

type Group = { readonly clauses: readonly Clause[]; readonly parts: readonly ChangeParts[] }

/** The first run of clauses that change one deal. */
function readGroup(free: readonly Clause[]): Claim | undefined {
  for (let start = 0; start < free.length; start++) {
    const group = groupFrom(free, start)
    if (group) return { clauses: group.clauses, run: (turn) => run(turn, group) }
  }
  return undefined
}

function groupFrom(free: readonly Clause[], start: number): Group | undefined {
  const clauses: Clause[] = []
  const parts: ChangeParts[] = []
  let subject: SubjectMention | undefined
  for (const clause of free.slice(start)) {
    const own = subjectIn([clause])
    if (own && subject && !sameSubject(own, subject)) break
    const read = readChangeClause(clause, parts.length > 0)
    const onlyNames = own !== undefined && parts.length === 0 && isBare(clause) && !read
    if (!read && !onlyNames) break
    clauses.push(clause)
    subject ??= own
    if (read) parts.push(read)
  }
  return parts.length > 0 ? { clauses, parts } : undefined
}

async function run(turn: Turn, { clauses, parts }: Group): Promise<Reply> {
  const words = clauses.map((clause) => clause.text).join(',')
  const resolved = await resolveDeal(turn, subjectIn(clauses), words)
  if (resolved.kind === 'reply') return resolved.reply
  const deal = resolved.kind === 'deal' ? resolved.deal : undefined
  const asked: Asked = { questions: [], refused: undefined }
  if (resolved.kind === 'ask') asked.questions.push(resolved.question)

  const amount = await readDealAmount(turn, parts, deal, asked)
  const closeDate = readDayValue(turn, asked, {
    slot: 'closeDate',
    mention: parts.findLast((p) => p.closeDate)?.closeDate,
    field: 'future',
    currentDay: deal?.closeDate ?? undefined,
  })
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!deal || asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }

  const stage = stageFor(turn, parts, deal)
  if (stage?.problem) return { kind: 'problem', problem: stage.problem }
  const body: ChangeDeal = {
    dealId: deal.id,
    ...(stage?.stageId && { stageId: stage.stageId }),
    ...(amount && {
      amount: { fen: String(amount.fen), currency: amount.currency, approx: amount.approx },
    }),
    ...(closeDate && { closeDate: { day: closeDate.day, precision: closeDate.precision } }),
  }
  return { kind: 'propose', operation: changeDeal, body, how: 'preview' }
}

async function readDealAmount(
  turn: Turn,
  parts: readonly ChangeParts[],
  deal: DealRow | undefined,
  asked: Asked,
): Promise<Amount | undefined> {
  const part = parts.findLast((p) => p.amount)
  const mention = part?.amount
  if (!mention) return undefined
  if (mention.found.kind === 'rate') {
    asked.refused = {
      id: 'ValueRefused',
      said: mention.text,
      reason: '折扣要走条款审批,这一步还没开放。要改商机金额,请直接说新的金额。',
    }
    return undefined
  }
  // What depends on the present amount waits until the deal is known.
  if (!deal && mention.found.kind === 'sum' && mention.found.change) return undefined
  const context = {
    currentFen: deal?.amountFen ?? undefined,
    largestFen: await largestAmount(turn.tx),
  }
  const reading = part.amountFrom
    ? readReplacement(part.amountFrom.found, mention.found, context)
    : readAmount(mention.found, context)
  return readAmountValue(turn, asked, { said: mention.text, reading })
}

function stageFor(
  turn: Turn,
  parts: readonly ChangeParts[],
  deal: DealRow,
): { readonly stageId?: string; readonly problem?: Problem } | undefined {
  const mentions = parts.flatMap((part) => (part.stage ? [part.stage.found] : []))
  const words = [...new Set(mentions.map((mention) => mention.word))]
  if (words.length === 0) return undefined
  if (words.length > 1) return { problem: { id: 'StagesConflict', stages: words } }
  const pipeline = turn.pipelines.find((p) => p.id === deal.pipelineId)!
  const stage = pipeline.stages.find((s) => mentions[0]!.stageIds.includes(s.id))
  if (stage) return { stageId: stage.id }
  const nearest = nearestStage(words[0]!, pipeline.stages)
  return {
    problem: {
      id: 'StageUnknown',
      pipeline: pipeline.name,
      stage: words[0]!,
      nearest: nearest?.name,
      current: pipeline.stages.find((s) => s.id === deal.stageId)!.name,
      alreadyThere: nearest?.id === deal.stageId,
    },
  }
}

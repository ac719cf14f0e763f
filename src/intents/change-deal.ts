import type { Asked } from '../bot/read-value.ts'
import { resolveDealToChange } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type ChangeGroup, readChangeGroups } from '../language/change-groups.ts'
import { type ChangeDeal, changeDeal } from '../operations/change-deal.ts'
import { changeDeals } from '../operations/change-deals.ts'
import type { DealRow } from '../store/deals.ts'
import { changeSeveral, proposeChanges, severalDeals } from './change-several.ts'
import { readChange } from './read-change.ts'

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
  offeredTo: ({ viewer }) => mayEver(viewer, 'deal.edit'),
  operations: [changeDeal, changeDeals],
  inPieces: true,
  read: (sentence, free) =>
    readChangeGroups(sentence, free)?.map((group, _, all) => claim(group, all.length > 1)),
}

const claim = (group: ChangeGroup, oneOfSeveral: boolean): Claim => ({
  clauses: group.clauses,
  said: saidOf(group, oneOfSeveral),
  run: (turn) => proposeChange(turn, group),
})

/** The words with the name that belongs to them, when that stands elsewhere or beside others. */
export function saidOf(group: ChangeGroup, oneOfSeveral: boolean): string | undefined {
  const { clauses, subject, earlier } = group
  const words = clauses.map((clause) => clause.text.trim()).join(',')
  if (oneOfSeveral && subject) return `${subject.words} ${withoutNames(group)}`
  return !subject && earlier ? `${earlier.words},${words}` : undefined
}

function withoutNames({ clauses }: ChangeGroup): string {
  const [first, ...others] = clauses
  const end = Math.max(first!.start, ...first!.names.map((tag) => tag.end))
  return [first!.text.slice(end - first!.start), ...others.map((clause) => clause.text)].join(',')
}

/** Asks what is open about the change, and previews it. */
export async function proposeChange(turn: Turn, group: ChangeGroup): Promise<Reply> {
  const several = await severalDeals(turn, group)
  if (several) return changeSeveral(turn, group, several)
  const resolved = await resolveDealToChange(turn, group)
  if (resolved.kind === 'reply') return resolved.reply
  const deal = resolved.kind === 'deal' ? resolved.deal : undefined
  const asked: Asked = { questions: [], refused: undefined }
  if (resolved.kind === 'ask') asked.questions.push(resolved.question)
  const values = await readChange(turn, group, deal, asked)
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!deal || asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }
  const body: ChangeDeal = { dealId: deal.id, ...withoutTheSame(deal, values) }
  return { kind: 'propose', operation: changeDeal, body, how: 'preview', together }
}

type Values = Omit<ChangeDeal, 'dealId'>

/** 金额还是280万,签约改到月底: what is as it was is no part of the change, unless it is all of it. */
function withoutTheSame(deal: DealRow, values: Values): Values {
  const { amount, closeDate, stageId, ...rest } = values
  const same = {
    amount:
      amount !== undefined &&
      BigInt(amount.fen) === deal.amountFen &&
      amount.currency === deal.currency &&
      amount.taxIncluded === undefined,
    closeDate: closeDate?.day === deal.closeDate,
    stageId: stageId === deal.stageId,
  }
  const left = {
    ...(amount && !same.amount && { amount }),
    ...(closeDate && !same.closeDate && { closeDate }),
    ...(stageId && !same.stageId && { stageId }),
  }
  return Object.keys(left).length > 0 ? { ...rest, ...left } : values
}

/** Two deals in one message are one card with a tick for each. */
const together = (bodies: readonly unknown[]): Reply =>
  proposeChanges((bodies as readonly ChangeDeal[]).reduce<ChangeDeal[]>(withChange, []))

/** What is said twice of one deal is one change of it. */
function withChange(all: readonly ChangeDeal[], change: ChangeDeal): ChangeDeal[] {
  const earlier = all.find(({ dealId }) => dealId === change.dealId)
  if (!earlier) return [...all, change]
  const merged = changeDeal.merge!(earlier, change) as ChangeDeal
  return all.map((one) => (one === earlier ? merged : one))
}

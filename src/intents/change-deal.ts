import { type Asked, readChoice } from '../bot/read-value.ts'
import { resolveDeal } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type ChangeGroup, readChangeGroups } from '../language/change-groups.ts'
import { type ChangeDeal, changeDeal } from '../operations/change-deal.ts'
import type { DealRow } from '../store/deals.ts'
import { readDealStage } from './change-stage.ts'
import { readDealAmount, readDealDate, readDealEither } from './change-values.ts'

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
  operations: [changeDeal],
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
  const resolved = await resolveDeal(turn, group)
  if (resolved.kind === 'reply') return resolved.reply
  const deal = resolved.kind === 'deal' ? resolved.deal : undefined
  const asked: Asked = { questions: [], refused: undefined }
  if (resolved.kind === 'ask') asked.questions.push(resolved.question)
  const values = await readValues(turn, group, deal, asked)
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!deal || asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }
  const body: ChangeDeal = { dealId: deal.id, ...values }
  return { kind: 'propose', operation: changeDeal, body, how: 'preview' }
}

async function readValues(
  turn: Turn,
  { parts }: ChangeGroup,
  deal: DealRow | undefined,
  asked: Asked,
): Promise<Omit<ChangeDeal, 'dealId'>> {
  const stage = readDealStage(turn, parts, deal, asked)
  const either = await readDealEither(turn, parts, deal, asked)
  const amount = either.amount ?? (await readDealAmount(turn, parts, deal, asked))
  const closeDate = either.date ?? readDealDate(turn, parts, deal, asked)
  const reason = stage?.backward ? readChoice(turn, asked, backReason) : undefined
  return {
    ...(stage && { stageId: stage.id }),
    ...(amount && {
      amount: { fen: String(amount.fen), currency: amount.currency, approx: amount.approx },
    }),
    ...(closeDate && { closeDate: { day: closeDate.day, precision: closeDate.precision } }),
    ...(reason && { reason }),
  }
}

/** A step back is always allowed, with a reason. */
const backReason = {
  slot: 'reason',
  text: '退回原因?',
  options: ['需求变化', '方案被否', '客户暂停', '其他'],
} as const

import { type Asked, readChoice } from '../bot/read-value.ts'
import { resolveDeal } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { noRival, rivalAnswered, whichRival } from '../bot/which-rival.ts'
import { impliesRival, type LossReason, lossReasons } from '../domain/loss.ts'
import { mayEver } from '../domain/permission.ts'
import { type LossReading, lossReasonsIn, readLoss } from '../language/lost-clauses.ts'
import type { SaidCompetitor } from '../operations/known-competitor.ts'
import { type LoseDeal, loseDeal } from '../operations/lose-deal.ts'
import type { DealRow } from '../store/deals.ts'

/** A deal that is lost: why, and to whom. */
export const loseDealIntent: Intent = {
  id: 'deal.lose',
  what: '丢单',
  examples: [
    '华芯检测项目丢了,输给环测,价格原因',
    '立辰这单黄了',
    '关闭华鑫老化测试,客户项目取消',
    '射频校准没戏了,客户预算砍了',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'deal.close'),
  operations: [loseDeal],
  inPieces: true,
  read: (sentence, free) =>
    readLoss(sentence, free)?.map((one, _, all) => claim(one, all.length > 1)),
}

const claim = (reading: LossReading, oneOfSeveral: boolean): Claim => {
  const words = reading.clauses.map((clause) => clause.text.trim()).join(',')
  const said = oneOfSeveral
    ? `${reading.subject!.words}丢了,${reading.clauses
        .slice(1)
        .map((c) => c.text.trim())
        .join(',')}`
    : !reading.subject && reading.earlier
      ? `${reading.earlier.words},${words}`
      : undefined
  return { clauses: reading.clauses, ...(said && { said }), run: (turn) => run(turn, reading) }
}

async function run(turn: Turn, reading: LossReading): Promise<Reply> {
  const named = reading.subject ?? reading.earlier ?? reading.unknownName
  const points = reading.pointsAtDeal || turn.context.dealId || turn.answers.deal
  if (!named && !points) return { kind: 'unclear' }
  const resolved = await resolveDeal(turn, reading)
  if (resolved.kind === 'reply') return resolved.reply
  const deal = resolved.kind === 'deal' ? resolved.deal : undefined
  const asked: Asked = { questions: [], refused: undefined }
  if (resolved.kind === 'ask') asked.questions.push(resolved.question)
  const reason = readReason(turn, reading, asked)
  const rival = await readRival(turn, reading, { deal, reason, asked })
  if (!deal || !reason || asked.questions.length > 0)
    return { kind: 'ask', questions: asked.questions }
  const body: LoseDeal = {
    dealId: deal.id,
    reason: reason.is,
    ...(rival && { rival }),
    ...lessonFrom(reading, reason.words),
  }
  return { kind: 'propose', operation: loseDeal, body, how: 'preview' }
}

type Reason = {
  readonly is: LossReason
  /** Said in words that no reason has. */
  readonly words?: string
}

/** No more than five are offered; any other is typed. */
const offered: readonly LossReason[] = ['price', 'technical', 'relationship', 'cancelled', 'other']

function readReason(turn: Turn, { reasons }: LossReading, asked: Asked): Reason | undefined {
  const [only, ...others] = reasons
  if (only && others.length === 0) return { is: only }
  const options = (reasons.length > 1 ? reasons.slice(0, 5) : offered).map(
    (one) => lossReasons[one],
  )
  const answer = readChoice(turn, asked, { slot: 'reason', text: '丢单原因?', options })
  if (answer === undefined) return undefined
  const label = Object.entries(lossReasons).find(([, words]) => words === answer)
  if (label) return { is: label[0] as LossReason }
  const [read] = lossReasonsIn(answer)
  return read ? { is: read } : { is: 'other', words: answer }
}

/** What was typed for a reason that has no name is what is remembered of it. */
function lessonFrom({ lesson }: LossReading, words: string | undefined): Pick<LoseDeal, 'lesson'> {
  const text = lesson ?? words
  return text ? { lesson: text.slice(0, 200) } : {}
}

/** Who got it: said, answered, or asked for where the reason is that somebody did better. */
async function readRival(
  turn: Turn,
  reading: LossReading,
  of: { readonly deal?: DealRow; readonly reason?: Reason; readonly asked: Asked },
): Promise<SaidCompetitor | undefined> {
  const { deal, reason, asked } = of
  const answer = turn.answers.rival
  if (answer === noRival) return undefined
  if (answer) return rivalAnswered(turn, answer)
  const [rival, ...others] = reading.rivals
  if (rival && others.length === 0) return { id: rival.ids[0], name: rival.name }
  if (reading.noRival || !reason || !impliesRival(reason.is)) return undefined
  asked.questions.push(
    await whichRival(turn, { text: '输给了谁?', said: reading.rivals, deal, nobody: true }),
  )
  return undefined
}

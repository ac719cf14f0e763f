import { notFound } from '../bot/resolve-deal.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { contactKind } from '../language/activity-words.ts'
import { changeWords } from '../language/change-words.ts'
import { uncoveredIn } from '../language/cover.ts'
import { blankOut, type Clause } from '../language/sentence.ts'
import { isRecordName } from '../language/subject.ts'
import { isPlainName } from '../language/surnames.ts'

/**
 * A deal that was signed. What winning asks for (the contract) has no place yet, so it is said
 * plainly instead of being taken for a date or a question.
 */
export const winDealIntent: Intent = {
  id: 'deal.win',
  examples: ['立辰签了', '射频校准合同签完了'],
  read: (_sentence, free) => {
    const clause = free.find((one) => tellsOfWinning(one) || isOfNothing(one))
    if (!clause) return undefined
    const run = async (turn: Turn): Promise<Reply> =>
      isOfNothing(clause)
        ? notFound(turn, [clause])
        : { kind: 'problem', problem: { id: 'ClosingNotOpen' } }
    return { clauses: free.filter((one) => one.index >= clause.index), run }
  },
}

/** Signed, not to be signed. */
const won =
  /(?<!可以|快要?|要|能|准备|马上|就|想)签(?:了|完|好了|妥|下来了|下了|回来了|成了)|已经?签|成交了|(?:拿|搞)(?:下|定)(?:来)?了|落袋了|中标/u

const ofUnknown =
  /^\s*(?:恭喜|太好了|好消息|[,!\s])*(?<name>[\p{Script=Han}A-Za-z0-9]{2,8}?)(?:那边|那单|项目|的?合同)?(?:终于|已经|刚刚?|也|都|\s)*(?:签(?:了|完了?|好了|妥了?|下来了|下了|回来了|成了)|成交了|(?:拿|搞)(?:下|定)(?:来)?了|落袋了|中标了?)\s*$/u
const noName =
  /资料|样品|文件|协议|快递|文书|单据|什么|[谁哪怎不没我你他她它人字]|(?:总|工|经理|主任)$/u

/** 天成签了, where no list that the speaker may read has them. */
function isOfNothing(clause: Clause): boolean {
  if (clause.asks || clause.names.length > 0) return false
  const name = ofUnknown.exec(blankOut(clause, clause.dates))?.groups?.name
  if (!name || noName.test(name) || isPlainName.test(name)) return false
  return uncoveredIn(name, changeWords).length > 0
}

const tellsOfWinning = (clause: Clause): boolean =>
  !clause.asks &&
  clause.names.some(isRecordName) &&
  won.test(clause.text) &&
  contactKind(clause.text) === undefined &&
  !/吗|没|不|如果|多少|什么/u.test(clause.text)

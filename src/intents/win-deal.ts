import type { Intent } from '../bot/turn.ts'
import { contactKind } from '../language/activity-words.ts'
import type { Clause } from '../language/sentence.ts'
import { isRecordName } from '../language/subject.ts'

/**
 * A deal that was signed. What winning asks for (the contract) has no place yet, so it is said
 * plainly instead of being taken for a date or a question.
 */
export const winDealIntent: Intent = {
  id: 'deal.win',
  examples: ['立辰签了', '射频校准合同签完了'],
  read: (_sentence, free) => {
    const clause = free.find(tellsOfWinning)
    if (!clause) return undefined
    const run = async () => ({ kind: 'problem', problem: { id: 'ClosingNotOpen' } }) as const
    return { clauses: free.filter((one) => one.index >= clause.index), run }
  },
}

/** Signed, not to be signed. */
const won =
  /(?<!可以|快要?|要|能|准备|马上|就|想)签(?:了|完|好了|妥|下来了|下了|回来了|成了)|已经?签|成交了|(?:拿|搞)(?:下|定)(?:来)?了|落袋了|中标/u

const tellsOfWinning = (clause: Clause): boolean =>
  !clause.asks &&
  clause.names.some(isRecordName) &&
  won.test(clause.text) &&
  contactKind(clause.text) === undefined &&
  !/吗|没|不|如果|多少|什么/u.test(clause.text)

import type { Intent } from '../bot/turn.ts'
import { contactKind } from '../language/activity-words.ts'
import { alreadyClosed } from '../language/change-words.ts'
import type { Clause } from '../language/sentence.ts'
import { isRecordName } from '../language/subject.ts'

/**
 * A deal that was signed or lost. What closing asks for (the contract, the reason) has no place yet,
 * so it is said plainly instead of being taken for a date or a question.
 */
export const closeDealIntent: Intent = {
  id: 'deal.close',
  examples: ['立辰签了', '华芯检测丢了,输给环测', '射频校准合同签完了'],
  read: (_sentence, free) => {
    const clause = free.find(tellsOfClosing)
    if (!clause) return undefined
    const run = async () => ({ kind: 'problem', problem: { id: 'ClosingNotOpen' } }) as const
    return { clauses: free.filter((one) => one.index >= clause.index), run }
  },
}

const tellsOfClosing = (clause: Clause): boolean =>
  !clause.asks &&
  clause.names.some(isRecordName) &&
  alreadyClosed.test(clause.text) &&
  contactKind(clause.text) === undefined &&
  !/吗|没|不|如果|多少|什么/u.test(clause.text)

import type { Asked } from '../bot/read-value.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { type ReminderReading, readReminder } from '../language/reminder-clauses.ts'
import type { Clause, Sentence } from '../language/sentence.ts'
import { subjectIn } from '../language/subject.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { readableDeals } from '../operations/find-deal.ts'
import { noWords } from '../operations/reminder-view.ts'
import { type SetReminder, setReminder } from '../operations/set-reminder.ts'
import { readMoment } from './reminder-time.ts'

const longest = 100

/** A reminder for oneself, once. */
export const setReminderIntent: Intent = {
  id: 'reminder.set',
  what: '设提醒',
  examples: [
    '明天下午3点提醒我给陈总打电话',
    '下周三上午提醒我交标书',
    '半小时后叫我一下',
    '三天后提醒我问华芯进展',
    '给陈总打电话,明天下午3点提醒我',
    '设个提醒:后天上午10点 带上合同',
  ],
  operations: [setReminder],
  read: (sentence, free) => {
    const reading = readReminder(free)
    if (!reading) return undefined
    return { clauses: reading.clauses, run: (turn) => run(turn, reading, sentence) }
  },
}

async function run(turn: Turn, reading: ReminderReading, sentence: Sentence): Promise<Reply> {
  if (reading.whom)
    return { kind: 'problem', problem: { id: 'ReminderForOthers', whom: reading.whom } }
  if (reading.recurs) return { kind: 'problem', problem: { id: 'ReminderRecurs' } }
  const asked: Asked = { questions: [], refused: undefined }
  const { saidWhen: said, when: mention, sameTime } = reading
  const moment = readMoment(turn, asked, { said, mention, sameTime })
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!moment) return { kind: 'ask', questions: asked.questions }
  const body: SetReminder = {
    title: titleOf(reading),
    day: moment.day,
    minute: moment.minute,
    notes: [...moment.notes],
    ...(await reminderSubject(turn, sentence, reading.clauses)),
  }
  return { kind: 'propose', operation: setReminder, body, how: 'at-once' }
}

function titleOf({ what }: ReminderReading): string {
  if (what === '') return noWords
  const characters = [...what]
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : what
}

/** The one deal or account that is named, here or earlier in the message. */
export async function reminderSubject(
  turn: Turn,
  sentence: Sentence,
  clauses: readonly Clause[],
): Promise<Pick<SetReminder, 'dealId' | 'accountId'>> {
  const before = sentence.clauses.filter((clause) => clause.index < clauses[0]!.index)
  const subject = subjectIn(clauses) ?? subjectIn(before)
  if (!subject) return {}
  const { dealIds, accountIds } = subject
  const deals = await readableDeals(turn, { dealIds, accountIds: [] })
  const [deal, ...otherDeals] = deals.filter(
    ({ accountId }) => accountIds.length === 0 || accountIds.includes(accountId),
  )
  if (deal && otherDeals.length === 0) return { dealId: deal.id, accountId: deal.accountId }
  const accounts = await permittedAccounts(turn, 'deal.read', accountIds)
  const [account, ...others] = accounts
  return account && others.length === 0 ? { accountId: account.id } : {}
}

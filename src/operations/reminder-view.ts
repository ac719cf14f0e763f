import type { ReminderView } from '../../cards/reminder-card.ts'
import { dayIn, echoDay, minuteOfDayIn } from '../lib/calendar.ts'
import type { ReminderRow } from '../store/reminders.ts'
import { permittedAccounts } from './find-account.ts'
import { permittedDeal } from './find-deal.ts'
import type { Act, SubjectRef } from './operation.ts'

/** What a reminder says for which nothing was said. */
export const noWords = ''

const pad = (n: number) => String(n).padStart(2, '0')

/** Minutes since midnight as `HH:MM`. */
const clockText = (minute: number) => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`

/** 「2026-11-19(周四)15:00」 */
export function momentText({ zone, today }: Pick<Act, 'zone' | 'today'>, at: Date): string {
  const ms = at.getTime()
  return `${echoDay(dayIn(zone, ms), today)}${clockText(minuteOfDayIn(zone, ms))}`
}

/** Minute since 1970 at which it is due: what a tap on its card compares. */
export const revisionOf = ({ dueAt }: Pick<ReminderRow, 'dueAt'>): number =>
  Math.floor(dueAt.getTime() / 60_000)

type Reader = Pick<Act, 'tx' | 'viewer' | 'zone' | 'today'>

/** A reminder as its owner sees it. What it is about is said while they may read that. */
export async function viewReminder(
  reader: Reader,
  row: Omit<ReminderRow, 'doneAt' | 'cancelledAt'>,
  notes?: readonly string[],
): Promise<ReminderView> {
  const about = await subjectOfReminder(reader, row)
  return {
    id: row.id,
    revision: revisionOf(row),
    when: momentText(reader, row.dueAt),
    ...(row.title !== noWords && { what: row.title }),
    ...(about && { about: about.name }),
    ...(notes && notes.length > 0 && { notes }),
  }
}

/** The deal or account it is about, if its owner may still read it. */
export async function subjectOfReminder(
  reader: Pick<Act, 'tx' | 'viewer'>,
  { dealId, accountId }: Pick<ReminderRow, 'dealId' | 'accountId'>,
): Promise<{ readonly name: string; readonly subject: SubjectRef } | undefined> {
  const deal = dealId ? await permittedDeal(reader, 'deal.read', dealId) : undefined
  if (deal) return { name: `${deal.code} ${deal.name}`, subject: { kind: 'deal', id: deal.id } }
  const [account] = accountId ? await permittedAccounts(reader, 'deal.read', [accountId]) : []
  return account && { name: account.shortName, subject: { kind: 'account', id: account.id } }
}

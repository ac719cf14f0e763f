import type { TalksView } from '../../cards/talks-card.ts'
import { activityKinds, gradeNames } from '../domain/activity.ts'
import { echoDay } from '../lib/calendar.ts'
import { accountFile, stepsDone, talksWith } from '../store/account-facts.ts'
import { contactsOf } from '../store/contacts.ts'
import { userNames } from '../store/teams.ts'
import type { Reached } from './find-contact.ts'
import type { Act } from './operation.ts'
import { cadenceWords } from './show-account.ts'

/** F5: the last five, with their next steps. Who got here through some deals sees theirs alone. */
export async function showTalks(
  act: Act,
  { account, through }: Reached,
  dealIds: readonly string[] = [],
): Promise<TalksView> {
  const { tx, today } = act
  const about = through?.map((deal) => deal.id) ?? (dealIds.length > 0 ? dealIds : undefined)
  const rows = await talksWith(tx, { accountId: account.id, dealIds: about }, 5)
  const done = await stepsDone(
    tx,
    account.id,
    rows.map((row) => row.id),
  )
  const names = await userNames(tx, [...new Set(rows.map((row) => row.byUserId))])
  const people = new Map((await contactsOf(tx, account.id)).map((one) => [one.id, one.name]))
  const { createdAt } = await accountFile(tx, account.id)
  const { words } = await cadenceWords(act, account, createdAt)
  return {
    account: account.shortName,
    stands: [gradeNames[account.grade], words].filter(Boolean).join(' · '),
    talks: rows.map((row) => ({
      when: [
        echoDay(row.onDate, today),
        activityKinds[row.kind as keyof typeof activityKinds] ?? row.kind,
        row.contactId && people.get(row.contactId),
        row.byUserId !== act.viewer.userId && `(${names.get(row.byUserId) ?? ''})`,
      ]
        .filter(Boolean)
        .join(' '),
      what: [row.topic, row.feedback].filter(Boolean).join(':') || row.text,
      ...(row.nextStep && {
        next: [row.nextStep, row.nextDate && echoDay(row.nextDate, today)]
          .filter(Boolean)
          .join(' '),
        done: done.has(row.id),
      }),
    })),
  }
}

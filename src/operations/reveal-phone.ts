import type { RevealedPhoneView } from '../../cards/revealed-phone-card.ts'
import { departmentNames } from '../domain/activity.ts'
import type { Problem } from '../domain/problem.ts'
import { instantOf } from '../lib/calendar.ts'
import { formatPhone } from '../lib/phone.ts'
import { countAudit, writeAudit } from '../store/audit.ts'
import { type ContactRow, phoneOf } from '../store/contacts.ts'
import { type Reached, reachAccounts } from './find-contact.ts'
import type { Act } from './operation.ts'

/** Product §5.1: 「看电话 (逐次留痕, 20次/日)」. */
const phonesADay = 20

type Revealed =
  | { readonly ok: true; readonly view: RevealedPhoneView }
  | { readonly ok: false; readonly problem: Problem }

/**
 * A contact's number, each look written down, at most twenty a day for one person. The caller has
 * asked for the right.
 */
export async function revealPhone(
  act: Act,
  { account }: Reached,
  contact: ContactRow,
): Promise<Revealed> {
  const since = new Date(instantOf(act.zone, act.today, 0))
  const action = 'contact.phone-revealed'
  const seen = await countAudit(act.tx, { userId: act.viewer.userId, action, since })
  const phone = await phoneOf(act.tx, contact.id)
  const of = { subjectKind: 'contact', subjectId: contact.id }
  const department = contact.department === 'other' ? undefined : contact.department
  const view = {
    contact: { id: contact.id, name: contact.name },
    where: [account.shortName, department && departmentNames[department]].filter(Boolean).join('·'),
    today: seen + 1,
    limit: phonesADay,
    mayAdd: (await reachAccounts(act, 'activity.log', [account.id])).length > 0,
  }
  if (!phone) return { ok: true, view }
  if (seen >= phonesADay) {
    await writeAudit(act, [{ action: 'contact.phone-refused', ...of }])
    return { ok: false, problem: { id: 'PhonesUsedUp', limit: phonesADay } }
  }
  await writeAudit(act, [{ action, ...of }])
  return { ok: true, view: { ...view, phone: formatPhone(phone) } }
}

import { readPhone } from '../lib/phone.ts'
import { writeAudit } from '../store/audit.ts'
import { permittedAccounts } from './find-account.ts'
import type { Act } from './operation.ts'

/** The contact, if the viewer works on its account. */
export async function findOwnContact(act: Act, id: string) {
  const contact = await act.tx.contact.findUnique({
    where: { id },
    select: { id: true, name: true, accountId: true },
  })
  if (!contact) return undefined
  const [account] = await permittedAccounts(act, 'activity.log', [contact.accountId])
  return account && contact
}

/** Stores a contact's number, digits only. The audit row says that it changed, not what it is. */
export async function addPhone(
  act: Act,
  contactId: string,
  typed: string,
): Promise<{ ok: true } | { ok: false; reason: string }> {
  const phone = readPhone(typed)
  if (!phone) return { ok: false, reason: '号码看着不对,手机要 11 位' }
  await act.tx.contact.update({ where: { id: contactId }, data: { phone } })
  await writeAudit(act, [
    { action: 'contact.phone-added', subjectKind: 'contact', subjectId: contactId },
  ])
  return { ok: true }
}

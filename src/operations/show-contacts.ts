import type { ContactsView } from '../../cards/contacts-card.ts'
import { departmentNames } from '../domain/activity.ts'
import { chainsOf, contactsOf } from '../store/contacts.ts'
import type { Reached } from './find-contact.ts'
import type { Act } from './operation.ts'
import { mayReadPrivate } from './private-facts.ts'

const most = 20

/** An account's contacts; who got here through some deals sees those in their chains alone. */
export async function showContacts(act: Act, { account, through }: Reached): Promise<ContactsView> {
  const { tx } = act
  const personal = await mayReadPrivate(act, account.id)
  const all = await contactsOf(tx, account.id)
  const chain =
    through &&
    (await chainsOf(
      tx,
      through.map((deal) => deal.id),
    ))
  const seen = chain ? all.filter(({ id }) => chain.some((row) => row.contactId === id)) : all
  return {
    account: account.shortName,
    code: account.code,
    contacts: seen.slice(0, most).map(({ name, department, title, duty, preference }) => ({
      name,
      about: [
        departmentNames[department],
        title,
        duty && `负责${duty}`,
        personal && preference && `喜欢${preference}`,
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    count: seen.length,
  }
}

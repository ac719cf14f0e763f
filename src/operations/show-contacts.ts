import type { ContactsView } from '../../cards/contacts-card.ts'
import { departmentNames } from '../domain/activity.ts'
import { departmentOf } from '../language/people-said.ts'
import { chainsOf, contactsOf } from '../store/contacts.ts'
import type { Reached } from './find-contact.ts'
import type { Act } from './operation.ts'
import { mayReadPrivate } from './private-facts.ts'

const most = 20

/**
 * An account's contacts; who got here through some deals sees those in their chains alone.
 *
 * @param post whose alone are meant, as spoken (采购, 技术总监); all of them where it is nobody's
 */
export async function showContacts(
  act: Act,
  { account, through }: Reached,
  post?: string,
): Promise<ContactsView> {
  const { tx } = act
  const personal = await mayReadPrivate(act, account.id)
  const all = await contactsOf(tx, account.id)
  const chain =
    through &&
    (await chainsOf(
      tx,
      through.map((deal) => deal.id),
    ))
  const known = chain ? all.filter(({ id }) => chain.some((row) => row.contactId === id)) : all
  const ofPost = post ? known.filter((contact) => holds(contact, post)) : []
  const seen = ofPost.length > 0 ? ofPost : known
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
    ...(post && { post, isThere: ofPost.length > 0 }),
  }
}

/** By the title where it says so, else by the department that the word stands for. */
const holds = ({ title, department }: { title: string | null; department: string }, post: string) =>
  title?.includes(post) || departmentOf(post) === department

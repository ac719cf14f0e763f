/** Which customer's people are meant. Several are asked about, never chosen from. */
import { departmentNames } from '../domain/activity.ts'
import type { Permission } from '../domain/permission.ts'
import type { PersonSaid } from '../language/people-said.ts'
import type { Clause } from '../language/sentence.ts'
import type { SubjectMention } from '../language/subject.ts'
import {
  accountsOfContact,
  contactsMeant,
  type Reached,
  reachAccounts,
} from '../operations/find-contact.ts'
import { type ContactRow, contactsOf } from '../store/contacts.ts'
import { askAlikeAccount } from './ask-alike-account.ts'
import { askWhichAccount } from './ask-which-account.ts'
import { likeDeals } from './like-deals.ts'
import { accountIdsOf, inContext } from './meant-account.ts'
import { noneOfThem, notFound } from './resolve-deal.ts'
import type { AskedQuestion, Reply, Turn } from './turn.ts'

export type SaidPeople = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  /** Words in no list where the customer's name would stand. */
  readonly unknownName?: string
  readonly people: readonly PersonSaid[]
  /** Somebody new is in no file by which the customer could be found. */
  readonly isNew?: boolean
}

export type FoundPerson = {
  readonly said: PersonSaid
  /** Undefined for somebody who is not in the file yet. */
  readonly contact?: ContactRow
}

export type FoundPeople =
  | { readonly kind: 'found'; readonly reached: Reached; readonly people: readonly FoundPerson[] }
  | { readonly kind: 'ask'; readonly questions: readonly AskedQuestion[] }
  | { readonly kind: 'reply'; readonly reply: Reply }

const reply = (of: Reply): FoundPeople => ({ kind: 'reply', reply: of })

/** @param permission what the viewer must be allowed to do to the account, or to a deal of it */
export async function resolvePeople(
  turn: Turn,
  said: SaidPeople,
  permission: Permission,
): Promise<FoundPeople> {
  const reached = await reach(turn, said, permission)
  const [only, ...others] = reached
  if (!only) {
    const alike = said.unknownName && (await askAlikeCustomer(turn, said.unknownName))
    return alike ? { kind: 'ask', questions: [alike] } : nobody(turn, said)
  }
  if (others.length > 0) return { kind: 'ask', questions: [whichAccount(turn, reached, said)] }
  const contacts = await contactsOf(turn.tx, only.account.id)
  const questions: AskedQuestion[] = []
  const people = said.people.map((person, index): FoundPerson => {
    const slot = `contact${index}`
    const meant = contactsMeant(contacts, person)
    const chosen = contacts.find((contact) => contact.id === turn.answers[slot])
    if (!chosen && meant.length > 1) questions.push(whichContact(slot, person, meant))
    return { said: person, contact: chosen ?? meant[0] }
  })
  return questions.length > 0
    ? { kind: 'ask', questions }
    : { kind: 'found', reached: only, people }
}

/** EMC那个客户: an account of this name, or whose deal is called so, to be asked about. */
async function askAlikeCustomer(turn: Turn, said: string): Promise<AskedQuestion | undefined> {
  const byAccount = await askAlikeAccount(turn, said)
  if (byAccount || turn.answers.account === noneOfThem) return byAccount
  const deals = await likeDeals(turn, said)
  const accounts = new Map(deals.map((deal) => [deal.accountId, deal]))
  const [deal, ...others] = accounts.values()
  if (!deal || others.length > 0) return undefined
  return {
    slot: 'account',
    text: `没找到“${said}”。是指 ${deal.accountShort}(${deal.name})吗?`,
    options: [
      { label: '是', value: deal.accountId },
      { label: '不是', value: noneOfThem },
    ],
  }
}

/** The account by its name or its deal's; without a name those in which somebody is called so. */
async function reach(turn: Turn, said: SaidPeople, permission: Permission): Promise<Reached[]> {
  if (turn.answers.account) return reachAccounts(turn, permission, [turn.answers.account])
  if (said.unknownName) return []
  const { subject } = said
  if (subject) return reachAccounts(turn, permission, await accountIdsOf(turn, subject))
  const names = said.isNew ? [] : said.people.flatMap(({ name }) => name ?? [])
  const lists = await Promise.all(names.map((name) => accountsOfContact(turn, name)))
  const known = lists.filter((ids) => ids.length > 0)
  const shared = known[0]?.filter((id) => known.every((ids) => ids.includes(id))) ?? []
  const ids = shared.length > 0 ? shared : (known[0] ?? [])
  if (ids.length > 0) return reachAccounts(turn, permission, ids)
  return reachAccounts(turn, permission, await accountIdsOf(turn, inContext(turn)))
}

/** One answer, whether there is no such customer or person, or none that they may read. */
async function nobody(turn: Turn, said: SaidPeople): Promise<FoundPeople> {
  await notFound(turn, said.clauses)
  if (said.isNew && !said.subject && !said.unknownName) {
    return reply({ kind: 'ask', questions: [await askWhichAccount(turn)] })
  }
  return reply({ kind: 'problem', problem: { id: 'ContactMissing' } })
}

/** 「哪位王工?[立辰][华鑫]」. */
function whichAccount(turn: Turn, reached: readonly Reached[], said: SaidPeople): AskedQuestion {
  const name = said.people[0]?.name
  const { accountId } = turn.context
  const likely = reached.findIndex(({ account }) => account.id === accountId)
  return {
    slot: 'account',
    text: name && !said.subject ? `哪位${name}?` : '哪个客户?',
    options: reached.slice(0, 5).map(({ account }) => ({
      label: account.shortName,
      value: account.id,
    })),
    ...(likely >= 0 && { likely }),
  }
}

function whichContact(
  slot: string,
  { name, department }: PersonSaid,
  meant: readonly ContactRow[],
): AskedQuestion {
  return {
    slot,
    text: `哪位${name ?? departmentNames[department ?? 'other']}?`,
    options: meant.slice(0, 5).map((contact) => {
      const where = [departmentNames[contact.department], contact.title].filter(Boolean).join('·')
      return {
        label: name === contact.name ? where : `${contact.name}(${where})`,
        value: contact.id,
      }
    }),
  }
}

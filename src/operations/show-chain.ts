import type { ChainPerson, ChainView } from '../../cards/decision-chain-card.ts'
import { departmentNames } from '../domain/activity.ts'
import {
  coverageOf,
  departments,
  influenceNames,
  requiredDepartments,
  stanceNames,
  stances,
} from '../domain/decision-chain.ts'
import { foldName } from '../lib/names.ts'
import type { AccountRow } from '../store/accounts.ts'
import { type ChainRow, type ContactRow, chainsOf, contactsOf } from '../store/contacts.ts'
import type { DealRow } from '../store/deals.ts'
import type { Act } from './operation.ts'

/** A deal's decision chain, or an account's over its open deals; the caller has asked the rights. */
export async function showChain(
  act: Act,
  account: AccountRow,
  deals: readonly DealRow[],
): Promise<ChainView> {
  const contacts = await contactsOf(act.tx, account.id)
  const chain = await chainsOf(
    act.tx,
    deals.map((deal) => deal.id),
  )
  const [only, ...others] = deals
  const one = others.length === 0 ? only : undefined
  const people = contacts.map((contact) => ({
    contact,
    person: personOf(contact, chain, deals, account),
  }))
  const coverage = deals.map((deal) => ({ deal, ...coveredIn(chain, contacts, deal) }))
  const same = coverage.every(({ line }) => line === coverage[0]?.line)
  return {
    title: one?.name ?? account.shortName,
    of: one ? `${one.code} · ${account.shortName}` : `${account.code} · ${account.name}`,
    groups: departments.flatMap((department) => {
      const inIt = people.filter(({ contact }) => contact.department === department)
      const wanted = requiredDepartments.some((one) => one === department)
      const shown = wanted || (department === 'management' && account.grade === 'a')
      if (inIt.length === 0 && !shown) return []
      return [
        { department: departmentNames[department]!, people: inIt.map(({ person }) => person) },
      ]
    }),
    coverage: same
      ? coverage.slice(0, 1).map(({ line }) => line)
      : coverage.map(({ deal, line }) => `${shortTitle(deal, account)} ${line}`),
    complete: coverage.every(({ complete }) => complete),
    counts: countsOf(people.map(({ person }) => person.stance)),
  }
}

function coveredIn(chain: readonly ChainRow[], contacts: readonly ContactRow[], deal: DealRow) {
  const inChain = chain.filter((row) => row.dealId === deal.id)
  const { covered, required, missing } = coverageOf(
    inChain.flatMap((row) => contacts.find(({ id }) => id === row.contactId)?.department ?? []),
  )
  const lacks = missing.map((department) => departmentNames[department]).join('、')
  return {
    complete: missing.length === 0,
    line: `决策链 ${covered}/${required}${lacks && `,缺${lacks}`}`,
  }
}

/** Where somebody stands the same in every deal it is said once, else deal by deal. */
function personOf(
  contact: ContactRow,
  chain: readonly ChainRow[],
  deals: readonly DealRow[],
  account: AccountRow,
): ChainPerson {
  const rows = deals.map((deal) => ({
    deal,
    row: chain.find((row) => row.dealId === deal.id && row.contactId === contact.id),
  }))
  const stances = rows.map(({ row }) => row?.stance ?? 'unknown')
  const same = stances.every((stance) => stance === stances[0])
  const influence = rows.find(({ row }) => row?.influence)?.row?.influence
  const words = (stance: string) => stanceNames[stance as 'support'] ?? '未知'
  return {
    name: contact.name,
    ...(contact.title && { title: contact.title }),
    stance: stances[0] ?? 'unknown',
    ...(influence && { influence: influenceNames[influence] }),
    ...(!same && {
      byDeal: rows
        .map(({ deal }, i) => `${shortTitle(deal, account)} ${words(stances[i]!)}`)
        .join(','),
    }),
  }
}

function shortTitle(deal: DealRow, account: AccountRow): string {
  const { shortName } = account
  const rest = deal.name.startsWith(shortName) ? deal.name.slice(shortName.length) : deal.name
  return foldName(rest).length >= 2 ? rest : deal.name
}

function countsOf(all: readonly string[]): string {
  const count = (stance: string) => all.filter((one) => one === stance).length
  return [...stances.map((s) => `${stanceNames[s]}${count(s)}`), `未知${count('unknown')}`].join(
    ' ',
  )
}

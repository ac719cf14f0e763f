/** Which one customer is meant, named by itself or through a deal. */
import type { Permission } from '../domain/permission.ts'
import type { Clause } from '../language/sentence.ts'
import type { SubjectMention } from '../language/subject.ts'
import { type Reached, reachAccounts } from '../operations/find-contact.ts'
import { permittedDeals } from '../operations/find-deal.ts'
import { findDealsOf } from '../store/deals.ts'
import { askWhichAccount } from './ask-which-account.ts'
import { notFound } from './resolve-deal.ts'
import type { AskedQuestion, Reply, Turn } from './turn.ts'

export type MeantAccount =
  | {
      readonly kind: 'account'
      readonly reached: Reached
      /** The deals that were named, or that the conversation is about. */
      readonly dealIds: readonly string[]
    }
  | { readonly kind: 'ask'; readonly question: AskedQuestion }
  | { readonly kind: 'reply'; readonly reply: Reply }

type Ids = Pick<SubjectMention, 'dealIds' | 'accountIds'>

/** By name, else by what the conversation is about. */
export async function accountMeant(
  turn: Turn,
  said: {
    readonly clauses: readonly Clause[]
    readonly subject?: SubjectMention
    readonly unknownName?: string
  },
  permission: Permission,
): Promise<MeantAccount> {
  const named = said.subject ?? (said.unknownName ? nothing : inContext(turn))
  const ids = turn.answers.account ? [turn.answers.account] : await accountIdsOf(turn, named)
  const reached = await reachAccounts(turn, permission, ids)
  const [only, ...others] = reached
  if (!only) {
    if (said.subject || said.unknownName) {
      return { kind: 'reply', reply: await notFound(turn, said.clauses) }
    }
    return { kind: 'ask', question: await askWhichAccount(turn) }
  }
  if (others.length > 0) return { kind: 'ask', question: whichAccount(reached) }
  return { kind: 'account', reached: only, dealIds: named.dealIds }
}

const nothing: Ids = { dealIds: [], accountIds: [] }

/** What the quoted card or the bot's last message was about. */
export const inContext = ({ context }: Turn): Ids => ({
  dealIds: context.dealId ? [context.dealId] : [],
  accountIds: context.accountId ? [context.accountId] : [],
})

/** The named accounts; where only deals are named, theirs. */
export async function accountIdsOf(turn: Turn, { accountIds, dealIds }: Ids): Promise<string[]> {
  if (accountIds.length > 0) return [...accountIds]
  const found = await findDealsOf(turn.tx, { dealIds, accountIds: [] })
  const deals = await permittedDeals(turn, 'deal.read', found)
  return [...new Set(deals.map((deal) => deal.accountId))]
}

const whichAccount = (reached: readonly Reached[]): AskedQuestion => ({
  slot: 'account',
  text: '哪个客户?',
  options: reached.slice(0, 5).map(({ account }) => ({
    label: account.name,
    detail: account.code,
    value: account.id,
  })),
})

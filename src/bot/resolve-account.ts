import type { Clause } from '../language/sentence.ts'
import type { SubjectMention } from '../language/subject.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { readableDeals } from '../operations/find-deal.ts'
import { type AccountRow, findAccounts } from '../store/accounts.ts'
import { askAlikeAccount } from './ask-alike-account.ts'
import { askWhichAccount } from './ask-which-account.ts'
import { notFound } from './resolve-deal.ts'
import type { AskedQuestion, Reply, Turn } from './turn.ts'

export type ResolvedAccount =
  | { readonly kind: 'account'; readonly account: AccountRow }
  | { readonly kind: 'ask'; readonly question: AskedQuestion }
  | { readonly kind: 'reply'; readonly reply: Reply }

/** How an account was spoken of. */
export type SaidAccount = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  /** Words that no list has, where its name would stand. */
  readonly unknownName?: string
}

const maxOptions = 5

/**
 * The one account that is meant, by its own name or by a deal's: never chosen from several, and as
 * if it were not there for who may not read it. Without a name that of the quoted or last card.
 */
export async function resolveAccount(turn: Turn, said: SaidAccount): Promise<ResolvedAccount> {
  const { answers } = turn
  // An unknown name stands for nothing, not for what was spoken of before.
  const unknown = said.unknownName !== undefined
  const ids = answers.account ? [answers.account] : unknown ? [] : await accountIds(turn, said)
  const accounts = await readable(turn, ids)
  const [account, ...others] = accounts
  if (!account && said.unknownName) {
    const question = await askAlikeAccount(turn, said.unknownName)
    if (question) return { kind: 'ask', question }
  }
  if (account && others.length === 0) return { kind: 'account', account }
  if (account) return { kind: 'ask', question: whichAccount(accounts) }
  if (said.subject || unknown || ids.length > 0) {
    return { kind: 'reply', reply: await notFound(turn, said.clauses) }
  }
  return { kind: 'ask', question: await askWhichAccount(turn) }
}

async function accountIds(turn: Turn, { subject }: SaidAccount): Promise<readonly string[]> {
  if (subject && subject.accountIds.length > 0) return subject.accountIds
  const { accountId, dealId } = turn.context
  if (!subject && accountId) return [accountId]
  const dealIds = subject?.dealIds ?? (dealId ? [dealId] : [])
  const deals = await readableDeals(turn, { dealIds, accountIds: [] })
  return [...new Set(deals.map((deal) => deal.accountId))]
}

/** Also those of which the viewer only reads a deal. */
async function readable(turn: Turn, ids: readonly string[]): Promise<AccountRow[]> {
  const accounts = await permittedAccounts(turn, 'deal.read', ids)
  if (accounts.length > 0 || ids.length === 0) return accounts
  const deals = await readableDeals(turn, { dealIds: [], accountIds: ids })
  return findAccounts(turn.tx, [...new Set(deals.map((deal) => deal.accountId))])
}

const whichAccount = (accounts: readonly AccountRow[]): AskedQuestion => ({
  slot: 'account',
  text: '哪个客户?',
  options: accounts.slice(0, maxOptions).map(({ id, code, name, shortName }) => ({
    label: shortName,
    detail: `${code} ${name}`,
    value: id,
  })),
})

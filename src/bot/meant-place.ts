/** Which record is meant by who is let in or taken out: a deal, or a customer with its deals. */
import type { SharingReading } from '../language/sharing-clauses.ts'
import type { SubjectMention } from '../language/subject.ts'
import { permittedDeals } from '../operations/find-deal.ts'
import type { AccountRow } from '../store/accounts.ts'
import { type DealRow, findDealsOf } from '../store/deals.ts'
import { askAlikeAccount } from './ask-alike-account.ts'
import { accountMeant } from './meant-account.ts'
import { noneOfThem, notFound, resolveDeal } from './resolve-deal.ts'
import type { AskedQuestion, Reply, Turn } from './turn.ts'

export type Place =
  | { readonly kind: 'deal'; readonly deal: DealRow }
  /** With its open deals, as far as the viewer reads them: `only` those, where not the account. */
  | {
      readonly kind: 'account'
      readonly account: AccountRow
      readonly deals: readonly DealRow[]
      readonly only: boolean
    }

export type Unsettled =
  | { readonly kind: 'ask'; readonly questions: readonly AskedQuestion[] }
  | { readonly kind: 'reply'; readonly reply: Reply }

export type AccountPlace = Extract<Place, { kind: 'account' }>

/** By name, by what was answered, else by what the conversation is about. */
export async function placeMeant(
  turn: Turn,
  reading: SharingReading,
  subject: SubjectMention | undefined,
): Promise<Place | Unsettled> {
  const { clauses, unknownName, scope } = reading
  const { account, deal: answered } = turn.answers
  if (unknownName && !subject && account === undefined && answered === undefined) {
    const question = await askAlikeAccount(turn, unknownName)
    if (question) return { kind: 'ask', questions: [question] }
  }
  if (account === noneOfThem) return { kind: 'reply', reply: await notFound(turn, clauses) }
  if (answered === undefined && isOfAccount(turn, reading, subject)) {
    return accountPlace(turn, reading, subject)
  }
  const resolved = await resolveDeal(turn, { clauses, subject, unknownName })
  if (resolved.kind === 'reply') return resolved
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  const { deal } = resolved
  // 这个客户也共享给李娜, said of a deal: its customer is meant.
  if (scope !== 'account' || subject || unknownName) return { kind: 'deal', deal }
  return accountPlace(turn, reading, { ...nothing, accountIds: [deal.accountId] })
}

const nothing = { dealIds: [], accountIds: [], ownerAccountIds: [], words: '' }

/** Whether a customer was named, answered or spoken of rather than one of its deals. */
function isOfAccount(
  { answers, context }: Turn,
  { unknownName }: SharingReading,
  subject: SubjectMention | undefined,
): boolean {
  if (answers.account !== undefined) return true
  if (unknownName) return false
  if (subject) return subject.dealIds.length === 0
  return !context.dealId && context.accountId !== undefined
}

async function accountPlace(
  turn: Turn,
  { clauses }: SharingReading,
  subject: SubjectMention | undefined,
): Promise<Place | Unsettled> {
  const found = await accountMeant(turn, { clauses, subject }, 'deal.read')
  if (found.kind === 'reply') return found
  if (found.kind === 'ask') return { kind: 'ask', questions: [found.question] }
  const { account, through } = found.reached
  const all = await findDealsOf(turn.tx, { dealIds: [], accountIds: [account.id] })
  const deals = through ?? (await permittedDeals(turn, 'deal.read', all))
  const open = deals.filter((deal) => deal.outcome === 'open')
  return { kind: 'account', account, deals: open, only: through !== undefined }
}

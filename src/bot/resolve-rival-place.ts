/** Where something was heard of a rival: at no customer, at one, or on a deal that both want. */
import type { RivalReading } from '../language/rival-clauses.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { readableDeals } from '../operations/find-deal.ts'
import { type DealRow, findOwnDeals } from '../store/deals.ts'
import { openAgainst } from '../store/rivals.ts'
import { resolveAccount } from './resolve-account.ts'
import { resolveDeal, whichDeal } from './resolve-deal.ts'
import type { AskedQuestion, Reply, Turn } from './turn.ts'

export type RivalPlace =
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'deal'; readonly deal: DealRow }
  | { readonly kind: 'ask'; readonly question: AskedQuestion }
  | { readonly kind: 'reply'; readonly reply: Reply }

/** A question shows no more. */
const mostOptions = 5
/** Deals of one rival that are told from one's own others. */
const mostLinked = 200

/** The deal that is fought against them; asked for where it was not said. */
export async function dealFought(turn: Turn, reading: RivalReading): Promise<RivalPlace> {
  const { subject, unknownName, earlier, toSomeDeal } = reading
  const named = subject ?? unknownName ?? (toSomeDeal ? undefined : earlier)
  const inContext = !toSomeDeal && turn.context.dealId
  if (named || inContext || turn.answers.deal) return resolveDeal(turn, reading)
  return { kind: 'ask', question: await toWhichDeal(turn, reading) }
}

/** One's own open deals that are not fought against all of them yet. */
async function toWhichDeal(turn: Turn, { rivals }: RivalReading): Promise<AskedQuestion> {
  const own = await findOwnDeals(turn.tx, turn.viewer.userId, 4 * mostOptions)
  const against: string[][] = []
  for (const id of rivals.flatMap(({ ids }) => ids)) {
    against.push(await openAgainst(turn, id, mostLinked))
  }
  const left = own.filter(
    ({ id }) => against.length === 0 || against.some((deals) => !deals.includes(id)),
  )
  const names = rivals.map(({ name }) => name).join('、')
  const text = `${names || '对手'}加到哪个商机?`
  if (left.length > 0) return whichDeal(turn, left.slice(0, mostOptions), text)
  return { slot: 'deal', text: `${text}说商机的名字或编号`, options: [] }
}

/** Where it was heard. What a rival bids is of a deal, whatever else was told may be of none. */
export async function placeHeard(turn: Turn, reading: RivalReading): Promise<RivalPlace> {
  const { subject, unknownName, earlier, fought } = reading
  if (unknownName) return resolveDeal(turn, reading)
  if (!subject) {
    const spoken = earlier ?? turn.context.dealId ?? turn.answers.deal
    return fought && spoken ? resolveDeal(turn, reading) : { kind: 'nowhere' }
  }
  if (subject.dealIds.length > 0) return resolveDeal(turn, reading)
  const resolved = await resolveAccount(turn, reading)
  if (resolved.kind !== 'account') return resolved
  const { id } = resolved.account
  const deals = await readableDeals(turn, { dealIds: [], accountIds: [id] })
  const open = deals.filter((deal) => deal.outcome === 'open')
  const [only, ...others] = open
  const [own] = await permittedAccounts(turn, 'deal.read', [id])
  if (only && others.length === 0 && (fought || !own)) return { kind: 'deal', deal: only }
  if (own) return { kind: 'account', accountId: id }
  return resolveDeal(turn, reading)
}

/** What commercial terms that are being decided on, or are approved, mean for a change of the deal. */
import type { Problem } from '../domain/problem.ts'
import { coveredBy } from '../domain/terms.ts'
import { pendingOf } from '../store/approvals.ts'
import type { DealChange, DealRow } from '../store/deals.ts'
import { approvedTerms, voidOtherTerms } from '../store/terms.ts'
import type { Act } from './operation.ts'

const touchesPrice = ({ amountFen, currency }: DealChange): boolean =>
  amountFen !== undefined || currency !== undefined

/** §5.2: 「While pending: price, payment, delivery, clauses frozen; everything else editable」. */
export async function frozenTerms(
  act: Pick<Act, 'tx'>,
  deal: DealRow,
  change: DealChange,
): Promise<Problem | undefined> {
  if (!touchesPrice(change)) return undefined
  const [pending] = await pendingOf(act.tx, [deal.id])
  if (!pending) return undefined
  return { id: 'TermsFrozen', code: pending.code, deal: `${deal.code} ${deal.name}` }
}

/** Whether the approved terms of the deal do not cover the new amount. */
export async function voidsTerms(
  act: Pick<Act, 'tx' | 'today'>,
  deal: DealRow,
  change: DealChange,
): Promise<boolean> {
  if (!touchesPrice(change)) return false
  const approved = await approvedTerms(act.tx, deal.id, act.today)
  if (!approved) return false
  const priceFen = change.amountFen ?? deal.amountFen
  if (priceFen === null) return true
  const currency = change.currency ?? deal.currency
  return !coveredBy(approved, { ...approved, priceFen, currency })
}

export const voidTerms = ({ tx }: Pick<Act, 'tx'>, deal: DealRow): Promise<void> =>
  voidOtherTerms(tx, deal.id)

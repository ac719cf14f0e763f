/** A won deal goes to who delivers it. S2: 「簽約成交并移交實施部門」. */
import { type HandoverView, handoverCard } from '../../cards/handover-card.ts'
import type { Card } from '../../cards/kit/card.ts'
import type { Problem } from '../domain/problem.ts'
import { writeAudit } from '../store/audit.ts'
import { type DealRow, findDeal } from '../store/deals.ts'
import {
  changeHandover,
  findHandover,
  type HandoverRow,
  insertHandover,
} from '../store/handovers.ts'
import { organisationFor } from '../store/organisation.ts'
import { callUp } from '../store/participants.ts'
import { userNames } from '../store/teams.ts'
import { findTerms } from '../store/terms.ts'
import type { Act, News } from './operation.ts'
import { deliveryWords } from './terms-words.ts'

/** Whoever holds 交付 gets it to accept; nobody where nobody does. */
export async function handOver(
  act: Act,
  deal: DealRow,
): Promise<{ readonly to?: string; readonly news: News }> {
  const { holders } = await organisationFor(act.tx, deal.ownerId)
  const toUserId = holders.delivery
  if (!toUserId) return { news: {} }
  const row = {
    id: act.ids.next(),
    dealId: deal.id,
    fromUserId: deal.ownerId,
    toUserId,
    createdAt: act.now,
  }
  await insertHandover(act.tx, row)
  await callUp(act.tx, deal.id, [toUserId])
  const names = await userNames(act.tx, [toUserId])
  const stored = (await findHandover(act.tx, row.id))!
  const card = handoverCard(await viewHandover(act, stored, deal))
  const subject = { kind: 'deal', id: deal.id } as const
  return {
    to: names.get(toUserId),
    news: { tell: [{ userId: toUserId, subject, card, of: row.id }] },
  }
}

/** 交付 sees when and what, not for how much. */
async function viewHandover(act: Act, row: HandoverRow, deal: DealRow): Promise<HandoverView> {
  const names = await userNames(act.tx, [row.fromUserId, row.toUserId])
  const contract = await act.tx.contract.findFirst({
    where: { dealId: deal.id },
    orderBy: { signedDate: 'desc' },
    select: { number: true, signedDate: true, termsId: true },
  })
  const terms = contract?.termsId ? await findTerms(act.tx, contract.termsId) : undefined
  return {
    id: row.id,
    version: row.version,
    deal: { code: deal.code, name: deal.name, account: deal.accountShort },
    from: names.get(row.fromUserId) ?? '',
    to: names.get(row.toUserId) ?? '',
    state: row.state,
    contract: contract?.number,
    signed: contract?.signedDate,
    delivery: terms && deliveryWords(terms),
    reason: row.reason ?? undefined,
  }
}

export type HandoverDecided =
  | { readonly ok: true; readonly card: Card; readonly news: News }
  | { readonly ok: false; readonly problem: Problem; readonly card?: Card }

/** 「接收」 or 「退回补充」, by who it was handed to; the sales owner is told. */
export async function decideHandover(
  act: Act,
  of: { readonly id: string; readonly version: number },
  verdict: 'accepted' | 'returned',
  reason?: string,
): Promise<HandoverDecided> {
  const row = await findHandover(act.tx, of.id)
  const deal = row && (await findDeal(act.tx, row.dealId))
  if (!row || !deal || row.toUserId !== act.viewer.userId) {
    return { ok: false, problem: { id: 'NotFoundOrNotAllowed' } }
  }
  if (row.state !== 'open' || row.version !== of.version) {
    const card = handoverCard(await viewHandover(act, row, deal))
    return { ok: false, problem: { id: 'HandoverOver', state: row.state }, card }
  }
  if (verdict === 'returned' && !reason) {
    return { ok: false, problem: { id: 'ReasonMissing', what: '退回' } }
  }
  const to = { state: verdict, reason: reason ?? null, decidedAt: act.now }
  if (!(await changeHandover(act.tx, row, to))) {
    return { ok: false, problem: { id: 'HandoverOver', state: row.state } }
  }
  await writeAudit(act, [
    {
      action: `handover.${verdict}`,
      subjectKind: 'deal',
      subjectId: deal.id,
      newValue: reason ?? null,
    },
  ])
  const card = handoverCard(
    await viewHandover(act, { ...row, ...to, version: row.version + 1 }, deal),
  )
  const subject = { kind: 'deal', id: deal.id } as const
  return {
    ok: true,
    card,
    news: {
      tell: [{ userId: row.fromUserId, subject, card }],
      redraw: [{ of: row.id, cards: new Map([[row.toUserId, card]]), gone: card }],
    },
  }
}

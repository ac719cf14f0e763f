/** Where something was heard of competitors, whether it may be kept there, and how that reads. */
import type { RivalNotedView } from '../../cards/rival-noted-card.ts'
import { type NoteKind, noteKinds } from '../domain/competitor.ts'
import { mayEver } from '../domain/permission.ts'
import type { Problem } from '../domain/problem.ts'
import { echoDay } from '../lib/calendar.ts'
import type { DealRow } from '../store/deals.ts'
import { openAgainst } from '../store/rivals.ts'
import { permittedAccounts } from './find-account.ts'
import { permittedDeal, readableDeals } from './find-deal.ts'
import type { Act, SubjectRef } from './operation.ts'

export type NotedRival = { readonly id: string; readonly name: string; readonly isNew: boolean }

export type NotePlace = {
  readonly accountId?: string
  /** Its short name. */
  readonly account?: string
  readonly deal?: DealRow
  readonly subject?: SubjectRef
}

/** Where it was heard, if it may be kept there. */
export async function placeOfNote(
  act: Act,
  { accountId, dealId }: { readonly accountId?: string; readonly dealId?: string },
): Promise<NotePlace | { readonly problem: Problem }> {
  const notFound = { problem: { id: 'NotFoundOrNotAllowed' } } as const
  if (dealId) {
    const deal = await permittedDeal(act, 'competitor.log', dealId)
    if (!deal) return notFound
    const { accountShort: account } = deal
    return { accountId: deal.accountId, account, deal, subject: { kind: 'deal', id: deal.id } }
  }
  if (accountId) {
    const [account] = await permittedAccounts(act, 'competitor.log', [accountId])
    if (!account) return notFound
    return { accountId, account: account.shortName, subject: { kind: 'account', id: accountId } }
  }
  return mayEver(act.viewer, 'competitor.log') ? {} : { problem: { id: 'NotAllowed' } }
}

/** Deals that are named on the card. */
const mostDeals = 3

/** What was kept, and in which deals one meets them. */
export async function notedView(
  act: Act,
  wish: {
    readonly onDate: string
    readonly notes: readonly { readonly kind: NoteKind; readonly text: string }[]
  },
  { place, rivals }: { readonly place: NotePlace; readonly rivals: readonly NotedRival[] },
): Promise<RivalNotedView> {
  const [rival, ...others] = rivals
  const only = others.length === 0 && rival ? rival : undefined
  const against = only && !place.deal ? await openAgainst(act, only.id, mostDeals + 1) : []
  const deals = await readableDeals(act, { dealIds: against, accountIds: [] })
  return {
    rivals: rivals.map(({ name, isNew }) => ({ name, isNew })),
    day: echoDay(wish.onDate, act.today),
    notes: wish.notes.map(({ kind, text }) => ({ kind: noteKinds[kind], text })),
    ...(place.account && { account: place.account }),
    ...(place.deal?.outcome === 'open' && { deal: `${place.deal.code} ${place.deal.name}` }),
    ...(only &&
      !place.deal && {
        toDeal: {
          rivalId: only.id,
          deals: deals.slice(0, mostDeals).map(({ code, name }) => `${code} ${name}`),
          more: deals.length > mostDeals,
        },
      }),
  }
}

import type { RivalsView, RivalView } from '../../cards/rival-card.ts'
import { noteKinds, winRate } from '../domain/competitor.ts'
import { mayEver } from '../domain/permission.ts'
import { shortDay } from '../lib/calendar.ts'
import { findAccounts } from '../store/accounts.ts'
import type { CompetitorRow } from '../store/competitors.ts'
import type { DealRow } from '../store/deals.ts'
import {
  knownRivals,
  latestNotes,
  openAgainst,
  type RivalNote,
  rivalsOf,
  scoreAgainst,
} from '../store/rivals.ts'
import { userNames } from '../store/teams.ts'
import { permittedDeals, readableDeals } from './find-deal.ts'
import type { Act } from './operation.ts'
import { toldWords } from './rival-words.ts'
import { dealLine } from './show-account.ts'

const most = { notesOfKind: 3, deals: 5, rivals: 10 } as const

/** A competitor as this viewer may know it: notes, deals and counts of what they may read alone. */
export async function showRival(act: Act, { id, name }: CompetitorRow): Promise<RivalView> {
  const notes = await latestNotes(act, [id], most.notesOfKind)
  const score = await scoreAgainst(act, id)
  const ids = await openAgainst(act, id, most.deals)
  const deals = await readableDeals(act, { dealIds: ids, accountIds: [] })
  const priced = await permittedDeals(act, 'deal.read-amount', deals)
  const inOrder = ids.flatMap((dealId) => deals.find((deal) => deal.id === dealId) ?? [])
  return {
    id,
    name,
    notes: await notesByKind(act, notes),
    deals: inOrder.map((deal) => dealLine(act, deal, priced.includes(deal))),
    ...score,
    rate: winRate(score),
    mayAdd: mayEver(act.viewer, 'competitor.log'),
  }
}

async function notesByKind(act: Act, notes: readonly RivalNote[]): Promise<RivalView['notes']> {
  const authors = await userNames(act.tx, [...new Set(notes.map((note) => note.byUserId))])
  const accountIds = [...new Set(notes.flatMap(({ accountId }) => accountId ?? []))]
  const accounts = new Map(
    (await findAccounts(act.tx, accountIds)).map((one) => [one.id, one.shortName]),
  )
  return Object.entries(noteKinds).flatMap(([key, kind]) => {
    const told = notes.filter((note) => note.kind === key)
    if (told.length === 0) return []
    return [
      {
        kind,
        told: told.map(({ onDate, byUserId, accountId, ...note }) => ({
          when: [
            shortDay(onDate, act.today),
            authors.get(byUserId),
            accountId && accounts.get(accountId),
          ]
            .filter(Boolean)
            .join(' · '),
          text: toldWords(note),
        })),
      },
    ]
  })
}

/** Every competitor there is, the latest heard of first. */
export async function listRivals(act: Act): Promise<RivalsView> {
  const known = await knownRivals(act, most.rivals + 1)
  const shown = known.slice(0, most.rivals)
  const notes = await latestNotes(
    act,
    shown.map(({ id }) => id),
    1,
  )
  return {
    title: '竞争对手',
    rivals: shown.map(({ id, name, open }) => ({
      id,
      name,
      detail: [
        open > 0 && `在谈 ${open} 个`,
        noteWords(
          act,
          notes.find(({ competitorId }) => competitorId === id),
        ) ?? '还没有记录',
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    more: known.length > shown.length,
    none: '听到什么直接说,如「竞品环测 报价降8% 交期快」。',
  }
}

/** Against whom these deals are fought; the caller has asked the rights to them. */
export async function listRivalsOf(
  act: Act,
  of: { readonly title: string; readonly name: string; readonly deals: readonly DealRow[] },
): Promise<RivalsView> {
  const ids = of.deals.map((deal) => deal.id)
  const rivals = await rivalsOf(act, ids)
  return {
    title: `${of.title} 的对手`,
    rivals: rivals.map(({ id, name, note }) => ({
      id,
      name,
      detail: noteWords(act, note) ?? '还没有记录',
    })),
    more: false,
    none: `要登记,说「${of.name}的对手是…」。`,
  }
}

const noteWords = (act: Act, note: RivalNote | undefined): string | undefined =>
  note && `${shortDay(note.onDate, act.today)} ${toldWords(note)}`

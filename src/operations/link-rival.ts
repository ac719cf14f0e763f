import * as z from 'zod'
import { type RivalsLinkedView, rivalsLinkedCard } from '../../cards/rivals-linked-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import type { Problem } from '../domain/problem.ts'
import { writeAudit } from '../store/audit.ts'
import {
  competitorsOfDeal,
  linkCompetitor,
  linkedSince,
  unlinkCompetitor,
} from '../store/competitors.ts'
import type { DealRow } from '../store/deals.ts'
import { permittedDeal } from './find-deal.ts'
import { competitorFor, knownCompetitor, rivalBody } from './known-competitor.ts'
import { type Act, defineOperation } from './operation.ts'
import { dropNewRivals, unlinkUndone } from './undo-rivals.ts'

const body = z.strictObject({
  dealId: z.string(),
  rivals: z.array(rivalBody).min(1).max(4),
  how: z.enum(['add', 'remove']),
})

export type LinkRival = z.infer<typeof body>

const undoBody = z.strictObject({
  dealId: z.string(),
  addedIds: z.array(z.string()),
  newRivalIds: z.array(z.string()),
  removed: z.array(z.strictObject({ id: z.string(), name: z.string(), since: z.string() })),
})

type Undo = z.infer<typeof undoBody>

/** Against whom a deal is fought. Additive, so it is saved at once and can be taken back. */
export const linkRival = defineOperation<LinkRival, RivalsLinkedView, Undo>({
  id: 'competitor.link',
  body,
  undoBody,
  plan: async (act, wish) => {
    const state = await stateOf(act, wish)
    if ('problem' in state) return { ok: false, problem: state.problem }
    const { deal } = state
    return { ok: true, view: viewOf(state, wish), subject: { kind: 'deal', id: deal.id } }
  },
  apply: async (act, wish) => {
    const state = await stateOf(act, wish)
    if ('problem' in state) return { kind: 'problem', problem: state.problem }
    const { deal } = state
    const undo = wish.how === 'add' ? await add(act, state) : await remove(act, state)
    return {
      kind: 'done',
      view: viewOf(state, wish),
      undo: { dealId: deal.id, ...undo },
      subject: { kind: 'deal', id: deal.id },
    }
  },
  undo: async (act, undo) => {
    const deal = await permittedDeal(act, 'competitor.log', undo.dealId)
    if (!deal) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    const refused = await unlinkUndone(act, deal.id, undo.addedIds)
    if (refused) return { kind: 'problem', problem: refused }
    for (const { id: competitorId, name, since } of undo.removed) {
      const link = { dealId: deal.id, competitorId, createdAt: new Date(since) }
      if (await linkCompetitor(act.tx, link)) await audit(act, deal, { newValue: name })
    }
    await dropNewRivals(act, undo.newRivalIds)
    const now = (await competitorsOfDeal(act.tx, deal.id)).map(({ name }) => name)
    const words = now.length > 0 ? `现在的对手:${now.join('、')}。` : '现在没有登记对手。'
    return { kind: 'undone', card: undoneCard(`${deal.code} ${deal.name} 的对手`, words) }
  },
  previewCard: (view, draft) => rivalsLinkedCard(view, draft, false),
  doneCard: rivalsLinkedCard,
})

type Rival = { readonly id?: string; readonly name: string }

type State = {
  readonly deal: DealRow
  /** What there is to do; the others are so already. */
  readonly todo: readonly Rival[]
  readonly unchanged: readonly Rival[]
}

async function stateOf(act: Act, wish: LinkRival): Promise<State | { readonly problem: Problem }> {
  const deal = await permittedDeal(act, 'competitor.log', wish.dealId)
  if (!deal) return { problem: { id: 'NotFoundOrNotAllowed' } }
  const title = `${deal.code} ${deal.name}`
  if (deal.outcome !== 'open') {
    return { problem: { id: 'DealClosed', deal: title, outcome: deal.outcome } }
  }
  const there = await competitorsOfDeal(act.tx, deal.id)
  const said: Rival[] = []
  for (const one of wish.rivals) said.push((await knownCompetitor(act, one)) ?? { name: one.name })
  const isThere = ({ id }: Rival) => there.some((one) => one.id === id)
  const todo = said.filter((one) => isThere(one) === (wish.how === 'remove'))
  const unchanged = said.filter((one) => !todo.includes(one))
  if (todo.length > 0) return { deal, todo, unchanged }
  const names = there.map(({ name }) => name).join('、')
  return {
    problem: { id: 'NothingChanges', what: [`${title} 的对手 ${names || '没有登记'}`] },
  }
}

const viewOf = ({ deal, todo, unchanged }: State, { how }: LinkRival): RivalsLinkedView => ({
  deal: `${deal.code} ${deal.name}`,
  account: deal.accountShort,
  how,
  rivals: todo.map(({ id, name }) => ({ name, isNew: id === undefined })),
  unchanged: unchanged.map(({ name }) => name),
})

async function add(act: Act, { deal, todo }: State): Promise<Omit<Undo, 'dealId'>> {
  const rivals = []
  for (const said of todo) {
    const rival = await competitorFor(act, said)
    rivals.push(rival)
    const link = { dealId: deal.id, competitorId: rival.id, createdAt: act.now }
    await linkCompetitor(act.tx, link)
    await audit(act, deal, { newValue: rival.name })
  }
  return {
    addedIds: rivals.map(({ id }) => id),
    newRivalIds: rivals.filter(({ isNew }) => isNew).map(({ id }) => id),
    removed: [],
  }
}

async function remove(act: Act, { deal, todo }: State): Promise<Omit<Undo, 'dealId'>> {
  const removed = []
  for (const { id = '', name } of todo) {
    const link = { dealId: deal.id, competitorId: id }
    const since = (await linkedSince(act.tx, link)) ?? act.now
    await unlinkCompetitor(act.tx, link)
    await audit(act, deal, { oldValue: name })
    removed.push({ id, name, since: since.toISOString() })
  }
  return { addedIds: [], newRivalIds: [], removed }
}

const audit = (
  act: Act,
  deal: DealRow,
  values: { readonly oldValue: string } | { readonly newValue: string },
) => {
  const action = 'newValue' in values ? 'competitor.link' : 'competitor.unlink'
  return writeAudit(act, [{ action, subjectKind: 'deal', subjectId: deal.id, ...values }])
}

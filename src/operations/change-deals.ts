import * as z from 'zod'
import type { DealChangeView } from '../../cards/deal-change-card.ts'
import {
  type DealChangesView,
  dealChangesPreviewCard,
  dealChangesUndoneCard,
  dealsChangedCard,
  tickName,
} from '../../cards/deal-changes-card.ts'
import { problemToast } from '../../cards/problem-card.ts'
import { lockDeals } from '../store/deals.ts'
import { type ChangeDeal, changeBody, changeDeal } from './change-deal.ts'
import { permittedDeal } from './find-deal.ts'
import { type Act, defineOperation, type Guard, type Operation, rootsOf } from './operation.ts'

/** More than this on one card nobody reads before tapping. */
export const mostDeals = 5

const changesBody = z.strictObject({
  changes: z.array(changeBody).max(mostDeals),
  /** Deals that it was said of, but cannot be: a line each. */
  skipped: z.array(z.string()).optional(),
})

export type ChangeDeals = z.infer<typeof changesBody>

const changeView = z.custom<DealChangesView['sets'][number]>(
  (value) => typeof value === 'object' && value !== null,
)

/** What each of them was, by itself, so that each can be taken back by itself. */
const undoBody = z.strictObject({
  parts: z.array(
    z.strictObject({
      dealId: z.string(),
      version: z.number(),
      undo: z.unknown(),
      /** As the card showed it. */
      view: changeView,
    }),
  ),
  undone: z.array(z.string()),
})

type UndoChanges = z.infer<typeof undoBody>

/**
 * Changes several deals with one tap: those that are ticked, all of them or none. A deal that
 * somebody else changed since sends the whole card back to be looked at again.
 */
export const changeDeals = defineOperation<ChangeDeals, DealChangesView, UndoChanges>({
  id: 'deals.change',
  body: changesBody,
  undoBody,
  plan: async (act, { changes, skipped = [] }) => {
    const planned = await planEach(act, changes)
    const [first, ...others] = planned.guards
    const { view } = planned
    const allSkipped = [...skipped, ...view.skipped]
    if (!first) return { ok: false, problem: { id: 'NothingToChange', why: allSkipped } }
    return {
      ok: true,
      view: { ...view, skipped: allSkipped },
      guard: { ...first, ...(others.length > 0 && { also: others }) },
      subject: { kind: 'deal', id: first.dealId },
    }
  },
  apply: async (act, { changes }, guard) => {
    const shown = new Map(atsOf(guard).map(({ dealId, version }) => [dealId, version]))
    const wanted = changes.filter(({ dealId }) => shown.has(dealId))
    const versions = await lockDeals(
      act.tx,
      act.dialect,
      wanted.map(({ dealId }) => dealId),
    )
    const moved = wanted.some(({ dealId }) => versions.get(dealId) !== shown.get(dealId))
    if (wanted.length === 0 || moved) return { kind: 'stale' }
    const { problems } = await planEach(act, wanted)
    if (problems[0]) return { kind: 'problem', problem: problems[0] }
    const parts: UndoChanges['parts'] = []
    for (const change of wanted) {
      const version = shown.get(change.dealId)!
      const applied = await changeDeal.apply(act, change, { dealId: change.dealId, version })
      // Locked, unchanged and looked at a moment ago: what fails now takes all of it back.
      if (applied.kind !== 'done') throw new Error(`deal ${change.dealId}: ${applied.kind}`)
      const view = { dealId: change.dealId, ...(applied.view as DealChangeView) }
      const after = { dealId: change.dealId, version: version + 1 }
      parts.push({ ...after, undo: applied.undo, view })
    }
    return {
      kind: 'done',
      view: { sets: parts.map(({ view }) => view), skipped: [] },
      undo: { parts, undone: [] },
    }
  },
  undo: async (act, { parts }) => {
    const refused = await undoParts(act, parts)
    if (refused) return { kind: 'problem', problem: refused }
    return { kind: 'undone', card: dealChangesUndoneCard(parts.map(({ view }) => view)) }
  },
  undoPart: async (act, { parts, undone }, { part, draft }) => {
    const taken = parts.filter(({ dealId }) => dealId === part)
    const left = parts.filter(({ dealId }) => dealId !== part)
    const refused = await undoParts(act, taken)
    if (refused) return { kind: 'problem', problem: refused }
    if (left.length === 0) {
      return { kind: 'undone', card: dealChangesUndoneCard(taken.map(({ view }) => view)) }
    }
    const names = [...undone, ...taken.map(({ view }) => `${view.deal.code} ${view.deal.name}`)]
    const view = { sets: left.map((one) => one.view), skipped: [] }
    const card = dealsChangedCard(view, draft, { undoable: true, undone: names })
    return { kind: 'undone', card, left: { parts: left, undone: names } }
  },
  apart: async (act, { changes, skipped = [] }) => {
    const left: ChangeDeal[] = []
    const alone: { operation: Operation; body: ChangeDeal }[] = []
    for (const change of changes) {
      const plan = await changeDeal.plan(act, change)
      if (!plan.ok && plan.kept) alone.push({ operation: changeDeal, body: change })
      else left.push(change)
    }
    // One that is left needs no tick.
    const [only, ...others] = left
    if (only && alone.length > 0 && others.length === 0 && skipped.length === 0) {
      return { alone: [{ operation: changeDeal, body: only }, ...alone] }
    }
    const isOver = left.length === 0 && skipped.length === 0
    return { alone, ...(!isOver && { left: { changes: left, skipped } }) }
  },
  choose: ({ changes }, form) => {
    const ticked = changes.filter(({ dealId }) => form[tickName(dealId)] === 'true')
    return ticked.length > 0
      ? { ok: true, body: { changes: ticked } }
      : { ok: false, reason: '一个都没勾,没有保存' }
  },
  previewCard: dealChangesPreviewCard,
  doneCard: (view, draft, undoable) => dealsChangedCard(view, draft, { undoable }),
})

const atsOf = (guard: Guard | undefined) =>
  rootsOf(guard).flatMap((root) => ('dealId' in root ? [root] : []))

/** Those that would change, and of the others why they do not. */
async function planEach(act: Act, changes: readonly ChangeDeal[]) {
  const sets: DealChangesView['sets'][number][] = []
  const guards: { dealId: string; version: number }[] = []
  const problems = []
  const skipped: string[] = []
  for (const change of changes) {
    const plan = await changeDeal.plan(act, change)
    if (plan.ok) {
      sets.push({ dealId: change.dealId, ...(plan.view as DealChangeView) })
      guards.push({ dealId: change.dealId, version: plan.guard!.version })
      continue
    }
    problems.push(plan.problem)
    const deal = await permittedDeal(act, 'deal.read', change.dealId)
    const name = deal ? `${deal.code} ${deal.name}:` : ''
    skipped.push(`${name}${problemToast(plan.problem)}`)
  }
  return { view: { sets, skipped }, guards, problems }
}

/** All of them, or the reason why none of them. */
async function undoParts(act: Act, parts: UndoChanges['parts']) {
  const ids = parts.map(({ dealId }) => dealId)
  if (ids.length === 0) return { id: 'UndoRefused', reason: '已经撤回了' } as const
  const versions = await lockDeals(act.tx, act.dialect, ids)
  for (const { dealId, version, view } of parts) {
    if (!(await permittedDeal(act, 'deal.edit', dealId))) {
      return { id: 'NotFoundOrNotAllowed' } as const
    }
    if (versions.get(dealId) !== version) {
      const reason = `${view.deal.code} 之后又有改动,不能直接撤回`
      return { id: 'UndoRefused', reason } as const
    }
  }
  for (const { dealId, version, undo } of parts) {
    const undone = await changeDeal.undo!(act, undo, { dealId, version })
    if (undone.kind !== 'undone') throw new Error(`deal ${dealId} could not be put back`)
  }
  return undefined
}

import * as z from 'zod'
import { type DealFilledView, dealFilledCard } from '../../cards/deal-filled-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { buyerStageName, hasBuyerStages, inflatedWords } from '../domain/buyer-stage.ts'
import { stageIn } from '../domain/pipeline.ts'
import type { Problem } from '../domain/problem.ts'
import { echoDay } from '../lib/calendar.ts'
import { type AuditEntry, writeAudit } from '../store/audit.ts'
import { changeDealRow, type DealRow } from '../store/deals.ts'
import { type DealFile, findDealFile } from '../store/gates.ts'
import { pipelineOf } from './deal-gate.ts'
import { permittedDeal } from './find-deal.ts'
import { type Act, defineOperation } from './operation.ts'
import { maySeeBudget } from './show-requirement.ts'

const words = z.string().min(1).max(200)

const body = z.strictObject({
  dealId: z.string(),
  buyerStage: z.number().int().min(1).max(20).optional(),
  budgetRange: words.optional(),
  decisionProcess: words.optional(),
  /** YYYY-MM-DD */
  decisionDate: z.string().optional(),
  /** Beside those that are known. */
  pains: z.array(words).max(10).optional(),
  valueProposition: words.optional(),
})

export type FillDeal = z.infer<typeof body>

const columns = z.strictObject({
  buyerStage: z.number().nullable().optional(),
  budgetRange: z.string().nullable().optional(),
  decisionProcess: z.string().nullable().optional(),
  decisionDate: z.string().nullable().optional(),
  /** JSON: string[] */
  painPoints: z.string().optional(),
  valueProposition: z.string().nullable().optional(),
})

type Columns = z.infer<typeof columns>

const undoBody = z.strictObject({ dealId: z.string(), before: columns, after: columns })

/** How often somebody else may be first before it is given up. */
const mostTries = 5

/**
 * What is learnt of how the customer buys. S0: 「深入了解客户的技术需求、预算范围、决策流程等关键信息」.
 * Additive: saved at once.
 */
export const fillDeal = defineOperation<FillDeal, DealFilledView, z.infer<typeof undoBody>>({
  id: 'deal.fill',
  supplies: true,
  body,
  undoBody,
  plan: async (act, wish) => {
    const state = await stateOf(act, wish)
    if (!state.ok) return state
    return { ok: true, view: await viewOf(act, state), subject: { kind: 'deal', id: wish.dealId } }
  },
  apply: async (act, wish) => {
    for (let tries = 0; tries < mostTries; tries++) {
      const state = await stateOf(act, wish)
      if (!state.ok) return { kind: 'problem', problem: state.problem }
      const { deal, before, after } = state
      if (!(await changeDealRow(act.tx, { ...deal, now: act.now }, after))) continue
      await writeAudit(act, auditOf(deal.id, before, after, 'deal.fill'))
      return {
        kind: 'done',
        view: await viewOf(act, state),
        undo: { dealId: deal.id, before, after },
        guard: { dealId: deal.id, version: deal.version + 1 },
        subject: { kind: 'deal', id: deal.id },
      }
    }
    return { kind: 'stale' }
  },
  undo: async (act, { dealId, before, after }) => {
    const deal = await permittedDeal(act, 'activity.log', dealId)
    if (!deal) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    const refused = (reason: string) =>
      ({ kind: 'problem', problem: { id: 'UndoRefused', reason } }) as const
    const now: Readonly<Record<string, unknown>> = await findDealFile(act.tx, dealId)
    const same = Object.entries(after).every(([column, value]) => now[column] === value)
    if (!same) return refused(`${deal.code} 之后又有改动`)
    if (!(await changeDealRow(act.tx, { ...deal, now: act.now }, before))) {
      return refused(`${deal.code} 刚被改过,请再点一次`)
    }
    await writeAudit(act, auditOf(dealId, after, before, 'deal.fill-undone'))
    return { kind: 'undone', card: undoneCard(`${deal.code} ${deal.name}`, '已改回原来的样子。') }
  },
  previewCard: (view, draft) => dealFilledCard(view, draft, false),
  doneCard: dealFilledCard,
})

type State =
  | { readonly ok: true; readonly deal: DealRow; readonly before: Columns; readonly after: Columns }
  | { readonly ok: false; readonly problem: Problem }

async function stateOf(act: Act, wish: FillDeal): Promise<State> {
  const deal = await permittedDeal(act, 'activity.log', wish.dealId)
  if (!deal) return { ok: false, problem: { id: 'NotFoundOrNotAllowed' } }
  const name = `${deal.code} ${deal.name}`
  if (deal.outcome !== 'open') {
    return { ok: false, problem: { id: 'DealClosed', deal: name, outcome: deal.outcome } }
  }
  const pipeline = pipelineOf(act, deal)
  if (wish.buyerStage !== undefined && !hasBuyerStages(pipeline)) {
    return { ok: false, problem: { id: 'NoBuyerStages', deal: name, pipeline: pipeline.name } }
  }
  const file = await findDealFile(act.tx, deal.id)
  const wanted = wantedOf(wish, file)
  const changed = Object.entries(wanted).filter(
    ([column, value]) => file[column as keyof DealFile] !== value,
  )
  if (changed.length === 0) {
    const what = Object.keys(wanted).map((column) => shown(act, deal, column, file))
    return { ok: false, problem: { id: 'NothingChanges', what } }
  }
  const pick = (from: object) =>
    Object.fromEntries(changed.map(([column]) => [column, from[column as keyof typeof from]]))
  return { ok: true, deal, before: pick(file) as Columns, after: pick(wanted) as Columns }
}

function wantedOf({ dealId: _, pains, ...rest }: FillDeal, file: DealFile): Columns {
  if (!pains?.length) return rest
  const known: string[] = JSON.parse(file.painPoints)
  return { ...rest, painPoints: JSON.stringify([...new Set([...known, ...pains])]) }
}

const labels: Readonly<Record<string, string>> = {
  buyerStage: '客户在',
  budgetRange: '预算范围',
  decisionProcess: '决策流程',
  decisionDate: '决策时间',
  painPoints: '客户痛点',
  valueProposition: '价值主张',
}

/** A column as a card says it. */
function valueWords(act: Act, deal: DealRow, column: string, value: unknown): string {
  if (value === null || value === undefined || value === '[]') return '未填'
  if (column === 'buyerStage') {
    return `${value} ${buyerStageName(pipelineOf(act, deal), Number(value))}`
  }
  if (column === 'decisionDate') return echoDay(String(value), act.today)
  if (column === 'painPoints') return (JSON.parse(String(value)) as string[]).join('、')
  return String(value)
}

const shown = (act: Act, deal: DealRow, column: string, file: DealFile): string =>
  `${labels[column]} ${valueWords(act, deal, column, file[column as keyof DealFile])}`

function auditOf(dealId: string, from: Columns, to: Columns, action: string): AuditEntry[] {
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value))
  return Object.keys(to).map((field) => ({
    action,
    subjectKind: 'deal',
    subjectId: dealId,
    field,
    oldValue: text(from[field as keyof Columns]),
    newValue: text(to[field as keyof Columns]),
  }))
}

async function viewOf(
  act: Act,
  { deal, before, after }: Extract<State, { ok: true }>,
): Promise<DealFilledView> {
  const pipeline = pipelineOf(act, deal)
  const money = await maySeeBudget(act, deal)
  const inflated =
    after.buyerStage !== undefined
      ? inflatedWords(pipeline, stageIn(pipeline, deal.stageId), after.buyerStage)
      : undefined
  return {
    deal: `${deal.code} ${deal.name}`,
    changes: Object.keys(after).map((column) => {
      const hidden = column === 'budgetRange' && !money
      const was = valueWords(act, deal, column, before[column as keyof Columns])
      return {
        label: labels[column]!,
        from: hidden && was !== '未填' ? '…' : was,
        to: valueWords(act, deal, column, after[column as keyof Columns]),
      }
    }),
    ...(inflated && { inflated }),
  }
}

import * as z from 'zod'
import { type DealLostView, dealLossPreviewCard, dealLostCard } from '../../cards/deal-lost-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { type LossReason, lossReasons } from '../domain/loss.ts'
import { endOfQuarter, quarterOf, startOfQuarter } from '../lib/calendar.ts'
import { formatFen } from '../lib/money.ts'
import { writeAudit } from '../store/audit.ts'
import { linkCompetitor, unlinkCompetitor } from '../store/competitors.ts'
import { changeDealRow, type DealRow } from '../store/deals.ts'
import { stageOf } from './deal-change-view.ts'
import { permittedDeal } from './find-deal.ts'
import { competitorFor, knownCompetitor, rivalBody } from './known-competitor.ts'
import { type Act, defineOperation } from './operation.ts'
import { endApprovalsOf } from './supersede-approvals.ts'
import { dropNewRivals } from './undo-rivals.ts'

const lossBody = z.strictObject({
  dealId: z.string(),
  reason: z.enum(Object.keys(lossReasons) as [LossReason, ...LossReason[]]),
  /** Left out where nobody else got it. */
  rival: rivalBody.optional(),
  lesson: z.string().max(500).optional(),
})

export type LoseDeal = z.infer<typeof lossBody>

const undoBody = z.strictObject({
  dealId: z.string(),
  /** A competitor that this brought in, and that it put down against the deal. */
  newRivalId: z.string().optional(),
  newLinkId: z.string().optional(),
})

/**
 * Closes a deal as lost, with the reason and to whom. The deal's version guards it. E6: 「close_lost
 * requires reason enum + competitor or 「无」」.
 */
export const loseDeal = defineOperation<LoseDeal, DealLostView, z.infer<typeof undoBody>>({
  id: 'deal.lose',
  ownWords: ['lesson'],
  body: lossBody,
  undoBody,
  plan: async (act, body) => {
    const deal = await permittedDeal(act, 'deal.close', body.dealId)
    if (!deal) return { ok: false, problem: { id: 'NotFoundOrNotAllowed' } }
    if (deal.outcome !== 'open') return { ok: false, problem: closed(deal) }
    return {
      ok: true,
      view: await viewOf(act, deal, body),
      guard: { dealId: deal.id, version: deal.version },
      subject: { kind: 'deal', id: deal.id },
    }
  },
  apply: async (act, body, guard) => {
    const deal = await permittedDeal(act, 'deal.close', body.dealId)
    if (!deal) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    if (deal.outcome !== 'open') return { kind: 'problem', problem: closed(deal) }
    if (deal.version !== guard?.version) return { kind: 'stale' }
    const view = await viewOf(act, deal, body)
    const undo = await close(act, deal, body)
    if (!undo) return { kind: 'stale' }
    const news = await endApprovalsOf(act, deal.id, '商机已丢单')
    return {
      kind: 'done',
      view,
      undo,
      news,
      guard: { dealId: deal.id, version: deal.version + 1 },
      subject: { kind: 'deal', id: deal.id },
    }
  },
  undo: async (act, undo, guard) => {
    const deal = await permittedDeal(act, 'deal.close', undo.dealId)
    if (!deal) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    const at = { id: deal.id, version: guard?.version ?? 0, now: act.now }
    const open = {
      outcome: 'open',
      closedDate: null,
      lossReason: null,
      lostToId: null,
      lossLesson: null,
    }
    if (!(await changeDealRow(act.tx, at, open))) {
      const reason = `${deal.code} 之后又有改动,不能直接撤回`
      return { kind: 'problem', problem: { id: 'UndoRefused', reason } }
    }
    if (undo.newLinkId) {
      await unlinkCompetitor(act.tx, { dealId: deal.id, competitorId: undo.newLinkId })
    }
    if (undo.newRivalId) await dropNewRivals(act, [undo.newRivalId])
    await audit(act, deal, { action: 'deal.lose-undone', oldValue: 'lost', newValue: 'open' })
    const stage = stageOf(act, deal.stageId).name
    return { kind: 'undone', card: undoneCard(`${deal.code} ${deal.name}`, `还在谈,${stage}。`) }
  },
  form: {
    fields: (_act, body) => [
      { type: 'input', name: 'lesson', label: '教训', value: body.lesson, maxLength: 200 },
    ],
    read: (_act, { lesson: before, ...body }, form) => {
      const lesson = typeof form.lesson === 'string' ? form.lesson.trim() : before
      return { ok: true, body: { ...body, ...(lesson && { lesson }) } }
    },
  },
  previewCard: dealLossPreviewCard,
  doneCard: dealLostCard,
})

const closed = (deal: DealRow) =>
  ({ id: 'DealClosed', deal: `${deal.code} ${deal.name}`, outcome: deal.outcome }) as const

async function viewOf(act: Act, deal: DealRow, body: LoseDeal): Promise<DealLostView> {
  const known = body.rival && (await knownCompetitor(act, body.rival))
  const amountVisible = await permittedDeal(act, 'deal.read-amount', deal.id)
  const { amountFen, currency, amountApprox: approx } = deal
  const forecastFen = amountVisible ? forecastOf(act, deal) : undefined
  return {
    deal: { code: deal.code, name: deal.name, account: deal.accountShort },
    stage: stageOf(act, deal.stageId).name,
    ...(amountVisible &&
      amountFen !== null && { amount: formatFen(amountFen, { currency, approx }) }),
    ...(forecastFen && { forecast: formatFen(forecastFen, { currency }) }),
    reason: lossReasons[body.reason],
    rival: known?.name ?? (body.rival ? `${body.rival.name}(新竞品)` : '无'),
    lesson: body.lesson,
  }
}

/** What the deal is in this quarter's forecast: its amount by its stage's probability. */
function forecastOf(act: Act, { amountFen, closeDate, stageId }: DealRow): bigint | undefined {
  const quarter = quarterOf(act.today)
  if (!amountFen || !closeDate) return undefined
  if (closeDate < startOfQuarter(quarter) || closeDate > endOfQuarter(quarter)) return undefined
  return (amountFen * BigInt(stageOf(act, stageId).probability)) / 100n
}

/** Compare-and-set first, then what hangs on it. Undefined when somebody else was first. */
async function close(act: Act, deal: DealRow, body: LoseDeal) {
  const at = { id: deal.id, version: deal.version, now: act.now }
  const rival = body.rival && (await competitorFor(act, body.rival))
  const change = {
    outcome: 'lost',
    closedDate: act.today,
    lossReason: body.reason,
    lostToId: rival?.id ?? null,
    lossLesson: body.lesson ?? null,
  }
  if (!(await changeDealRow(act.tx, at, change))) {
    if (rival?.isNew) await dropNewRivals(act, [rival.id])
    return undefined
  }
  const link = rival && { dealId: deal.id, competitorId: rival.id, createdAt: act.now }
  const isNewLink = link && (await linkCompetitor(act.tx, link))
  const why = [lossReasons[body.reason], rival?.name].filter(Boolean).join(',')
  await audit(act, deal, { action: 'deal.lose', oldValue: 'open', newValue: `lost:${why}` })
  return {
    dealId: deal.id,
    ...(rival?.isNew && { newRivalId: rival.id }),
    ...(isNewLink && { newLinkId: rival.id }),
  }
}

const audit = (
  act: Act,
  deal: DealRow,
  entry: { readonly action: string; readonly oldValue: string; readonly newValue: string },
) => writeAudit(act, [{ ...entry, subjectKind: 'deal', subjectId: deal.id, field: 'outcome' }])

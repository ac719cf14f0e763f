import * as z from 'zod'
import { type MilestoneView, milestoneCard } from '../../cards/milestone-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { evidenceTargets } from '../domain/pipeline.ts'
import type { Problem } from '../domain/problem.ts'
import { echoDay } from '../lib/calendar.ts'
import { writeAudit } from '../store/audit.ts'
import { changeDealRow, type DealRow } from '../store/deals.ts'
import { type MilestoneRow, milestonesOf, removeMilestone, saveMilestone } from '../store/gates.ts'
import { userNames } from '../store/teams.ts'
import { gateAhead, pipelineOf } from './deal-gate.ts'
import { permittedDeal } from './find-deal.ts'
import { type Act, defineOperation } from './operation.ts'

const body = z.strictObject({
  dealId: z.string(),
  /** What it is evidence for. */
  keys: z.array(z.string()).min(1).max(10),
  kind: z.enum(['word', 'file', 'image', 'link']),
  /** As it is read: what was said, the link, the file's name. */
  evidence: z.string().min(1).max(500),
  link: z.string().max(2000).optional(),
  fileHash: z.string().optional(),
  witness: z.string().max(40).optional(),
  /** YYYY-MM-DD */
  onDate: z.string().optional(),
})

export type LogMilestone = z.infer<typeof body>

const row = z.strictObject({
  dealId: z.string(),
  criterion: z.string(),
  evidence: z.string(),
  kind: z.string(),
  fileHash: z.string().nullable(),
  link: z.string().nullable(),
  witness: z.string().nullable(),
  byUserId: z.string(),
  onDate: z.string(),
})

const undoBody = z.strictObject({
  dealId: z.string(),
  /** Where the deal was: evidence that it moved on stays. */
  stageId: z.string(),
  before: z.array(row),
  after: z.array(row),
})

/** How often somebody else may be first before it is given up. */
const mostTries = 5

/** Evidence for what a gate asks. H3: 「需要设置明确的里程碑和验收标准」. Additive, saved at once. */
export const logMilestone = defineOperation<LogMilestone, MilestoneView, z.infer<typeof undoBody>>({
  id: 'milestone.log',
  supplies: true,
  ownWords: ['evidence'],
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
      if (!(await changeDealRow(act.tx, { ...deal, now: act.now }, {}))) continue
      for (const one of after) await saveMilestone(act.tx, one)
      await writeAudit(act, after.map(auditOf(before)))
      return {
        kind: 'done',
        view: await viewOf(act, state),
        undo: { dealId: deal.id, stageId: deal.stageId, before: [...before], after: [...after] },
        guard: { dealId: deal.id, version: deal.version + 1 },
        subject: { kind: 'deal', id: deal.id },
      }
    }
    return { kind: 'stale' }
  },
  undo: async (act, undo) => {
    const deal = await permittedDeal(act, 'milestone.log', undo.dealId)
    if (!deal) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    const refused = (reason: string) =>
      ({ kind: 'problem', problem: { id: 'UndoRefused', reason } }) as const
    if (deal.stageId !== undo.stageId) return refused(`${deal.code} 已经推进,凭证留着`)
    const now = await milestonesOf(act.tx, deal.id)
    if (!undo.after.every((one) => now.some((row) => sameRow(row, one)))) {
      return refused('凭证之后又有改动')
    }
    if (!(await changeDealRow(act.tx, { ...deal, now: act.now }, {}))) {
      return refused(`${deal.code} 刚被改过,请再点一次`)
    }
    for (const one of undo.after) {
      const was = undo.before.find(({ criterion }) => criterion === one.criterion)
      await (was ? saveMilestone(act.tx, was) : removeMilestone(act.tx, one))
    }
    await writeAudit(
      act,
      undo.after.map(({ criterion, evidence }) => ({
        action: 'milestone.undo',
        subjectKind: 'deal',
        subjectId: deal.id,
        field: criterion,
        oldValue: evidence,
      })),
    )
    const what = namesOf(act, deal, undo.after).join('、')
    return { kind: 'undone', card: undoneCard(what, '凭证已撤回。') }
  },
  previewCard: (view, draft) => milestoneCard(view, draft, false),
  doneCard: milestoneCard,
})

type State =
  | {
      readonly ok: true
      readonly deal: DealRow
      readonly before: readonly MilestoneRow[]
      readonly after: readonly MilestoneRow[]
    }
  | { readonly ok: false; readonly problem: Problem }

async function stateOf(act: Act, wish: LogMilestone): Promise<State> {
  const deal = await permittedDeal(act, 'milestone.log', wish.dealId)
  if (!deal) return { ok: false, problem: { id: 'NotFoundOrNotAllowed' } }
  if (deal.outcome === 'lost') {
    const name = `${deal.code} ${deal.name}`
    return { ok: false, problem: { id: 'DealClosed', deal: name, outcome: deal.outcome } }
  }
  const targets = evidenceTargets(pipelineOf(act, deal))
  const wanted = wish.keys.map((key) => targets.find((target) => target.key === key))
  if (wanted.includes(undefined)) throw new Error(`no criterion ${wish.keys}`)
  const ownWord = wish.kind === 'word' && !wish.witness
  const lacking = wanted.filter((target) => ownWord && target?.document)
  if (lacking.length > 0) {
    const what = lacking.map((target) => target!.name).join('、')
    return { ok: false, problem: { id: 'EvidenceMissing', what } }
  }
  const there = await milestonesOf(act.tx, deal.id)
  const after = wish.keys.map(
    (criterion): MilestoneRow => ({
      dealId: deal.id,
      criterion,
      evidence: wish.evidence,
      kind: wish.kind,
      fileHash: wish.fileHash ?? null,
      link: wish.link ?? null,
      witness: wish.witness ?? null,
      byUserId: act.viewer.userId,
      onDate: wish.onDate ?? act.today,
    }),
  )
  const before = there.filter(({ criterion }) => wish.keys.includes(criterion))
  // A document takes the place of a word, another word adds nothing.
  if (before.length === after.length && wish.kind === 'word') {
    const names = await userNames(
      act.tx,
      before.map(({ byUserId }) => byUserId),
    )
    const what = before.map((one) => {
      const [name] = namesOf(act, deal, [one])
      return `${name}(${names.get(one.byUserId) ?? ''} ${echoDay(one.onDate, act.today)} 登记)`
    })
    return { ok: false, problem: { id: 'NothingChanges', what } }
  }
  return { ok: true, deal, before, after }
}

function sameRow(a: MilestoneRow, b: MilestoneRow): boolean {
  return a.criterion === b.criterion && a.evidence === b.evidence && a.byUserId === b.byUserId
}

const auditOf =
  (before: readonly MilestoneRow[]) =>
  ({ dealId, criterion, evidence, witness }: MilestoneRow) => ({
    action: 'milestone.log',
    subjectKind: 'deal',
    subjectId: dealId,
    field: criterion,
    oldValue: before.find((one) => one.criterion === criterion)?.evidence ?? null,
    newValue: witness ? `${evidence}(${witness})` : evidence,
  })

function namesOf(act: Act, deal: DealRow, rows: readonly MilestoneRow[]): string[] {
  const targets = evidenceTargets(pipelineOf(act, deal))
  return rows.map(
    ({ criterion }) => targets.find(({ key }) => key === criterion)?.name ?? criterion,
  )
}

/** As it will be, or has become. */
async function viewOf(
  act: Act,
  { deal, after }: Extract<State, { ok: true }>,
): Promise<MilestoneView> {
  const { next, ahead, open } = await gateAhead(act, deal)
  const given = new Set(after.map(({ criterion }) => criterion))
  const missing = [...open, ...ahead].filter(({ met, key }) => !met && !given.has(key))
  const [first] = after
  return {
    deal: `${deal.code} ${deal.name}`,
    names: namesOf(act, deal, after),
    evidence: first!.link ?? first!.evidence,
    ...(first!.witness && { witness: first!.witness }),
    day: echoDay(first!.onDate, act.today),
    ...(next && {
      next: {
        stage: next.name,
        missing: missing.map(({ lacks }) => lacks),
        ...(missing.length === 0 &&
          (await permittedDeal(act, 'deal.edit', deal.id)) && {
            move: { dealId: deal.id, stageId: next.id },
          }),
      },
    }),
  }
}

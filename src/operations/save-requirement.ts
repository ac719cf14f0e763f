import * as z from 'zod'
import { requirementSavedCard, type SavedRequirementView } from '../../cards/requirement-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import type { Problem } from '../domain/problem.ts'
import {
  changeRequirement,
  type Requirement,
  type RequirementChange,
} from '../domain/requirement.ts'
import { writeAudit } from '../store/audit.ts'
import type { DealRow } from '../store/deals.ts'
import {
  insertRequirement,
  nextRequirementVersion,
  type RequirementVersion,
  requirementVersions,
} from '../store/requirements.ts'
import { amountBody } from './deal-values.ts'
import { permittedDeal } from './find-deal.ts'
import { type Act, defineOperation } from './operation.ts'
import { currentOf, differenceWords, maySeeBudget, requirementWords } from './show-requirement.ts'

const name = z.string().min(1).max(40)

const body = z.strictObject({
  dealId: z.string(),
  standards: z.strictObject({
    add: z.array(name),
    remove: z.array(name),
    only: z.array(name).optional(),
  }),
  items: z.array(
    z.strictObject({
      name,
      count: z.number().int().positive().optional(),
      unit: z.string().max(4).optional(),
      how: z.enum(['add', 'remove', 'set']),
    }),
  ),
  budget: amountBody.optional(),
})

export type SaveRequirement = z.infer<typeof body>

const undoBody = z.strictObject({ dealId: z.string(), id: z.string(), version: z.number() })

/** A new version of what the customer needs. Additive: the deal's own amount stays as it is. */
export const saveRequirement = defineOperation<
  SaveRequirement,
  SavedRequirementView,
  z.infer<typeof undoBody>
>({
  id: 'requirement.save',
  supplies: true,
  body,
  undoBody,
  plan: async (act, wish) => {
    const state = await stateOf(act, wish)
    if (!state.ok) return state
    return { ok: true, view: await viewOf(act, state), subject: { kind: 'deal', id: wish.dealId } }
  },
  apply: async (act, wish) => {
    const state = await stateOf(act, wish)
    if (!state.ok) return { kind: 'problem', problem: state.problem }
    const { after, version } = state
    const { dealId } = wish
    const id = act.ids.next()
    const byUserId = act.viewer.userId
    await insertRequirement(act.tx, { ...after, id, dealId, version, byUserId, createdAt: act.now })
    await writeAudit(act, [
      {
        action: 'requirement.save',
        subjectKind: 'deal',
        subjectId: dealId,
        field: 'requirement',
        oldValue: state.before && `v${state.before.version}`,
        newValue: `v${version}`,
      },
    ])
    return {
      kind: 'done',
      view: await viewOf(act, state),
      undo: { dealId, id, version },
      subject: { kind: 'deal', id: dealId },
    }
  },
  undo: async (act, { dealId, id, version }) => {
    if (!(await permittedDeal(act, 'activity.log', dealId))) {
      return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    }
    const [newest, before] = await requirementVersions(act.tx, dealId, 2)
    if (newest?.id !== id) {
      const reason = '需求档案之后又有新版本'
      return { kind: 'problem', problem: { id: 'UndoRefused', reason } }
    }
    await act.tx.requirementVersion.update({ where: { id }, data: { undoneAt: act.now } })
    await writeAudit(act, [
      {
        action: 'requirement.undo',
        subjectKind: 'deal',
        subjectId: dealId,
        oldValue: `v${version}`,
      },
    ])
    const now = before ? `现在是 v${before.version}。` : '现在没有需求档案。'
    return { kind: 'undone', card: undoneCard(`需求档案 v${version}`, now) }
  },
  // Additive, so it is never previewed; a preview would look like what is saved.
  previewCard: (view, draft) => requirementSavedCard(view, draft, false),
  doneCard: requirementSavedCard,
})

type State =
  | {
      readonly ok: true
      readonly deal: DealRow
      readonly before?: RequirementVersion
      readonly after: Requirement
      readonly version: number
    }
  | { readonly ok: false; readonly problem: Problem }

async function stateOf(act: Act, wish: SaveRequirement): Promise<State> {
  const deal = await permittedDeal(act, 'activity.log', wish.dealId)
  if (!deal) return { ok: false, problem: { id: 'NotFoundOrNotAllowed' } }
  const [before] = await requirementVersions(act.tx, deal.id, 1)
  const now = currentOf(before)
  const after = changeRequirement(now, changeOf(wish))
  if (differenceWords(now, after, true) === '') {
    const what = Object.values(requirementWords(now, await maySeeBudget(act, deal)))
    const nothing = before ? what : ['没有需求档案']
    return { ok: false, problem: { id: 'NothingChanges', what: nothing } }
  }
  const version = await nextRequirementVersion(act.tx, deal.id)
  return { ok: true, deal, ...(before && { before }), after, version }
}

const changeOf = ({ standards, items, budget }: SaveRequirement): RequirementChange => ({
  standards,
  items,
  ...(budget && { budget: { ...budget, fen: BigInt(budget.fen) } }),
})

async function viewOf(
  act: Act,
  { deal, before, after, version }: Extract<State, { ok: true }>,
): Promise<SavedRequirementView> {
  const money = await maySeeBudget(act, deal)
  return {
    deal: `${deal.code} ${deal.name}`,
    version,
    ...requirementWords(after, money),
    ...(before && {
      since: { version: before.version, differences: differenceWords(before, after, money) },
    }),
  }
}

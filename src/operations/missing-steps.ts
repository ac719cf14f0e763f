import type { MissingStepsView, StepMissing } from '../../cards/missing-steps-card.ts'
import { mayDo } from '../domain/permission.ts'
import { addDays, diffDays } from '../lib/calendar.ts'
import { userNames } from '../store/teams.ts'
import { accountsWithoutStep, dealsWithoutStep } from '../store/work-done.ts'
import type { Scope } from './find-scope.ts'
import type { Act } from './operation.ts'

/** What was said this long ago counts as a plan no more. */
const recentDays = 30
const most = 51

/** Deals and accounts of these people for which nothing is planned, as far as one may read them. */
export async function missingSteps(act: Act, scope: Scope): Promise<StepMissing[]> {
  const { today, viewer } = act
  const limits = { recent: addDays(today, -recentDays), limit: most }
  const rows = [
    ...(await dealsWithoutStep(act, scope.userIds, limits)),
    ...(await accountsWithoutStep(act, scope.userIds, limits)),
  ].filter(({ ownerId }) => mayDo(viewer, 'deal.read', { ownerId }))
  const names = scope.team
    ? await userNames(
        act.tx,
        rows.map((row) => row.ownerId),
      )
    : undefined
  return rows.map((row) => {
    const last = row.lastActivityDate
    const ago = last ? `${diffDays(last, today)}天前互动,没写下一步` : '还没有互动记录'
    return {
      title: row.kind === 'deal' ? `${row.code} ${row.name}` : row.name,
      detail: [names?.get(row.ownerId), ago].filter(Boolean).join(' · '),
      action: { a: `${row.kind}.show`, id: row.id, v: 0 },
    }
  })
}

/** The same as a card of its own. */
export async function listMissingSteps(act: Act, scope: Scope): Promise<MissingStepsView> {
  const items = await missingSteps(act, scope)
  return {
    whose: scope.self ? undefined : scope.title,
    items: items.slice(0, 8),
    count: items.length,
    uncounted: items.length >= most,
  }
}

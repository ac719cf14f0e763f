/** What taking back a word on competitors has in common, whether it was a note or a link. */
import type { Problem } from '../domain/problem.ts'
import { writeAudit } from '../store/audit.ts'
import { dropCompetitor, findCompetitor, unlinkCompetitor } from '../store/competitors.ts'
import { findDeal } from '../store/deals.ts'
import type { Act } from './operation.ts'

/** Takes these competitors off the deal again; refused when the deal has been closed since. */
export async function unlinkUndone(
  act: Act,
  dealId: string | undefined,
  competitorIds: readonly string[],
): Promise<Problem | undefined> {
  if (!dealId || competitorIds.length === 0) return undefined
  const deal = await findDeal(act.tx, dealId)
  if (deal?.outcome !== 'open') {
    return { id: 'UndoRefused', reason: `${deal?.code ?? '商机'} 之后已经关闭` }
  }
  for (const competitorId of competitorIds) {
    const rival = await findCompetitor(act.tx, competitorId)
    await unlinkCompetitor(act.tx, { dealId, competitorId })
    const entry = { action: 'competitor.unlink', subjectKind: 'deal', subjectId: dealId }
    await writeAudit(act, [{ ...entry, oldValue: rival?.name }])
  }
  return undefined
}

/** Lets go of the competitors that this brought in and nothing else has come to need. */
export async function dropNewRivals(act: Act, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const rival = await findCompetitor(act.tx, id)
    if (!rival || !(await dropCompetitor(act.tx, rival))) continue
    const entry = { action: 'competitor.create-undone', subjectKind: 'competitor', subjectId: id }
    await writeAudit(act, [{ ...entry, oldValue: rival.name }])
  }
}

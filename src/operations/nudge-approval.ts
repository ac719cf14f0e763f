import { withNote } from '../../cards/with-note.ts'
import { currentApprovers } from '../domain/approval.ts'
import type { Problem } from '../domain/problem.ts'
import { writeAudit } from '../store/audit.ts'
import { userNames } from '../store/teams.ts'
import { cardsOf } from './approval-news.ts'
import { permittedApproval } from './find-approval.ts'
import type { Act, News } from './operation.ts'

/** Nobody is reminded of the same more than once in so long. */
const pauseMs = 60 * 60_000

export type Nudged =
  | { readonly ok: true; readonly names: readonly string[]; readonly news: News }
  | { readonly ok: false; readonly problem: Problem }

/** 「催一下」: those whose turn it is get their card once more, with who asks. */
export async function nudgeApproval(act: Act, approvalId: string): Promise<Nudged> {
  const found = await permittedApproval(act, approvalId)
  if (!found) return { ok: false, problem: { id: 'NotFoundOrNotAllowed' } }
  const { approval } = found
  if (approval.state !== 'pending') {
    return {
      ok: false,
      problem: { id: 'ApprovalOver', code: approval.code, state: approval.state },
    }
  }
  const lately = await act.tx.audit.count({
    where: {
      subjectKind: 'approval',
      subjectId: approvalId,
      action: 'approval.nudge',
      at: { gt: new Date(act.now.getTime() - pauseMs) },
    },
  })
  if (lately > 0) return { ok: false, problem: { id: 'NudgedLately', code: approval.code } }
  const current = currentApprovers(approval, found.standIns)
  const cardFor = await cardsOf(act, found)
  const tell: NonNullable<News['tell']>[number][] = []
  for (const userId of current) {
    const card = await cardFor(userId)
    if (!card) continue
    tell.push({
      userId,
      subject: { kind: 'approval', id: approvalId },
      card: withNote(card, `${act.viewer.name} 催你审批`),
      of: approvalId,
    })
  }
  await writeAudit(act, [
    {
      action: 'approval.nudge',
      subjectKind: 'approval',
      subjectId: approvalId,
      newValue: current.join(' '),
    },
  ])
  const names = await userNames(act.tx, current)
  return { ok: true, names: current.map((id) => names.get(id) ?? id), news: { tell } }
}

import { approvalCard, type approvalsCard } from '../../cards/approval-card.ts'
import type { Card } from '../../cards/kit/card.ts'
import { withNote } from '../../cards/with-note.ts'
import { currentApprovers } from '../domain/approval.ts'
import { userNames } from '../store/teams.ts'
import { viewApproval, waitedWords } from './approval-view.ts'
import type { FoundApproval } from './find-approval.ts'
import type { Act } from './operation.ts'
import { isGradeA, marksHours } from './tend-approval.ts'

/** A card shows no more of them. */
const most = 10

const stateWords: Readonly<Record<string, string>> = {
  approved: '已批准',
  rejected: '已驳回',
  returned: '要求修改',
  withdrawn: '已撤回',
  expired: '已过期',
  superseded: '已作废',
}

/** Several requests at a glance, with whom each waits for. */
export async function listApprovals(
  act: Act,
  found: readonly FoundApproval[],
  words: { readonly title: string; readonly none: string; readonly together?: boolean },
): Promise<Parameters<typeof approvalsCard>[0]> {
  const items = []
  for (const one of found.slice(0, most)) {
    const { approval, deal } = one
    items.push({
      id: approval.id,
      round: approval.round,
      title: `${approval.code} ${deal.name}`,
      detail: (await waitsFor(act, one)) ?? stateWords[approval.state] ?? approval.state,
    })
  }
  return { ...words, items, more: Math.max(0, found.length - most) }
}

/** 待 陈静,已等3个工作小时; undefined when it waits for nobody. */
async function waitsFor(
  act: Act,
  { approval, standIns }: FoundApproval,
): Promise<string | undefined> {
  if (approval.state !== 'pending') return undefined
  const ids = currentApprovers(approval, standIns)
  const names = await userNames(act.tx, ids)
  const since = approval.steps.flatMap(({ state, openedAt }) =>
    state === 'open' && openedAt ? [openedAt.getTime()] : [],
  )
  const waited = since.length > 0 ? `,${waitedWords(act, new Date(Math.min(...since)))}` : ''
  return `待 ${ids.map((id) => names.get(id) ?? id).join('、')}${waited}`
}

/** One request as the viewer may see it, with whom it waits for. */
export async function showApproval(act: Act, found: FoundApproval): Promise<Card> {
  const view = await viewApproval(act, found)
  const waits = view.isTheirTurn ? undefined : await waitsFor(act, found)
  const card = approvalCard(view)
  if (!waits) return card
  const first = (await isGradeA(act, found.approval)) ? marksHours[0] / 2 : marksHours[0]
  return withNote(card, `${waits}(满${first}小时自动催办)`)
}

import * as z from 'zod'
import {
  type DelegationView,
  delegationDoneCard,
  delegationPreviewCard,
  delegationToldCard,
} from '../../cards/delegation-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { mayDo } from '../domain/permission.ts'
import type { Problem } from '../domain/problem.ts'
import { diffDays, echoDay, isDay } from '../lib/calendar.ts'
import { waitingFor } from '../store/approvals.ts'
import { writeAudit } from '../store/audit.ts'
import { insertDelegation, openDelegations, revokeDelegations } from '../store/delegations.ts'
import { findViewerById } from '../store/people.ts'
import { userNames } from '../store/teams.ts'
import { approverRoles } from './decide-approval.ts'
import { type Act, defineOperation, type News } from './operation.ts'

const day = z.string().refine(isDay)
const delegationBody = z.strictObject({ toId: z.string(), startDate: day, endDate: day })

export type DelegateApprovals = z.infer<typeof delegationBody>

/** Longer than this is a change of who is responsible, not of who is away. */
const mostDays = 92

/**
 * Somebody decides in one's place for some days; within one request they still decide once. §5.2:
 * 「the cure is delegation, not silence」.
 */
export const delegateApprovals = defineOperation<
  DelegateApprovals,
  DelegationView,
  { delegationId: string }
>({
  id: 'delegation.set',
  body: delegationBody,
  undoBody: z.strictObject({ delegationId: z.string() }),
  plan: async (act, body) => {
    const problem = await refusal(act, body)
    if (problem) return { ok: false, problem }
    return { ok: true, view: await viewOf(act, body) }
  },
  apply: async (act, body) => {
    const problem = await refusal(act, body)
    if (problem) return { kind: 'problem', problem }
    const id = act.ids.next()
    const { viewer } = act
    await insertDelegation(act.tx, {
      id,
      ...body,
      fromId: viewer.userId,
      createdById: viewer.userId,
      createdAt: act.now,
    })
    await writeAudit(act, [
      {
        action: 'delegation.set',
        subjectKind: 'user',
        subjectId: viewer.userId,
        newValue: `${body.toId} ${body.startDate} ${body.endDate}`,
      },
    ])
    const view = await viewOf(act, body)
    return { kind: 'done', view, undo: { delegationId: id }, news: told(body.toId, view) }
  },
  undo: async (act, { delegationId }) => {
    const rows = await openDelegations(act.tx, act.viewer.userId, act.today)
    const row = rows.find(({ id }) => id === delegationId)
    if (!row || (await revokeDelegations(act.tx, [row.id], act.now)) === 0) {
      return { kind: 'problem', problem: { id: 'UndoRefused', reason: '这个委托已经结束' } }
    }
    await auditEnd(act)
    return { kind: 'undone', card: undoneCard('审批委托', '审批还是由你自己来。') }
  },
  previewCard: delegationPreviewCard,
  doneCard: delegationDoneCard,
})

const cancelBody = z.strictObject({})

/** 「取消委托」: everything one has delegated ends. */
export const cancelDelegations = defineOperation<
  z.infer<typeof cancelBody>,
  { readonly names: readonly string[] },
  never
>({
  id: 'delegation.cancel',
  body: cancelBody,
  undoBody: z.never(),
  plan: async (act) => {
    const rows = await openDelegations(act.tx, act.viewer.userId, act.today)
    if (rows.length === 0) return { ok: false, problem: { id: 'NoDelegation' } }
    return { ok: true, view: { names: await namesOf(act, rows) } }
  },
  apply: async (act) => {
    const rows = await openDelegations(act.tx, act.viewer.userId, act.today)
    const names = await namesOf(act, rows)
    const ended = await revokeDelegations(
      act.tx,
      rows.map(({ id }) => id),
      act.now,
    )
    if (ended === 0) return { kind: 'problem', problem: { id: 'NoDelegation' } }
    await auditEnd(act)
    return { kind: 'done', view: { names } }
  },
  previewCard: ({ names }) => undoneCard('审批委托', `${names.join('、')} 不再代你审批。`),
  doneCard: ({ names }) => undoneCard('审批委托', `${names.join('、')} 不再代你审批。`),
})

const namesOf = async (act: Act, rows: readonly { readonly toId: string }[]) => {
  const ids = [...new Set(rows.map(({ toId }) => toId))]
  const names = await userNames(act.tx, ids)
  return ids.map((id) => names.get(id) ?? id)
}

const auditEnd = (act: Act) =>
  writeAudit(act, [{ action: 'delegation.end', subjectKind: 'user', subjectId: act.viewer.userId }])

async function refusal(
  act: Act,
  { toId, startDate, endDate }: DelegateApprovals,
): Promise<Problem | undefined> {
  const { viewer, today } = act
  if (!mayDo(viewer, 'approval.delegate', { ownerId: viewer.userId })) return { id: 'NotAllowed' }
  if (toId === viewer.userId) {
    return { id: 'ValueRefused', said: viewer.name, reason: '不能委托给自己' }
  }
  const to = await findViewerById(act.tx, act.dialect, toId)
  if (!to?.roles.some((role) => approverRoles.includes(role))) {
    const names = await userNames(act.tx, [toId])
    return { id: 'NotAnApprover', name: names.get(toId) ?? toId }
  }
  const days = diffDays(startDate, endDate)
  const said = `${startDate} 至 ${endDate}`
  if (endDate < today) return { id: 'ValueRefused', said, reason: '这段时间已经过去了' }
  if (days < 0) return { id: 'ValueRefused', said, reason: '结束要在开始之后' }
  if (days > mostDays) return { id: 'ValueRefused', said, reason: '一次最多委托三个月' }
  return undefined
}

async function viewOf(act: Act, body: DelegateApprovals): Promise<DelegationView> {
  const names = await userNames(act.tx, [body.toId])
  const waiting = await waitingFor(act.tx, [act.viewer.userId])
  return {
    from: act.viewer.name,
    to: names.get(body.toId) ?? body.toId,
    start: echoDay(body.startDate, act.today),
    end: echoDay(body.endDate, act.today),
    waiting: waiting.length,
  }
}

const told = (toId: string, view: DelegationView): News => ({
  tell: [{ userId: toId, card: delegationToldCard(view) }],
})

/** What waits for people, the most urgent first. */
import { compareUrgency, type Due, type Horizon, isWithin } from '../domain/agenda.ts'
import { cadenceOf, dueSince } from '../domain/cadence.ts'
import { dwellOf } from '../domain/dwell.ts'
import { firstContactBy, firstContactOf } from '../domain/first-contact.ts'
import type { Grade } from '../domain/grade.ts'
import { mayDo, type Permission } from '../domain/permission.ts'
import { addDays, addWorkdays, type Day, dayIn, startOfMonth } from '../lib/calendar.ts'
import { workCalendar } from '../lib/days-off.ts'
import {
  accountsContactedUntil,
  approvalsOpen,
  contactsSince,
  dealsDue,
  tasksDue,
  uncontactedLeads,
} from '../store/agenda.ts'
import { userNames } from '../store/teams.ts'
import { agendaWords } from './agenda-words.ts'
import { readableDeals } from './find-deal.ts'
import type { Act } from './operation.ts'
import { revisionOf } from './reminder-view.ts'
import { taskSubjects } from './task-subjects.ts'

export type DueItem = {
  readonly due: Due
  readonly ownerId: string
  readonly line: string
  readonly detail?: string
  /** What a tap opens. */
  readonly opens?: {
    readonly kind: 'lead' | 'account' | 'deal' | 'reminder'
    readonly id: string
    /** What a reminder's tap compares. */
    readonly revision?: number
  }
}

/** A month's or a quarter's contact is mentioned this many workdays before its last day. */
const noticeWorkdays = 5

/** Until when a period's end is near on this day. */
export const noticeUntil = (today: Day): Day => addWorkdays(today, noticeWorkdays, workCalendar)

/** All that is due for these people within the horizon, as far as the viewer may read it. */
export async function collectDue(
  act: Act,
  owners: readonly string[],
  horizon: Horizon,
): Promise<DueItem[]> {
  const items = [
    ...(await leadsDue(act, owners, horizon)),
    ...(horizon.from === undefined ? await approvalsWaiting(act, owners) : []),
    ...(await contactsDue(act, owners, horizon)),
    ...(await dealsDueIn(act, owners, horizon)),
    ...(await tasksDueIn(act, owners, horizon)),
  ]
  return items.sort((a, b) => compareUrgency(a.due, b.due))
}

const readable = (act: Act, permission: Permission) => (row: { readonly ownerId: string | null }) =>
  mayDo(act.viewer, permission, { ownerId: row.ownerId ?? '' })

async function leadsDue(act: Act, owners: readonly string[], horizon: Horizon) {
  const rows = (await uncontactedLeads(act.tx, owners)).filter(readable(act, 'lead.read'))
  return rows.flatMap((lead): DueItem[] => {
    const assignedMs = lead.assignedAt!.getTime()
    const state = firstContactOf(assignedMs, act.now.getTime())
    const byDay = dayIn(act.zone, firstContactBy(assignedMs))
    // What runs out tomorrow morning is today's work too.
    const today = horizon.from === undefined
    if (!today && !isWithin(byDay, horizon)) return []
    const due = { kind: 'first-contact', state } as const
    const opens = { kind: 'lead', id: lead.id } as const
    return [{ due, ownerId: lead.ownerId ?? '', ...agendaWords.lead(act, lead, due), opens }]
  })
}

async function approvalsWaiting(act: Act, owners: readonly string[]): Promise<DueItem[]> {
  const rows = await approvalsOpen(act.tx, owners)
  if (rows.length === 0) return []
  const dealIds = [...new Set(rows.map(({ approval }) => approval.dealId))]
  const deals = await readableDeals(act, { dealIds, accountIds: [] })
  const names = await userNames(
    act.tx,
    rows.map(({ approval }) => approval.requesterId),
  )
  return rows.flatMap(({ approverId, approval }): DueItem[] => {
    const deal = deals.find(({ id }) => id === approval.dealId)
    if (!deal) return []
    const due = { kind: 'approval', submittedMs: approval.submittedAt.getTime() } as const
    const row = { code: approval.code, deal: deal.name, requester: names.get(approval.requesterId) }
    const words = agendaWords.approval(act, row, due)
    return [{ due, ownerId: approverId, ...words, opens: { kind: 'deal', id: deal.id } }]
  })
}

async function contactsDue(act: Act, owners: readonly string[], horizon: Horizon) {
  const { today, tx } = act
  const near = horizon.to === today ? noticeUntil(today) : horizon.to
  const since = (grade: Grade) => dueSince(grade, near)
  const rows = await accountsContactedUntil(tx, owners, {
    a: since('a'),
    b: since('b'),
    c: since('c'),
    potential: since('potential'),
  })
  const visible = rows.filter(readable(act, 'deal.read'))
  const counted = visible.flatMap((row) => (row.grade === 'b' ? [row.id] : []))
  const counts = await contactsSince(tx, counted, startOfMonth(today))
  return visible.flatMap((row): DueItem[] => {
    const grade = row.grade as Grade
    const from = row.lastActivityDate || dayIn(act.zone, row.createdAt.getTime())
    const cadence = cadenceOf({ grade, since: from, thisMonth: counts.get(row.id) }, today)
    const until = cadence.byPeriod ? { ...horizon, to: near } : horizon
    if (!isWithin(cadence.dueDate, until)) return []
    const due = { kind: 'contact', grade, cadence } as const
    const opens = { kind: 'account', id: row.id } as const
    return [{ due, ownerId: row.ownerId, ...agendaWords.contact(act, row, due), opens }]
  })
}

async function dealsDueIn(act: Act, owners: readonly string[], horizon: Horizon) {
  const { today } = act
  const stages = act.pipelines.flatMap((pipeline) => pipeline.stages)
  // Today the limit is not passed yet: it is what is beyond it that counts.
  const limitUntil = horizon.to === today ? addDays(today, -1) : horizon.to
  const rows = await dealsDue(act.tx, owners, {
    limits: stages.flatMap(({ id, maxDays }) =>
      maxDays === null ? [] : [{ stageId: id, enteredUntil: addDays(limitUntil, -maxDays) }],
    ),
    closeUntil: horizon.to,
  })
  return rows.filter(readable(act, 'deal.read')).flatMap((deal): DueItem[] => {
    const stage = stages.find(({ id }) => id === deal.stageId)
    const { overDays, limitDays } = dwellOf(
      deal.stageEnteredDate,
      today,
      stage ?? { maxDays: null },
    )
    const opens = { kind: 'deal', id: deal.id } as const
    const items: DueItem[] = []
    const limitDate =
      limitDays === undefined ? undefined : addDays(deal.stageEnteredDate, limitDays)
    if (stage && limitDate && isWithin(limitDate, { ...horizon, to: limitUntil })) {
      const due = { kind: 'stage', limitDate, overDays } as const
      const words = agendaWords.stage(
        act,
        { ...deal, stage: stage.name, limitDays: limitDays! },
        due,
      )
      items.push({ due, ownerId: deal.ownerId, ...words, opens })
    }
    if (deal.closeDate && isWithin(deal.closeDate, horizon)) {
      const due = { kind: 'closing', closeDate: deal.closeDate } as const
      items.push({ due, ownerId: deal.ownerId, ...agendaWords.closing(act, deal, due), opens })
    }
    return items
  })
}

async function tasksDueIn(act: Act, owners: readonly string[], horizon: Horizon) {
  const tasks = await tasksDue(act.tx, owners, horizon)
  const subjects = await taskSubjects(act, tasks)
  return tasks.flatMap((task): DueItem[] => {
    const subject = subjects.get(task.id)
    // What the viewer may not read any more is theirs by its own words alone.
    if (!subject && task.ownerId !== act.viewer.userId) return []
    const due = { kind: 'task', dueDate: task.dueDate, dueMs: task.dueAt?.getTime() } as const
    const words = agendaWords.task(act, { ...task, subject: subject?.name }, due)
    const own = task.kind === 'reminder' && task.ownerId === act.viewer.userId && task.dueAt
    const opens =
      subject?.opens ??
      (own && { kind: 'reminder' as const, id: task.id, revision: revisionOf({ dueAt: own }) })
    return [{ due, ownerId: task.ownerId, ...words, ...(opens && { opens }) }]
  })
}

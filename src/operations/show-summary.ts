import type { SummaryFigures, SummaryView } from '../../cards/summary-card.ts'
import { activityKinds } from '../domain/activity.ts'
import { forwardMoves } from '../domain/moves.ts'
import { mayDo } from '../domain/permission.ts'
import { addDays, type Day, echoDay, instantOf, shortDay, startOfWeek } from '../lib/calendar.ts'
import { formatFen } from '../lib/money.ts'
import { tasksDue } from '../store/agenda.ts'
import { userNames } from '../store/teams.ts'
import {
  activitiesBy,
  dealsClosing,
  latestActivitiesBy,
  leadsGivenTo,
  type Span,
  signedBy,
  stagesEntered,
} from '../store/work-done.ts'
import { permittedAccounts } from './find-account.ts'
import type { Scope } from './find-scope.ts'
import { missingSteps } from './missing-steps.ts'
import type { Act } from './operation.ts'
import { taskSubjects } from './task-subjects.ts'

export type SummaryDays = { readonly from: Day; readonly to: Day; readonly word: string }

/** What these people did in these days; for days that are not over, also what comes next. */
export async function showSummary(act: Act, scope: Scope, days: SummaryDays): Promise<SummaryView> {
  const { today } = act
  const span = spanOfDays(act, days)
  const figures = await figuresOf(act, scope.userIds, span)
  const ownWork = scope.userIds.length === 1
  return {
    when: days.word,
    days: [
      ...(scope.self ? [act.viewer.name] : []),
      days.from === days.to
        ? echoDay(days.to, today)
        : `${echoDay(days.from, today)} 至 ${echoDay(days.to, today)}`,
    ].join(' · '),
    whose: scope.self ? undefined : scope.title,
    figures: total(figures),
    done: ownWork ? await doneLines(act, scope, span) : [],
    people: ownWork ? [] : await peopleOf(act, figures),
    ahead: days.to >= today ? await aheadOf(act, scope) : undefined,
  }
}

function spanOfDays({ zone }: Act, { from, to }: SummaryDays): Span {
  const midnight = (day: Day) => new Date(instantOf(zone, day, 0))
  return { from, to, start: midnight(from), end: midnight(addDays(to, 1)) }
}

type Counted = {
  readonly userId: string
  readonly activities: number
  readonly leads: number
  readonly moves: number
  readonly signedFen?: bigint
}

/** Each one's figures, in the order given. */
export async function figuresOf(
  act: Act,
  userIds: readonly string[],
  span: Span,
): Promise<Counted[]> {
  const positions = new Map(
    act.pipelines.flatMap((p) => p.stages).map((stage) => [stage.id, stage.position]),
  )
  const activities = await activitiesBy(act.tx, userIds, span)
  const leads = await leadsGivenTo(act.tx, userIds, span)
  const signed = await signedBy(act.tx, userIds, span)
  const history = await stagesEntered(act, userIds, span)
  const moves = forwardMoves(history, (id) => positions.get(id) ?? 0, span)
  return userIds.map((userId) => ({
    userId,
    activities: activities.get(userId) ?? 0,
    leads: leads.get(userId) ?? 0,
    moves: moves.filter(({ ownerId }) => ownerId === userId).length,
    signedFen: mayDo(act.viewer, 'deal.read-amount', { ownerId: userId })
      ? (signed.get(userId) ?? 0n)
      : undefined,
  }))
}

const worded = ({ signedFen, userId: _, ...rest }: Counted): SummaryFigures => ({
  ...rest,
  ...(signedFen !== undefined && { signed: formatFen(signedFen) }),
})

/** Money only where every one's may be seen: a sum of some would look like that of all. */
function total(figures: readonly Counted[]): SummaryFigures {
  const sum = (of: (one: Counted) => number) => figures.reduce((n, one) => n + of(one), 0)
  const visible = figures.every(({ signedFen }) => signedFen !== undefined)
  return worded({
    userId: '',
    activities: sum((one) => one.activities),
    leads: sum((one) => one.leads),
    moves: sum((one) => one.moves),
    signedFen: visible ? figures.reduce((n, one) => n + (one.signedFen ?? 0n), 0n) : undefined,
  })
}

/** A table shows no more people. */
const mostPeople = 12

async function peopleOf(act: Act, figures: readonly Counted[]): Promise<SummaryView['people']> {
  const active = figures
    .toSorted((a, b) => b.activities - a.activities || b.moves - a.moves)
    .slice(0, mostPeople)
  const names = await userNames(
    act.tx,
    active.map((one) => one.userId),
  )
  return active.map((one) => ({ name: names.get(one.userId) ?? '', figures: worded(one) }))
}

async function doneLines(act: Act, scope: Scope, span: Span): Promise<string[]> {
  const rows = await latestActivitiesBy(act.tx, scope.userIds, span, 4)
  const ids = [...new Set(rows.map((row) => row.accountId))]
  const accounts = new Map(
    (await permittedAccounts(act, 'deal.read', ids)).map((one) => [one.id, one.shortName]),
  )
  return rows.flatMap((row) => {
    const account = accounts.get(row.accountId)
    if (!account) return []
    const kind = activityKinds[row.kind as keyof typeof activityKinds] ?? row.kind
    const about = [row.topic, row.feedback].filter(Boolean).join(',')
    return [`${shortDay(row.onDate, act.today)} ${kind} ${account}${about ? `:${about}` : ''}`]
  })
}

async function aheadOf(act: Act, scope: Scope): Promise<SummaryView['ahead']> {
  const missing = await missingSteps(act, scope)
  const due = await dueNextWeek(act, scope)
  return {
    missing: missing.slice(0, 3),
    missingCount: missing.length,
    due: due.slice(0, 3),
    dueCount: due.length,
  }
}

/** Promises and signing dates of the coming week. */
async function dueNextWeek(act: Act, scope: Scope): Promise<string[]> {
  const { today, tx } = act
  const from = addDays(startOfWeek(today), 7)
  const week = { from, to: addDays(from, 6) }
  const tasks = await tasksDue(tx, scope.userIds, week)
  const subjects = await taskSubjects(act, tasks)
  const deals = (await dealsClosing(act, scope.userIds, week)).filter(({ ownerId }) =>
    mayDo(act.viewer, 'deal.read', { ownerId }),
  )
  return [
    ...tasks.flatMap((task) => {
      const subject = subjects.get(task.id)
      if (!subject && task.ownerId !== act.viewer.userId) return []
      const about = subject ? `(${subject.name})` : ''
      return [{ day: task.dueDate, line: `${task.title}${about}` }]
    }),
    ...deals.map((deal) => ({ day: deal.closeDate!, line: `${deal.code} ${deal.name} 预计签约` })),
  ]
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map(({ day, line }) => `${echoDay(day, today)} ${line}`)
}

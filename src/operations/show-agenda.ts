import type { AgendaView } from '../../cards/agenda-card.ts'
import type { Horizon } from '../domain/agenda.ts'
import { addDays, echoDay } from '../lib/calendar.ts'
import { unknownYear, workCalendar } from '../lib/days-off.ts'
import { tasksDue } from '../store/agenda.ts'
import { userNames } from '../store/teams.ts'
import { agendaWords } from './agenda-words.ts'
import { collectDue, type DueItem, noticeUntil } from './collect-due.ts'
import { countDue } from './count-due.ts'
import type { Scope } from './find-scope.ts'
import type { Act } from './operation.ts'
import { taskSubjects } from './task-subjects.ts'

/** A card shows no more: ten lines with what stands around them. */
const mostShown = 7

export type AgendaSpan = Horizon & { readonly word: string }

/** What waits for somebody in these days, the most urgent first. */
export async function showAgenda(act: Act, scope: Scope, span: AgendaSpan): Promise<AgendaView> {
  const now = span.from === undefined && span.to === act.today
  const items = await collectDue(act, scope.userIds, span)
  const shown = items.slice(0, mostShown)
  const names = scope.team
    ? await userNames(
        act.tx,
        shown.map((item) => item.ownerId),
      )
    : undefined
  return {
    whose: scope.self ? undefined : scope.title,
    when: span.word,
    day: dayLine(act, span),
    now,
    items: shown.map((item) => ({
      line: item.line,
      detail: [names?.get(item.ownerId), item.detail].filter(Boolean).join(' · ') || undefined,
      ...(item.opens && {
        action: { a: `${item.opens.kind}.show`, id: item.opens.id, v: item.opens.revision ?? 0 },
      }),
    })),
    more: moreLine(items.slice(mostShown)),
    next: items.length === 0 ? await nextLine(act, scope, span) : undefined,
    notes: await notesOf(act, scope, span),
    team: scope.self && now ? await teamLine(act) : undefined,
  }
}

const dayLine = ({ today }: Act, { from = today, to }: AgendaSpan): string =>
  from === to ? echoDay(to, today) : `${echoDay(from, today)} 至 ${echoDay(to, today)}`

function moreLine(rest: readonly DueItem[]): string | undefined {
  return rest.length > 0 ? `还有 ${rest.length} 件:${countDue(rest)}` : undefined
}

/** Where nothing is due, what was promised next. */
async function nextLine(act: Act, scope: Scope, span: AgendaSpan): Promise<string | undefined> {
  const [task] = await tasksDue(act.tx, scope.userIds, { from: addDays(span.to, 1) }, 1)
  if (!task) return undefined
  const subject = (await taskSubjects(act, [task])).get(task.id)
  if (!subject && task.ownerId !== act.viewer.userId) return undefined
  const { line } = agendaWords.task(
    act,
    { ...task, subject: subject?.name },
    { kind: 'task', dueDate: task.dueDate },
  )
  return `最近的一件:${echoDay(task.dueDate, act.today)} ${line}`
}

/** What the days are like, and what today still holds beside a later day's. */
async function notesOf(act: Act, scope: Scope, span: AgendaSpan): Promise<string[]> {
  const { today } = act
  const { from = today, to } = span
  const dayOff = from === to && !workCalendar.isWorkday(to)
  const year = unknownYear(from, to === today ? noticeUntil(today) : to)
  const open = from > today ? await collectDue(act, scope.userIds, { to: today }) : []
  return [
    ...(dayOff ? [`${span.word}不是工作日。`] : []),
    ...(year ? [`没有${year}年的节假日表,只除去了周末。`] : []),
    ...(open.length > 0 ? [`今天还有 ${open.length} 件没做:${countDue(open)}`] : []),
  ]
}

/** How the team of who leads one stands today. */
async function teamLine(act: Act): Promise<AgendaView['team']> {
  const members = [...act.viewer.memberIds].filter((id) => id !== act.viewer.userId)
  if (members.length === 0) return undefined
  const items = await collectDue(act, members, { to: act.today })
  const names = await userNames(
    act.tx,
    items.map((item) => item.ownerId),
  )
  const line = items.length > 0 ? `团队今天:${countDue(items, names)}` : '团队今天没有到期的事。'
  return { line, userId: act.viewer.userId }
}

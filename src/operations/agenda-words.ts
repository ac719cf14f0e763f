/** The one line of each thing that waits. */
import { gradeLetters, taskKinds } from '../domain/activity.ts'
import type { Due } from '../domain/agenda.ts'
import { firstContactBy, spokenMinutes } from '../domain/first-contact.ts'
import { leadSources } from '../domain/lead.ts'
import { dayIn, diffDays, echoDay, minuteOfDayIn, shortDay } from '../lib/calendar.ts'
import type { Act } from './operation.ts'

type Words = { readonly line: string; readonly detail?: string }
type Of<K extends Due['kind']> = Extract<Due, { kind: K }>

const pad = (n: number) => String(n).padStart(2, '0')

/** `10:05` on the workspace's clocks. */
export function clockOf(zone: string, ms: number): string {
  const minute = minuteOfDayIn(zone, ms)
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`
}

/** 「已超24小时 30分钟」, or until when it is in time. */
export function firstContactWords(
  { zone, today }: Act,
  assignedMs: number,
  due: Of<'first-contact'>,
) {
  if (due.state.kind === 'late') return `已超24小时 ${spokenMinutes(due.state.minutes)}`
  const by = firstContactBy(assignedMs)
  return `${echoDay(dayIn(zone, by), today)} ${clockOf(zone, by)} 前要首次联系`
}

function lead(
  act: Act,
  row: {
    readonly code: string
    readonly name: string
    readonly source: string
    readonly assignedAt: Date | null
  },
  due: Of<'first-contact'>,
): Words {
  const { state } = due
  const how =
    state.kind === 'late'
      ? `首次联系已超时${spokenMinutes(state.minutes)}`
      : `首次联系还剩${spokenMinutes(state.minutesLeft)}`
  const deadline = firstContactWords(act, row.assignedAt!.getTime(), due)
  return {
    line: `${row.name} ${how}`,
    detail: [row.code, leadSources[row.source] ?? row.source, deadline].join(' · '),
  }
}

function approval(
  { zone, today }: Act,
  row: { readonly code: string; readonly deal: string; readonly requester?: string },
  { submittedMs }: Of<'approval'>,
): Words {
  const at = `${echoDay(dayIn(zone, submittedMs), today)} ${clockOf(zone, submittedMs)} 提交`
  return {
    line: `${row.code} ${row.deal} 待审批`,
    detail: [row.requester, at].filter(Boolean).join(' · '),
  }
}

function contact(
  { today }: Act,
  row: { readonly shortName: string; readonly lastActivityDate: string | null },
  { grade, cadence }: Of<'contact'>,
): Words {
  const who = `${row.shortName}(${gradeLetters[grade]})`
  const last = row.lastActivityDate
  const gap = last ? `已${diffDays(last, today)}天未互动` : '还没互动过'
  const detail = last ? `上次互动 ${echoDay(last, today)}` : undefined
  if (cadence.lateDays > 0) return { line: `${who}${gap},超期${cadence.lateDays}天`, detail }
  const until = shortDay(cadence.dueDate, today)
  const line = cadence.byPeriod ? `${who}${until}前需1次互动` : `${who}${gap},最晚${until}`
  return { line, detail }
}

function stage(
  { today }: Act,
  row: {
    readonly code: string
    readonly name: string
    readonly stage: string
    readonly stageEnteredDate: string
    readonly limitDays: number
  },
  { overDays, limitDate }: Of<'stage'>,
): Words {
  const days = diffDays(row.stageEnteredDate, today)
  const title = `${row.code} ${row.name}`
  if (overDays > 0) {
    const line = `${title} ${row.stage}已${days}天,超${overDays}天`
    return { line, detail: `上限${row.limitDays}天` }
  }
  const line = `${title} ${row.stage}${shortDay(limitDate, today)}到上限`
  return { line, detail: `已${days}天,上限${row.limitDays}天` }
}

function task(
  { today, zone }: Act,
  row: {
    readonly kind: string
    readonly title: string
    readonly dueAt: Date | null
    readonly subject?: string
  },
  { dueDate }: Of<'task'>,
): Words {
  const late = diffDays(dueDate, today)
  const time = row.dueAt ? ` ${clockOf(zone, row.dueAt.getTime())}` : ''
  return {
    line: row.subject ? `${row.title}(${row.subject})` : row.title,
    detail: [
      taskKinds[row.kind] ?? row.kind,
      `${echoDay(dueDate, today)}${time}`,
      ...(late > 0 ? [`已过${late}天`] : []),
    ].join(' · '),
  }
}

function closing(
  { today }: Act,
  row: { readonly code: string; readonly name: string },
  { closeDate }: Of<'closing'>,
): Words {
  const late = diffDays(closeDate, today)
  const line = `${row.code} ${row.name} ${late > 0 ? `预计签约日已过${late}天` : '预计签约'}`
  return { line, detail: `预计签约 ${echoDay(closeDate, today)}` }
}

export const agendaWords = { lead, approval, contact, stage, task, closing }

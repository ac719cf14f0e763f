/** What a list is narrowed down to, as conditions of the query and in words. */
import { gradeNames } from '../domain/activity.ts'
import type { DayRange, ListQuery } from '../domain/list-query.ts'
import type { ListReading } from '../language/list-clause.ts'
import { peopleOf } from '../language/list-values.ts'
import { addDays, type Day, echoDay } from '../lib/calendar.ts'
import type { AccountValues } from '../store/account-values.ts'
import { rangeSaid } from './list-days.ts'
import type { Asked } from './read-value.ts'
import type { Turn } from './turn.ts'

export type KnownValues = {
  readonly values: AccountValues
  readonly teams: readonly { readonly id: string; readonly name: string }[]
}

/** A query on its way, with each condition in words. */
export type ListDraft = {
  -readonly [K in keyof ListQuery]?: ListQuery[K]
} & { readonly conditions: string[] }

/** 最近 and 近期 without a number. */
const soonDays = 30

const fieldNames = { region: '地区', industry: '行业', scale: '规模', tag: '标签' } as const

/** Grades, stages, pipelines and the company's own values. */
export function applyValues(
  turn: Turn,
  reading: ListReading,
  known: KnownValues,
  draft: ListDraft,
): void {
  const { grades, stageIds, values, people } = reading
  if (grades.length > 0) {
    draft.grades = [...grades]
    draft.conditions.push(grades.map((grade) => gradeNames[grade] ?? grade).join('、'))
  }
  for (const field of ['region', 'industry', 'scale', 'tag'] as const) {
    const chosen = values.filter((one) => one.field === field).flatMap((one) => one.values)
    if (chosen.length === 0) continue
    const key = (
      { region: 'regions', industry: 'industries', scale: 'scales', tag: 'tags' } as const
    )[field]
    draft[key] = [...new Set(chosen)]
    draft.conditions.push(`${fieldNames[field]} ${[...new Set(chosen)].join('、')}`)
  }
  if (people.length > 0) applyPeople(people, known.values.scales, draft)
  const keys = values.flatMap((one) => (one.field === 'pipeline' ? one.values : []))
  if (keys.length > 0) {
    const pipelines = turn.pipelines.filter(({ key }) => keys.includes(key))
    draft.pipelineIds = pipelines.map(({ id }) => id)
    draft.conditions.push(`管道 ${pipelines.map(({ name }) => name).join('、') || keys.join('、')}`)
  }
  if (stageIds.length > 0) {
    const stages = turn.pipelines.flatMap((p) => p.stages).filter(({ id }) => stageIds.includes(id))
    draft.stageIds = stages.map(({ id }) => id)
    const names = [...new Set(stages.map(({ name }) => name))]
    const said = names.filter((name) => reading.stageWords.includes(name))
    draft.conditions.push(`阶段 ${(said.length > 0 ? said : names).join('、')}`)
  }
}

/** 1000人以上: the sizes of the data that lie within. */
function applyPeople(
  people: ListReading['people'],
  scales: readonly string[],
  draft: ListDraft,
): void {
  const wanted = people.map(({ from, to, op }) => ({
    from: op === 'le' ? 0 : from,
    to: to ?? (op === 'ge' ? Number.POSITIVE_INFINITY : from),
  }))
  draft.scales = scales.filter((scale) => {
    const has = peopleOf(scale)
    return has && wanted.every(({ from, to }) => has.from >= from && has.to <= to)
  })
  const words = people.map(({ from, to, op }) =>
    to === undefined
      ? `${from}人${op === 'ge' ? '以上' : op === 'le' ? '以下' : ''}`
      : `${from}-${to}人`,
  )
  draft.conditions.push(`规模 ${words.join('、')}`)
}

/** What has no value of its own: overdue, without a next step, long not spoken to. */
export function applyStates(
  turn: Turn,
  reading: ListReading,
  noun: ListQuery['noun'],
  draft: ListDraft,
): void {
  if (reading.overdue && noun === 'deal') {
    draft.stageOverdue = true
    draft.conditions.push('阶段超期')
  }
  const silently = reading.silent && reading.timeRole === undefined
  if ((reading.overdue && noun === 'account') || (silently && noun === 'account')) {
    draft.silentTooLong = true
    draft.conditions.push('超期没联系')
  } else if (silently) {
    draft.silentSince = addDays(turn.today, -soonDays)
    draft.conditions.push(`${soonDays}天没联系`)
  }
  if (reading.late) {
    draft.closeDate = { to: addDays(turn.today, -1) }
    draft.conditions.push('预计签约日已过')
  }
  if (reading.noNextStep) {
    draft.noNextStep = true
    draft.conditions.push('缺下一步')
  }
  if (reading.contacted && reading.timeRole === undefined) {
    draft.contacted = { to: turn.today }
    draft.conditions.push('联系过')
  }
}

const roleWords = {
  close: '预计签约',
  closed: '关闭',
  created: '新建',
  contacted: '联系过',
  silent: '没联系',
  dwell: '停留',
} as const

/** Dates and numbers of days, for what they are of. */
export function applyTimes(turn: Turn, reading: ListReading, asked: Asked, draft: ListDraft): void {
  const { timeRole: role, days, dates, soon } = reading
  if (!role) return
  const count = days?.count ?? (soon && dates.length === 0 ? soonDays : undefined)
  if (role === 'dwell' && count !== undefined) {
    draft.stageSince = addDays(turn.today, -count - (days?.over ? 1 : 0))
    draft.conditions.push(`停留${days?.over ? '超过' : '满'} ${count} 天`)
    return
  }
  if (role === 'silent' && count !== undefined && days) {
    draft.silentSince = addDays(turn.today, -count + (days.over ? 0 : 1))
    draft.conditions.push(`${days.over ? '超过' : '满'} ${count} 天没联系`)
    return
  }
  const range =
    count === undefined ? rangeSaid(turn, asked, dates, role) : aroundToday(turn.today, role, count)
  if (range) applyRange(turn.today, role, range, draft)
}

const aroundToday = (today: Day, role: string, count: number): DayRange =>
  role === 'close'
    ? { from: today, to: addDays(today, count) }
    : { from: addDays(today, -count), to: today }

function applyRange(
  today: Day,
  role: Exclude<ListReading['timeRole'], undefined>,
  range: DayRange,
  draft: ListDraft,
): void {
  const { from, to } = range
  const words =
    from && to
      ? from === to
        ? echoDay(from, today)
        : `${echoDay(from, today)} 至 ${echoDay(to, today)}`
      : to
        ? `${echoDay(to, today)} 及以前`
        : `${echoDay(from!, today)} 起`
  if (role === 'silent') {
    draft.silentSince = from ?? to
    draft.conditions.push(`${echoDay((from ?? to)!, today)} 以来没联系`)
    return
  }
  draft.conditions.push(`${roleWords[role]} ${words}`)
  if (role === 'close') draft.closeDate = range
  if (role === 'closed') draft.closedDate = range
  if (role === 'created') draft.createdDate = range
  if (role === 'contacted') draft.contacted = range
}

/** From what was said to what is looked up: names to ids, dates to days, values to the company's own. */

import { gradeNames } from '../domain/activity.ts'
import type { DayRange, ListHeading, ListQuery } from '../domain/list-query.ts'
import type { ListReading } from '../language/list-clause.ts'
import { peopleOf } from '../language/list-values.ts'
import { addDays, type Day, echoDay } from '../lib/calendar.ts'
import { type AccountValues, membersOf } from '../store/account-values.ts'
import { amountAsked } from './list-amount.ts'
import { rangeSaid } from './list-days.ts'
import type { Asked } from './read-value.ts'
import type { Reply, Turn } from './turn.ts'

export type ResolvedList =
  | {
      readonly kind: 'query'
      readonly query: ListQuery
      readonly heading: ListHeading
      /** People by name whose records are asked for, the viewer aside. */
      readonly named: boolean
    }
  | { readonly kind: 'reply'; readonly reply: Reply }

type Known = {
  readonly values: AccountValues
  readonly teams: readonly { readonly id: string; readonly name: string }[]
}

type Draft = {
  -readonly [K in keyof ListQuery]?: ListQuery[K]
} & { conditions: string[]; notes: string[]; what: string }

/** 最近 and 近期 without a number. */
const soonDays = 30

export async function resolveList(
  turn: Turn,
  reading: ListReading,
  known: Known,
): Promise<ResolvedList> {
  const asked: Asked = { questions: [], refused: undefined }
  const draft: Draft = { conditions: [], notes: [], what: '' }
  const noun = nounOf(reading)
  const owners = await resolveOwners(turn, reading, known, { asked, draft })
  const accounts = await resolveAccounts(turn, reading, asked, draft)
  if (accounts === 'nobody') return problem({ id: 'AccountMissing', said: '' })
  const outcome = outcomeOf(reading)
  describeOutcome(reading, noun, outcome, draft)
  applyValues(turn, reading, known, draft)
  applyStates(turn, reading, noun, draft)
  const amount = amountAsked(turn, asked, reading.amounts, draft.conditions)
  applyTimes(turn, reading, asked, draft)
  if (asked.refused) return problem(asked.refused)
  if (asked.questions.length > 0) {
    return { kind: 'reply', reply: { kind: 'ask', questions: asked.questions } }
  }
  const { conditions, notes, what: _what, ...conditionsOf } = draft
  const query: ListQuery = {
    noun,
    outcome,
    ...conditionsOf,
    ...(owners && { ownerIds: owners }),
    ...(accounts && { accountIds: [...accounts] }),
    ...(amount && { amount }),
    order: orderOf(reading, noun, outcome),
    ...(reading.limit && { limit: reading.limit }),
  }
  const heading = { what: whatOf(reading, query), conditions, notes }
  return { kind: 'query', query, heading, named: reading.ownerIds.length > 0 || hasTeam(reading) }
}

const problem = (of: Extract<Reply, { kind: 'problem' }>['problem']): ResolvedList => ({
  kind: 'reply',
  reply: { kind: 'problem', problem: of },
})

const hasTeam = (reading: ListReading) => reading.values.some(({ field }) => field === 'team')

/** What only a deal has makes it a list of deals: 本月要签的客户 are told by their deals. */
function nounOf(reading: ListReading): ListQuery['noun'] {
  if (reading.target !== 'account') return 'deal'
  const ofDeals =
    reading.stageIds.length > 0 ||
    reading.amounts.length > 0 ||
    reading.timeRole === 'close' ||
    reading.timeRole === 'closed' ||
    reading.timeRole === 'dwell' ||
    reading.late ||
    reading.noNextStep ||
    reading.outcome !== undefined ||
    reading.order === 'amount-most' ||
    reading.order === 'amount-least' ||
    reading.order === 'longest-in-stage' ||
    reading.values.some(({ field }) => field === 'pipeline')
  return ofDeals ? 'deal' : 'account'
}

function whatOf({ target, whose }: ListReading, { noun, outcome }: ListQuery): string {
  const name = noun === 'account' ? '客户' : outcome === 'open' ? '在谈商机' : '商机'
  if (target === 'account' && noun === 'deal') return `${name}(按商机列)`
  if (whose === 'mine') return `我的${name}`
  return whose === 'ours' ? `团队的${name}` : name
}

function outcomeOf({ outcome, timeRole, target }: ListReading): ListQuery['outcome'] {
  if (target === 'funnel') return 'open'
  return outcome ?? (timeRole === 'closed' ? 'closed' : 'open')
}

function describeOutcome(
  reading: ListReading,
  noun: ListQuery['noun'],
  outcome: ListQuery['outcome'],
  draft: Draft,
): void {
  const words = { won: '已成交', lost: '已丢单', closed: '已关闭', any: '含已关闭', open: '' }
  if (noun === 'deal' && words[outcome]) draft.conditions.push(words[outcome])
  if (reading.target === 'account' && noun === 'deal') return
}

function orderOf(
  reading: ListReading,
  noun: ListQuery['noun'],
  outcome: ListQuery['outcome'],
): ListQuery['order'] {
  if (reading.order) return reading.order
  if (noun === 'account') {
    if (reading.created) return 'newest'
    if (reading.contacted) return 'latest-contact'
    return reading.silent || reading.overdue ? 'longest-silent' : 'grade'
  }
  if (reading.created) return 'newest'
  if (reading.overdue || reading.timeRole === 'dwell') return 'longest-in-stage'
  if (reading.silent) return 'longest-silent'
  return outcome === 'open' || outcome === 'any' ? 'close-date' : 'latest-closed'
}

/** Whose: named people, teams, one's own and one's team's, each narrowing the others. */
async function resolveOwners(
  turn: Turn,
  reading: ListReading,
  known: Known,
  { asked, draft }: { readonly asked: Asked; readonly draft: Draft },
): Promise<string[] | undefined> {
  const sets: (readonly string[])[] = []
  if (reading.ownerIds.length > 0) {
    const people = await peopleMeant(turn, reading.ownerIds, asked)
    sets.push(people.map(({ id }) => id))
    draft.conditions.push(`负责人 ${people.map(({ name }) => name).join('、')}`)
  }
  const teamIds = reading.values.flatMap(({ field, values }) => (field === 'team' ? values : []))
  if (teamIds.length > 0) {
    sets.push(await membersOf(turn.tx, teamIds))
    const names = known.teams.filter(({ id }) => teamIds.includes(id)).map(({ name }) => name)
    draft.conditions.push(`团队 ${names.join('、')}`)
  }
  if (reading.whose === 'mine') sets.push([turn.viewer.userId])
  if (reading.whose === 'ours') {
    const ours = await ownTeam(turn)
    if (ours) sets.push(ours)
  }
  if (sets.length === 0) return undefined
  return sets.reduce<string[]>((left, set) => left.filter((id) => set.includes(id)), [...sets[0]!])
}

/** Whom one leads, or whom one works with; undefined for who is in no team. */
async function ownTeam({ tx, viewer }: Turn): Promise<string[] | undefined> {
  if (viewer.memberIds.size > 0) return [...viewer.memberIds]
  const teams = await tx.teamMember.findMany({ where: { userId: viewer.userId } })
  return teams.length > 0
    ? membersOf(
        tx,
        teams.map(({ teamId }) => teamId),
      )
    : undefined
}

type Person = { readonly id: string; readonly name: string }

/** Two of one name are asked about. */
async function peopleMeant(
  turn: Turn,
  said: ListReading['ownerIds'],
  asked: Asked,
): Promise<Person[]> {
  const ids = [...new Set(said.flat())]
  const users = await turn.tx.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, department: true },
  })
  return said.flatMap((candidates, index) => {
    const slot = `owner${index}`
    const answer = turn.answers[slot]
    const meant = users.filter(({ id }) => (answer ? id === answer : candidates.includes(id)))
    if (meant.length > 1) {
      asked.questions.push({
        slot,
        text: '哪一位?',
        options: meant.slice(0, 5).map(({ id, name, department }) => ({
          label: name,
          detail: department ?? '',
          value: id,
        })),
      })
    }
    return meant
  })
}

async function resolveAccounts(
  turn: Turn,
  reading: ListReading,
  asked: Asked,
  draft: Draft,
): Promise<readonly string[] | undefined | 'nobody'> {
  const { answers, context, tx } = turn
  const ids = [...new Set(reading.accountIds.flat())]
  if (reading.inContext && ids.length === 0) {
    const id = context.accountId ?? (await accountOfDeal(turn))
    if (!id) return 'nobody'
    ids.push(id)
  }
  if (ids.length === 0) return undefined
  const meant = answers.account ? [answers.account] : ids
  const accounts = await tx.account.findMany({
    where: { id: { in: meant } },
    select: { id: true, code: true, name: true, shortName: true },
  })
  const ambiguous = reading.accountIds.some((candidates) => candidates.length > 1)
  if (ambiguous && accounts.length > 1 && !answers.account) {
    asked.questions.push({
      slot: 'account',
      text: '哪个客户?',
      options: accounts
        .slice(0, 5)
        .map(({ id, name, code }) => ({ label: name, detail: code, value: id })),
    })
  }
  draft.conditions.push(accounts.map(({ shortName }) => shortName).join('、'))
  return accounts.map(({ id }) => id)
}

async function accountOfDeal({ tx, context }: Turn): Promise<string | undefined> {
  if (!context.dealId) return undefined
  const deal = await tx.deal.findUnique({
    where: { id: context.dealId },
    select: { accountId: true },
  })
  return deal?.accountId
}

const fieldNames = { region: '地区', industry: '行业', scale: '规模', tag: '标签' } as const

/** Grades, stages, pipelines and the company's own values. */
function applyValues(turn: Turn, reading: ListReading, known: Known, draft: Draft): void {
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
function applyPeople(people: ListReading['people'], scales: readonly string[], draft: Draft): void {
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
function applyStates(
  turn: Turn,
  reading: ListReading,
  noun: ListQuery['noun'],
  draft: Draft,
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
function applyTimes(turn: Turn, reading: ListReading, asked: Asked, draft: Draft): void {
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
  draft: Draft,
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

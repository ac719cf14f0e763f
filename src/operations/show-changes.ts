import type { ChangesView } from '../../cards/changes-card.ts'
import { participationNames } from '../domain/participation.ts'
import { mayDo, type Participation } from '../domain/permission.ts'
import type { ChangedField } from '../language/record-asked.ts'
import { addDays, type Day, dayIn, echoDay, instantOf, isDay } from '../lib/calendar.ts'
import { formatFen } from '../lib/money.ts'
import { auditOf, stagesOf, type TrailSpan } from '../store/audit-trail.ts'
import type { DealRow } from '../store/deals.ts'
import { participations } from '../store/people.ts'
import { userNames } from '../store/teams.ts'
import { clockOf } from './agenda-words.ts'
import type { Act } from './operation.ts'

export type ChangesAsked = {
  readonly title: string
  readonly subtitle: string
  readonly deals: readonly DealRow[]
  /** The account itself, where the question is about it. */
  readonly accountId?: string
  readonly fields: readonly ChangedField[]
  readonly days?: { readonly from: Day; readonly to: Day }
}

const most = 8

type Change = {
  readonly at: Date
  readonly userId: string | null
  readonly dealId?: string
  readonly what: string
  readonly reason?: string
}

/** Who changed what, when, from what to what; the caller has asked the rights. */
export async function showChanges(act: Act, asked: ChangesAsked): Promise<ChangesView> {
  const span = spanOf(act, asked)
  const all = [
    ...(await stageChanges(act, asked, span)),
    ...(await valueChanges(act, asked, span)),
    ...(await accountChanges(act, asked, span)),
  ].sort((a, b) => b.at.getTime() - a.at.getTime())
  const names = await userNames(act.tx, [
    ...new Set(all.flatMap(({ userId }) => (userId ? [userId] : []))),
  ])
  const several = asked.deals.length + (asked.accountId ? 1 : 0) > 1
  const nameOf = (dealId?: string) => asked.deals.find(({ id }) => id === dealId)?.name
  return {
    title: asked.title,
    subtitle: asked.subtitle,
    changes: all.slice(0, most).map(({ at, userId, dealId, what, reason }) => ({
      who: [instantWords(act, at), names.get(userId ?? '') ?? '系统'].join(' '),
      what: several && dealId ? `${nameOf(dealId)} ${what}` : what,
      ...(reason && { reason }),
    })),
    more: all.length > most,
    none: noneWords(asked),
  }
}

const instantWords = ({ zone, today }: Act, at: Date): string =>
  `${echoDay(dayIn(zone, at.getTime()), today)} ${clockOf(zone, at.getTime())}`

const fieldNames: Readonly<Record<ChangedField, string>> = {
  amount: '金额',
  stage: '阶段',
  'close-date': '预计签约',
  owner: '负责人',
}

function noneWords({ fields, days }: ChangesAsked): string {
  const what = fields.map((field) => fieldNames[field]).join('、')
  return days ? `这几天没有人改过${what}。` : `还没有人改过${what}。`
}

function spanOf({ zone }: Act, { days }: ChangesAsked): TrailSpan {
  if (!days) return {}
  const midnight = (day: Day) => new Date(instantOf(zone, day, 0))
  return { start: midnight(days.from), end: midnight(addDays(days.to, 1)) }
}

const wants = ({ fields }: ChangesAsked, field: ChangedField): boolean =>
  fields.length === 0 || fields.includes(field)

/** The stage history has every move, also those from before there was an audit. */
async function stageChanges(act: Act, asked: ChangesAsked, span: TrailSpan): Promise<Change[]> {
  if (!wants(asked, 'stage')) return []
  const stages = new Map(act.pipelines.flatMap((p) => p.stages).map((s) => [s.id, s.name]))
  const rows = await stagesOf(
    act.tx,
    asked.deals.map((deal) => deal.id),
  )
  return rows.flatMap((row, i): Change[] => {
    const before = rows[i - 1]
    if (before?.dealId !== row.dealId) return []
    const { enteredAt: at, byUserId: userId, dealId, reason } = row
    if ((span.start && at < span.start) || (span.end && at >= span.end)) return []
    const what = `阶段 ${stages.get(before.stageId) ?? ''}→${stages.get(row.stageId) ?? ''}`
    return [{ at, userId, dealId, what, ...(reason && { reason }) }]
  })
}

/** Columns of a deal by the field they are. */
const columns: Readonly<Record<string, ChangedField>> = {
  amountFen: 'amount',
  closeDate: 'close-date',
  ownerId: 'owner',
}

async function valueChanges(act: Act, asked: ChangesAsked, span: TrailSpan): Promise<Change[]> {
  const { deals, fields } = asked
  const ids = deals.map((deal) => deal.id)
  const wanted = Object.entries(columns).flatMap(([column, field]) =>
    wants(asked, field) ? [column] : [],
  )
  const rows = await auditOf(act.tx, { kind: 'deal', ids, span, fields: wanted }, most + 1)
  const acts = fields.length > 0 ? [] : await otherChanges(act, ids, span)
  const owners = await userNames(
    act.tx,
    rows.flatMap((row) => [row.oldValue ?? '', row.newValue ?? '']),
  )
  const money = await moneyVisible(act, deals)
  const changes = rows.flatMap((row): Change[] => {
    const deal = deals.find(({ id }) => id === row.subjectId)
    if (!deal || !row.field) return []
    const word = (value: string | null) => valueWords(act, row.field!, value, { deal, owners })
    const name = fieldNames[columns[row.field]!]
    const hidden = row.field === 'amountFen' && !money.has(deal.id)
    const what = hidden ? `${name}有改动` : `${name} ${word(row.oldValue)}→${word(row.newValue)}`
    return [{ at: row.at, userId: row.userId, dealId: deal.id, what }]
  })
  return [...changes, ...acts]
}

/** Deals whose amounts the viewer may see: 运营 reads every change and no money. */
async function moneyVisible(act: Act, deals: readonly DealRow[]): Promise<ReadonlySet<string>> {
  const parts = await participations(
    act.tx,
    act.viewer.userId,
    deals.flatMap((deal) => [deal.id, deal.accountId]),
  )
  const visible = deals.filter(({ id, accountId, ownerId }) => {
    const part = parts.get(`deal:${id}`) ?? parts.get(`account:${accountId}`)
    return mayDo(act.viewer, 'deal.read-amount', { ownerId, part })
  })
  return new Set(visible.map(({ id }) => id))
}

function valueWords(
  { today }: Act,
  column: string,
  value: string | null,
  { deal, owners }: { readonly deal: DealRow; readonly owners: ReadonlyMap<string, string> },
): string {
  if (value === null) return '未填'
  if (column === 'amountFen') return formatFen(BigInt(value), { currency: deal.currency })
  if (column === 'closeDate') return isDay(value) ? echoDay(value, today) : value
  return owners.get(value) ?? value
}

/** What is told of an action that changed no single value. */
const actionWords: Readonly<Record<string, string>> = {
  'deal.create': '新建',
  'deal.create-undone': '撤销新建',
  'deal.lose': '登记丢单',
  'deal.lose-undone': '撤销丢单',
  'deal.reopen': '重新打开',
  'deal.reopen-undone': '撤销重新打开',
  'deal.stance': '改了决策链',
  'deal.stance-undone': '撤销决策链的改动',
  'competitor.link': '登记对手',
  'competitor.unlink': '去掉对手',
  'account.create': '新建',
  'account.create-undone': '撤销新建',
  'account.fill': '补充资料',
  'account.tag': '加标签',
  'account.untag': '去标签',
}

async function otherChanges(act: Act, ids: readonly string[], span: TrailSpan): Promise<Change[]> {
  const rows = await auditOf(act.tx, { kind: 'deal', ids, span }, 4 * most)
  const names = await participantNames(act, rows)
  return rows.flatMap((row): Change[] => {
    const words = actionWords[row.action] ?? participantWords(row, names)
    const rival = row.action.startsWith('competitor.') ? (row.newValue ?? row.oldValue) : undefined
    const what = rival ? `${words} ${rival}` : words
    return what ? [{ at: row.at, userId: row.userId, dealId: row.subjectId, what }] : []
  })
}

type TrailRow = Awaited<ReturnType<typeof auditOf>>[number]

/** Whoever came in or left stands in the row's field. */
const participantNames = ({ tx }: Act, rows: readonly TrailRow[]) =>
  userNames(
    tx,
    rows.flatMap(({ action, field }) => (action === 'participant.change' && field ? [field] : [])),
  )

/** 李娜 未参与→协作 */
function participantWords(
  { action, field, oldValue, newValue }: TrailRow,
  names: ReadonlyMap<string, string>,
): string | undefined {
  if (action !== 'participant.change') return undefined
  const word = (part: string | null) =>
    part === null ? '未参与' : participationNames[part as Participation]
  return `参与人 ${names.get(field ?? '') ?? ''} ${word(oldValue)}→${word(newValue)}`
}

async function accountChanges(
  act: Act,
  { accountId, fields }: ChangesAsked,
  span: TrailSpan,
): Promise<Change[]> {
  if (!accountId || fields.length > 0) return []
  const rows = await auditOf(act.tx, { kind: 'account', ids: [accountId], span }, 4 * most)
  const names = await participantNames(act, rows)
  return rows.flatMap((row): Change[] => {
    const words = actionWords[row.action] ?? participantWords(row, names)
    const value = row.newValue ?? row.oldValue
    const what = row.action.endsWith('tag') && value ? `${words} ${value}` : words
    return what ? [{ at: row.at, userId: row.userId, what }] : []
  })
}

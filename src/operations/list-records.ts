import type { ListView } from '../../cards/list-card.ts'
import { gradeNames } from '../domain/activity.ts'
import type { ListHeading, ListQuery } from '../domain/list-query.ts'
import { mayDo, mayEver } from '../domain/permission.ts'
import { diffDays, echoDay, instantOf, listDay } from '../lib/calendar.ts'
import { formatFen, shortFen } from '../lib/money.ts'
import { countAccounts, type ListedAccount, listAccounts } from '../store/list-accounts.ts'
import type { Listing } from '../store/list-conditions.ts'
import { countDeals, type DealTotals, type ListedDeal, listDeals } from '../store/list-deals.ts'
import type { Act } from './operation.ts'

/** Rows of a card. */
export const pageRows = 10

export type Listed = {
  readonly count: number
  readonly view: Omit<ListView, 'list'>
}

/** Who asks, as the store's lists want to know it. */
export const listingOf = (act: Act): Listing => ({
  dialect: act.dialect,
  viewer: act.viewer,
  today: act.today,
  pipelines: act.pipelines,
  startOf: (day) => new Date(instantOf(act.zone, day, 0)),
})

/**
 * A page of a list, with as much in it as this viewer may see.
 *
 * @param page from 1
 */
export async function listRecords(
  act: Act,
  query: ListQuery,
  heading: ListHeading,
  page: number,
): Promise<Listed> {
  const offset = (page - 1) * pageRows
  const left = Math.max(0, (query.limit ?? Number.POSITIVE_INFINITY) - offset)
  const window = { offset, limit: Math.min(pageRows, left) }
  return query.noun === 'deal'
    ? listOfDeals(act, query, heading, window)
    : listOfAccounts(act, query, heading, window)
}

type Window = { readonly offset: number; readonly limit: number }

const capped = (count: number, { limit }: ListQuery) => Math.min(count, limit ?? count)

async function listOfDeals(
  act: Act,
  query: ListQuery,
  heading: ListHeading,
  window: Window,
): Promise<Listed> {
  const listing = listingOf(act)
  const totals = await countDeals(act.tx, query, listing)
  const deals = totals.count === 0 ? [] : await listDeals(act.tx, query, listing, window)
  return {
    count: capped(totals.count, query),
    view: {
      ...heading,
      figures: dealFigures(totals, query),
      order: orderNames[query.order],
      rows: deals.map((deal) => dealRow(act, deal, query)),
      opens: 'deal.show',
      notes: [...heading.notes, ...amountNotes(totals)],
      hint: hintFor(act, query),
      owners: query.silentSince || query.stageOverdue ? remindable(act, deals) : [],
    },
  }
}

const orderNames: Readonly<Record<ListQuery['order'], string>> = {
  'close-date': '按预计签约先后',
  'amount-most': '金额从大到小',
  'amount-least': '金额从小到大',
  'longest-in-stage': '停留最久的在前',
  'longest-silent': '最久没联系的在前',
  'latest-contact': '最近联系的在前',
  newest: '最新的在前',
  'latest-closed': '最近关闭的在前',
  grade: '按级别',
}

/** 6个,合计 ¥7,030,000(703万); of five out of many: 前5个(共 12 个). */
function dealFigures({ count, sums, withoutAmount }: DealTotals, query: ListQuery): string {
  if (count === 0) return '没有符合条件的商机'
  const shown = capped(count, query)
  const number = shown < count ? `前${shown}个(共 ${count} 个)` : `${count}个`
  if (withoutAmount === count) return number
  const sum = sums.map(({ currency, fen }) => formatFen(fen, { currency })).join(' + ')
  return sum === '' ? `${number},金额都未填` : `${number},合计 ${sum}`
}

function amountNotes({ count, withoutAmount, sums }: DealTotals): string[] {
  const foreign = sums.filter(({ currency }) => currency !== 'CNY')
  return [
    ...(withoutAmount > 0 && withoutAmount < count
      ? [`有 ${withoutAmount} 个的金额你看不到,不在合计里`]
      : []),
    ...(foreign.length > 0 && sums.length > 1 ? ['外币未换算,分开合计'] : []),
  ]
}

function dealRow(act: Act, deal: ListedDeal, query: ListQuery) {
  const stage = act.pipelines.flatMap((p) => p.stages).find((one) => one.id === deal.stageId)
  const days = diffDays(deal.stageEnteredDate, act.today)
  const over = stage?.maxDays != null && days > stage.maxDays ? days - stage.maxDays : 0
  const { amountFen, currency, amountApprox } = deal
  const parts = [
    deal.outcome === 'open' ? stage?.name : deal.outcome === 'won' ? '已成交' : '已丢单',
    amountFen === null
      ? ''
      : amountApprox
        ? formatFen(amountFen, { currency, approx: true })
        : shortFen(amountFen, currency),
    deal.outcome === 'open'
      ? deal.closeDate && `预计 ${listDay(deal.closeDate, act.today, deal.closeDatePrecision)}`
      : deal.closedDate && echoDay(deal.closedDate, act.today),
    deal.outcome === 'open' && over > 0 ? `停留${days}天,超${over}天` : '',
    query.silentSince ? silence(deal.lastActivityDate, act.today) : '',
    deal.ownerId === act.viewer.userId ? '' : deal.ownerName,
  ]
  return {
    id: deal.id,
    version: deal.version,
    title: `${deal.code} ${deal.name}`,
    detail: parts.filter(Boolean).join(' · '),
  }
}

const silence = (last: string | null, today: string) =>
  last === null ? '还没联系过' : `${diffDays(last, today)}天,上次 ${last}`

async function listOfAccounts(
  act: Act,
  query: ListQuery,
  heading: ListHeading,
  window: Window,
): Promise<Listed> {
  const listing = listingOf(act)
  const count = await countAccounts(act.tx, query, listing)
  const accounts = count === 0 ? [] : await listAccounts(act.tx, query, listing, window)
  const silent = isOfSilence(query)
  const shown = capped(count, query)
  return {
    count: shown,
    view: {
      ...heading,
      figures:
        count === 0
          ? '没有符合条件的客户'
          : shown < count
            ? `前${shown}个(共 ${count} 个)`
            : `${count}个`,
      order: orderNames[query.order],
      rows: accounts.map((account) =>
        silent ? silentRow(account, act.today) : accountRow(act, account),
      ),
      opens: 'account.show',
      hint: hintFor(act, query),
      owners: silent ? remindable(act, accounts) : [],
    },
  }
}

/** Asks who has not been spoken to: the answer says so first. */
const isOfSilence = (query: ListQuery) =>
  Boolean(query.silentSince || query.silentTooLong) || query.order === 'longest-silent'

function silentRow(account: ListedAccount, today: string) {
  return {
    id: account.id,
    version: account.version,
    title: `${account.shortName}(${account.ownerName})${silence(account.lastActivityDate, today)}`,
    detail: [account.code, gradeNames[account.grade]].filter(Boolean).join(' · '),
  }
}

function accountRow({ today, viewer }: Act, account: ListedAccount) {
  const last = account.lastActivityDate
  const parts = [
    gradeNames[account.grade],
    account.region,
    account.industry,
    account.ownerId === viewer.userId ? '' : account.ownerName,
    last ? `上次互动 ${diffDays(last, today)}天前` : '还没联系过',
  ]
  return {
    id: account.id,
    version: account.version,
    title: `${account.code} ${account.shortName}`,
    detail: parts.filter(Boolean).join(' · '),
  }
}

/** The owners on this page to whom the viewer may send a word. */
function remindable(
  { viewer }: Act,
  rows: readonly { readonly ownerId: string; readonly ownerName: string }[],
) {
  const others = rows.filter(
    ({ ownerId }) => ownerId !== viewer.userId && mayDo(viewer, 'owner.remind', { ownerId }),
  )
  return [...new Map(others.map(({ ownerId: id, ownerName: name }) => [id, { id, name }])).values()]
}

/** Who leads others and has none of their own means theirs, more often than not. */
function hintFor({ viewer }: Act, { ownerIds, noun }: ListQuery): string {
  const mine = ownerIds?.length === 1 && ownerIds[0] === viewer.userId
  if (mine && mayEver(viewer, 'owner.remind')) {
    return noun === 'deal' ? '看下属的请说「团队的商机」。' : '看下属的请说「团队的客户」。'
  }
  return '换个条件试试,或者少说一个条件。'
}

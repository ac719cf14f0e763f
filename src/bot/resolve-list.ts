/** From what was said to what is looked up: names to ids, dates to days, values to the company's own. */
import type { ListHeading, ListQuery } from '../domain/list-query.ts'
import type { ListReading } from '../language/list-clause.ts'
import { amountAsked } from './list-amount.ts'
import {
  applyStates,
  applyTimes,
  applyValues,
  type KnownValues,
  type ListDraft,
} from './list-conditions.ts'
import { resolveAccounts, resolveOwners } from './list-owners.ts'
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

/** Settles the reading, or asks what is open in it. */
export async function resolveList(
  turn: Turn,
  reading: ListReading,
  known: KnownValues,
): Promise<ResolvedList> {
  const asked: Asked = { questions: [], refused: undefined }
  const draft: ListDraft = { conditions: [] }
  const noun = nounOf(reading)
  const owners = await resolveOwners(turn, reading, known, { asked, draft })
  const accounts = await resolveAccounts(turn, reading, asked, draft)
  if (accounts === 'nobody') return problem({ id: 'AccountMissing', said: '' })
  const outcome = outcomeOf(reading)
  if (noun === 'deal' && outcomeWords[outcome]) draft.conditions.push(outcomeWords[outcome])
  applyValues(turn, reading, known, draft)
  applyStates(turn, reading, noun, draft)
  const amount = amountAsked(turn, asked, reading.amounts, draft.conditions)
  applyTimes(turn, reading, asked, draft)
  if (asked.refused) return problem(asked.refused)
  if (asked.questions.length > 0) {
    return { kind: 'reply', reply: { kind: 'ask', questions: asked.questions } }
  }
  const { conditions, ...conditionsOf } = draft
  const query: ListQuery = {
    noun,
    outcome,
    ...conditionsOf,
    ...(owners && { ownerIds: owners }),
    ...(reading.whose === 'shared' && { shared: true }),
    ...(accounts && { accountIds: [...accounts] }),
    ...(amount && { amount }),
    order: orderOf(reading, noun, outcome),
    ...(reading.limit && { limit: reading.limit }),
  }
  const heading = { what: whatOf(reading, query), conditions, notes: [] }
  return { kind: 'query', query, heading, named: namesPeople(reading) }
}

const problem = (of: Extract<Reply, { kind: 'problem' }>['problem']): ResolvedList => ({
  kind: 'reply',
  reply: { kind: 'problem', problem: of },
})

const namesPeople = ({ ownerIds, leaderIds, values }: ListReading) =>
  ownerIds.length > 0 || leaderIds.length > 0 || values.some(({ field }) => field === 'team')

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

function whatOf(
  { target, whose: said, ownerIds }: ListReading,
  { noun, outcome }: ListQuery,
): string {
  // 我和张伟的: whose they are stands among the conditions.
  const whose = ownerIds.length > 0 ? undefined : said
  const name = noun === 'account' ? '客户' : outcome === 'open' ? '在谈商机' : '商机'
  if (target === 'account' && noun === 'deal') {
    return `${whoseWords(whose)}${name}(按商机列)`
  }
  return `${whoseWords(whose)}${name}`
}

function whoseWords(whose: ListReading['whose']): string {
  if (whose === 'mine') return '我的'
  if (whose === 'ours') return '团队的'
  return whose === 'shared' ? '我参与的' : ''
}

function outcomeOf({ outcome, timeRole, target }: ListReading): ListQuery['outcome'] {
  if (target === 'funnel') return 'open'
  return outcome ?? (timeRole === 'closed' ? 'closed' : 'open')
}

const outcomeWords = {
  open: '',
  won: '已成交',
  lost: '已丢单',
  closed: '已关闭',
  any: '含已关闭',
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

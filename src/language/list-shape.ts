/** What shape a sentence has once it is cut: what it lists, whether it asks, what its dates are of. */
import type { ListPiece, ListToken } from './list-tokens.ts'

/** What a date or a number of days in the sentence is of. */
export type TimeRole = 'close' | 'closed' | 'created' | 'contacted' | 'silent' | 'dwell'

type Kind = ListToken['k']
type Piece<K extends Kind> = Extract<ListToken, { k: K }>

export type ListTarget = 'deal' | 'account' | 'funnel'

/** Every token of a kind, in order. */
export const all = <K extends Kind>(pieces: readonly ListPiece[], k: K): Piece<K>[] =>
  pieces.flatMap(({ is }) => (is.k === k ? [is as Piece<K>] : []))

export const has = (pieces: readonly ListPiece[], ...kinds: readonly Kind[]) =>
  pieces.some(({ is }) => kinds.includes(is.k))

/** How much of it may be words that only the data knows. */
const most = { unknownRuns: 3, unknownCharacters: 12 } as const

/** In no value of anybody's data, and in what asks for something else or says no. */
const noValue =
  /[把将让被不没未别吗么谁哪怎何否勿改调推进退删除转给建记提醒发送导批]|多少|电话|手机|密码|邮箱|微信|地址/u

/** Whether these words can be a list's at all, wherever they stand in it. */
export function isReadable(pieces: readonly ListPiece[]): boolean {
  if (has(pieces, 'deal')) return false
  const unknown = pieces.filter(({ is }) => is.k === 'unknown')
  if (unknown.length > most.unknownRuns) return false
  if (unknown.some(({ text }) => text.length > most.unknownCharacters || noValue.test(text))) {
    return false
  }
  // 拜访过客户 tells of a visit, 拜访过的客户 asks for those.
  const told = pieces.findIndex(({ is }) => is.k === 'contacted')
  if (told >= 0 && !saysList(pieces)) {
    if (!pieces[told]!.text.endsWith('的') && pieces[told + 1]?.text !== '的') return false
  }
  // A value stands before what it tells apart: 光伏的客户, never 客户光伏.
  const head = pieces.findLastIndex(({ is }) => is.k === 'noun' || is.k === 'funnel')
  const funnel = has(pieces, 'funnel')
  if (has(pieces, 'how') && !funnel) return false
  // 谁负责华芯 asks for a person.
  const held = pieces.findIndex(({ is }) => is.k === 'hold')
  const holder = pieces.slice(0, Math.max(0, held)).findLast((piece) => !isSilentWord(piece))?.is
  if (held > 0 && holder?.k !== 'owner' && holder?.k !== 'whose') return false
  return unknown.every((piece) => funnel || pieces.indexOf(piece) < head)
}

/**
 * Whether a list is asked for, rather than something told of one. 我的项目下周签 is no list, 我的项目
 * and 我有哪些项目下周签 are; 总额200万 says what it is, 总额多少 asks.
 */
export function isExplicit(pieces: readonly ListPiece[]): boolean {
  if (saysList(pieces) || has(pieces, 'order')) return true
  if (has(pieces, 'sum') && !has(pieces, 'amount')) return true
  return has(pieces, 'ask', 'whose', 'limit') && endsInNoun(pieces)
}

export const saysList = (pieces: readonly ListPiece[]) =>
  has(pieces, 'funnel') ||
  pieces.some(({ is, text }) => is.k === 'ask' && listing.test(text)) ||
  pieces.some(({ is, text }) => is.k === 'noun' && /列表|清单|名单/u.test(text))

/** Asks for several: 看看 may be about one. */
export const listing =
  /谁|有没有|是否有|列|清单|哪些|哪几|哪[个家]|几|多少|搜|筛|过滤|汇总|盘|统计|数|有谁|有啥|有什么|查找|找/u

const isSilentWord = ({ is }: ListPiece) => is.k === 'fill'

/** Ends in what is listed: 本月要签的单子; or in a condition that can only be one: 缺下一步的. */
export function endsInNoun(pieces: readonly ListPiece[]): boolean {
  const last = pieces.findLast((piece) => !isSilentWord(piece))
  if (last && nounOf(last)) return true
  if (!pieces.at(-1)?.text.endsWith('的') || has(pieces, 'account')) return false
  const isState = last !== undefined && strongDeal.includes(last.is.k)
  const isAmount = last?.is.k === 'compare' || (last?.is.k === 'amount' && last.is.op !== undefined)
  if (isAmount && has(pieces, 'amount')) return true
  return isState || (last?.is.k === 'sign' && has(pieces, 'date', 'soon'))
}

/** What a piece says is listed: 商机, 潜在客户, the tag 高潜力客户. */
function nounOf({ is, text }: ListPiece): 'deal' | 'account' | undefined {
  if (is.k === 'noun' || is.k === 'grade') return is.noun
  return is.k === 'known-value' && text.endsWith('客户') ? 'account' : undefined
}

/** What is listed: the last noun, or what only one of the two can be. */
export function targetOf(pieces: readonly ListPiece[]): ListTarget | undefined {
  if (has(pieces, 'funnel')) return 'funnel'
  const last = pieces.flatMap((piece) => nounOf(piece) ?? []).at(-1)
  if (last) return last
  if (has(pieces, 'sum') && has(pieces, 'whose', 'owner', 'sign')) return 'deal'
  if (!has(pieces, 'ask', 'order', 'whose') && !endsInNoun(pieces)) {
    return implied(pieces, strongDeal)
  }
  return implied(pieces, [...strongDeal, 'amount', 'sign', 'stage', 'outcome', 'dwell'])
}

const strongDeal: readonly Kind[] = ['no-next-step', 'late', 'overdue']

function implied(
  pieces: readonly ListPiece[],
  dealKinds: readonly Kind[],
): 'deal' | 'account' | undefined {
  if (has(pieces, ...dealKinds)) return 'deal'
  const order = all(pieces, 'order').at(-1)?.order
  if (order === 'amount-most' || order === 'longest-in-stage') return 'deal'
  if (has(pieces, 'silent') || order === 'longest-silent') return 'account'
  return has(pieces, 'grade') ? 'account' : undefined
}

export const isSoon = (pieces: readonly ListPiece[]) =>
  has(pieces, 'soon') || all(pieces, 'sign').some((sign) => sign.soon)

/** What the dates and days are of; 'unreadable' where nothing says it. */
export function timeOf(pieces: readonly ListPiece[]): TimeRole | undefined | 'unreadable' {
  const timed = has(pieces, 'date', 'span')
  if (!timed && !isSoon(pieces)) return undefined
  if (all(pieces, 'date').length > 2 || all(pieces, 'span').length > 1) return 'unreadable'
  if (has(pieces, 'silent')) return 'silent'
  if (has(pieces, 'contacted')) return 'contacted'
  if (has(pieces, 'created')) return 'created'
  const outcome = all(pieces, 'outcome').at(-1)?.outcome
  if (outcome && outcome !== 'open' && outcome !== 'any') return 'closed'
  if (has(pieces, 'dwell', 'stage') && has(pieces, 'span') && !has(pieces, 'sign')) return 'dwell'
  if (has(pieces, 'sign')) return 'close'
  if (has(pieces, 'overdue', 'late', 'no-next-step')) return timed ? 'unreadable' : undefined
  const isDeal = pieces.some(({ is }) => is.k === 'noun' && is.noun === 'deal')
  return isDeal && has(pieces, 'date') ? 'close' : 'unreadable'
}

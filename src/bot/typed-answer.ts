/** Words typed as the answer to one question: an option, or a value that was not offered. */
import type { Question } from '../../cards/question-card.ts'
import { tagCalled } from '../domain/tag.ts'
import { readAmount, tagAmounts } from '../language/amount.ts'
import { uncoveredIn, wordList } from '../language/cover.ts'
import { readDate, tagDates } from '../language/date.ts'
import { nameCandidates, tagNames } from '../language/names.ts'
import { isRivalLike } from '../language/rivals.ts'
import { foldName } from '../lib/names.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { readableDeals } from '../operations/find-deal.ts'
import type { AskingBody } from '../store/drafts.ts'
import { findNames } from '../store/names.ts'
import { seenNames } from './hide-names.ts'
import { encodeAmount, encodeDay } from './read-value.ts'
import type { Turn } from './turn.ts'

type Asked = AskingBody['questions'][number]

/** The value for the question's slot, or undefined when the words are no answer to it. */
export async function typedAnswer(
  turn: Turn,
  question: Asked,
  words: string,
): Promise<string | undefined> {
  const index = matchOption(question, words)
  if (index !== undefined) return question.options[index]?.value
  switch (question.slot) {
    case 'deal':
    case 'account':
      return namedAnswer(turn, question, words)
    case 'amount':
      return amountAnswer(words)
    case 'amountText':
      return isOne(words, tagAmounts(words)) ? words : undefined
    case 'dateText':
      return isOne(words, tagDates(words)) ? words : undefined
    case 'closeDate':
    case 'nextDate':
    case 'onDate':
    case 'remindAt':
      return dayAnswer(turn, question.slot, words)
    case 'tag':
      return tagCalled(words).known ? words : undefined
    default:
      return undefined
  }
}

/** 「输给了环测」「没有对手」: a rival's name, or that there was none. */
export function rivalAnswer(words: string): string | undefined {
  if (/^(?:无|没有?|都没有|没有(?:对手|竞品|竞争对手)|不清楚|不知道)$/u.test(words)) return 'none'
  const name = words
    .replace(/^(?:是|就是|输给了?|被)/u, '')
    .replace(/(?:公司|吧|啊|抢走?了?)$/u, '')
  return isRivalLike(name) ? name : undefined
}

const ordinals = ['一', '二', '三', '四', '五']
const yes = /^(?:是的?|对的?|没错|就是(?:它|这个)?|嗯+|好的?|可以|yes|y|ok)$/iu
const no = /^(?:不是的?|不对|不|否|no|n|都不是)$/iu

/** What may stand beside an answer without changing it. */
const beside = wordList(
  '就 选 要 是 那个 这个 那 这 个 的 吧 啊 呀 哦 改成 改 到 按 用 项目 商机 客户 单子 第 定',
)

const isBare = (text: string) => uncoveredIn(text, beside).length === 0

/** 「2」「第二个」「②」, an option's words, or a part of them that only one option has. */
export function matchOption(
  question: Pick<Question, 'options'>,
  words: string,
): number | undefined {
  const place = /^(?:第)?([1-5一二三四五①②③④⑤])(?:个|项|吧|\.)?$/u.exec(words)?.[1]
  if (place) {
    const index = Math.max('12345'.indexOf(place), ordinals.indexOf(place), '①②③④⑤'.indexOf(place))
    return index < question.options.length ? index : undefined
  }
  const wanted = foldName(words)
  const labels = question.options.map((option) => foldName(option.label))
  const exact = labels.indexOf(wanted)
  if (exact >= 0) return exact
  if (yes.test(words) && labels.includes('是')) return labels.indexOf('是')
  if (no.test(words) && labels.includes('不是')) return labels.indexOf('不是')
  const close = labels.flatMap((label, i) => (isPartOf(wanted, label) ? [i] : []))
  return close.length === 1 ? close[0] : undefined
}

/** 检测项目 for 华芯检测项目 ¥280万, 就300万吧 for 300万. */
function isPartOf(wanted: string, label: string): boolean {
  if (Math.min(wanted.length, label.length) < 2) return false
  if (label.includes(wanted)) return true
  const at = wanted.indexOf(label)
  return at >= 0 && isBare(wanted.slice(0, at)) && isBare(wanted.slice(at + label.length))
}

/** A name or code, of one of the options or of anything else that may be read. */
async function namedAnswer(
  turn: Turn,
  { slot, options }: Asked,
  words: string,
): Promise<string | undefined> {
  const known = await findNames(turn, nameCandidates(words))
  const tags = tagNames(words, await seenNames(turn, known))
  const outside = tags.reduceRight(
    (text, tag) => text.slice(0, tag.start) + text.slice(tag.end),
    words,
  )
  if (tags.length === 0 || !isBare(outside)) return undefined
  const hits = tags.flatMap((tag) => tag.found.hits)
  const idsOf = (kind: string) => hits.flatMap((hit) => (hit.kind === kind ? [hit.subjectId] : []))
  const found =
    slot === 'deal'
      ? await readableDeals(turn, { dealIds: idsOf('deal'), accountIds: idsOf('account') })
      : await permittedAccounts(turn, 'deal.read', idsOf('account'))
  const offered = found.filter((one) => options.some((option) => option.value === one.id))
  const [only, ...others] = offered.length > 0 ? offered : found
  return others.length === 0 ? only?.id : undefined
}

function amountAnswer(words: string): string | undefined {
  const [tag, ...more] = tagAmounts(words)
  if (!tag || more.length > 0) return undefined
  if (tag.found.kind !== 'sum' || tag.found.change || !standsAlone(words, tag)) return undefined
  const reading = readAmount(tag.found)
  return reading.kind === 'value' ? encodeAmount(reading.value) : undefined
}

function dayAnswer(turn: Turn, slot: string, words: string): string | undefined {
  const [tag, ...more] = tagDates(words)
  if (!tag || more.length > 0 || !standsAlone(words, tag)) return undefined
  const field = slot === 'onDate' ? 'past' : 'future'
  const { today, minuteOfDay } = turn
  const reading = readDate(tag.found, { today, minuteOfDay, field })
  return reading.kind === 'value' ? encodeDay(reading.value) : undefined
}

/** One value and nothing beside it that says something else. */
const isOne = (words: string, tags: readonly { start: number; end: number }[]) =>
  tags.length === 1 && standsAlone(words, tags[0]!)

const standsAlone = (words: string, tag: { start: number; end: number }) =>
  isBare(words.slice(0, tag.start)) && isBare(words.slice(tag.end))

/** Words typed as the answer to one question: an option, or a value that was not offered. */
import { tagCalled } from '../domain/tag.ts'
import { readAmount, tagAmounts } from '../language/amount.ts'
import { readDate, tagDates } from '../language/date.ts'
import { nameCandidates, tagNames } from '../language/names.ts'
import { pickOption, saysNothing } from '../language/pick-option.ts'
import { isRivalLike } from '../language/rivals.ts'
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
  const labels = question.options.map(({ label }) => label)
  const index = pickOption(labels, words)
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
    case 'either':
      return eitherAnswer(turn, words)
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
  if (tags.length === 0 || !saysNothing(outside)) return undefined
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

/** 是11月30号, to the question whether 11.30 was that. */
function eitherAnswer(turn: Turn, words: string): string | undefined {
  const dates = tagDates(words).filter(({ found }) => !found.alsoAmount)
  const day = dates.length > 0 ? dayAnswer(turn, 'closeDate', words) : undefined
  if (day !== undefined) return JSON.stringify({ date: day })
  const amount = dates.length > 0 ? undefined : amountAnswer(words)
  return amount && JSON.stringify({ amount })
}

/** One value and nothing beside it that says something else. */
const isOne = (words: string, tags: readonly { start: number; end: number }[]) =>
  tags.length === 1 && standsAlone(words, tags[0]!)

const standsAlone = (words: string, tag: { start: number; end: number }) =>
  saysNothing(words.slice(0, tag.start)) && saysNothing(words.slice(tag.end))

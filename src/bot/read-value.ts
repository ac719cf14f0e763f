import type { Problem } from '../domain/problem.ts'
import type { Amount } from '../language/amount.ts'
import type { AmountMention } from '../language/amount-mention.ts'
import type { AmountContext } from '../language/amount-read.ts'
import { type DateMention, type DayValue, readDate } from '../language/date.ts'
import { type Either, readEither } from '../language/quantities.ts'
import type { Reading, Tagged } from '../language/reading.ts'
import { workCalendar } from '../lib/days-off.ts'
import type { AskedQuestion, Turn } from './turn.ts'

/** What has turned out to be open, or impossible, while a request was read. */
export type Asked = { readonly questions: AskedQuestion[]; refused: Problem | undefined }

/**
 * The value a reading settles on, from what was said or from what was answered since. What is open
 * joins the questions, what cannot be is refused; undefined then.
 */
export function readSettled<T>(
  turn: Pick<Turn, 'answers'>,
  asked: Asked,
  of: {
    readonly slot: string
    /** The words that were read. */
    readonly said: string
    readonly reading: Reading<T>
    readonly encode: (value: T) => string
    readonly decode: (answer: string) => T
  },
): T | undefined {
  const answer = turn.answers[of.slot]
  if (answer !== undefined) return of.decode(answer)
  const { reading } = of
  switch (reading.kind) {
    case 'value':
      return reading.value
    case 'refuse':
      asked.refused ??= { id: 'ValueRefused', said: of.said, reason: reading.reason }
      return undefined
    case 'ask':
      asked.questions.push({
        slot: of.slot,
        text: reading.question.includes(of.said)
          ? reading.question
          : `「${of.said}」${reading.question}`,
        options: reading.options.map(({ label, value }) => ({ label, value: of.encode(value) })),
        likely: reading.likely,
      })
      return undefined
  }
}

/** An amount as an answer is stored: JSON has no BigInt. */
export const encodeAmount = ({ fen, ...rest }: Amount): string =>
  JSON.stringify({ ...rest, fen: String(fen) })

function decodeAmount(answer: string): Amount {
  const { fen, ...rest } = JSON.parse(answer)
  return { ...rest, fen: BigInt(fen) } as Amount
}

export const encodeDay = (value: DayValue): string => JSON.stringify(value)
const decodeDay = (answer: string): DayValue => JSON.parse(answer)

/** One of a few words that stand for themselves. */
export function readChoice(
  turn: Pick<Turn, 'answers'>,
  asked: Asked,
  of: { readonly slot: string; readonly text: string; readonly options: readonly string[] },
): string | undefined {
  const { slot, text, options } = of
  const answer = turn.answers[slot]
  if (answer === undefined) {
    asked.questions.push({ slot, text, options: options.map((o) => ({ label: o, value: o })) })
  }
  return answer
}

/**
 * Why: one of the usual reasons, or 其他 and then one's own words. Any words that mean nothing else
 * are taken as the reason.
 */
export function readReason(
  turn: Pick<Turn, 'answers'>,
  asked: Asked,
  { text, options }: { readonly text: string; readonly options: readonly string[] },
): string | undefined {
  const reason = readChoice(turn, asked, { slot: 'reason', text, options: [...options, other] })
  if (reason !== other) return reason
  const inWords = `${text.replace(/[??]$/u, '')}是什么?写一句`
  return readChoice(turn, asked, { slot: 'reasonWords', text: inWords, options: [] })
}

const other = '其他'

/** An amount, by the reading that the caller took of it. */
export function readAmountValue(
  turn: Pick<Turn, 'answers'>,
  asked: Asked,
  of: { readonly said: string; readonly reading: Reading<Amount> },
): Amount | undefined {
  return readSettled(turn, asked, {
    ...of,
    slot: 'amount',
    encode: encodeAmount,
    decode: decodeAmount,
  })
}

/** A day, as it was meant when it was said. */
export function readDayValue(
  turn: Pick<Turn, 'answers' | 'today' | 'minuteOfDay'>,
  asked: Asked,
  of: {
    readonly slot: string
    readonly mention?: Tagged<DateMention>
    readonly field: 'past' | 'future'
    /** The day there is now: what 推迟两周 counts from. */
    readonly currentDay?: string
  },
): DayValue | undefined {
  const { mention, slot, field, currentDay } = of
  if (!mention) return undefined
  const { today, minuteOfDay } = turn
  return readSettled(turn, asked, {
    slot,
    said: mention.text,
    reading: readDate(mention.found, {
      today,
      minuteOfDay,
      field,
      currentDay,
      calendar: workCalendar,
    }),
    encode: encodeDay,
    decode: decodeDay,
  })
}

/** What may be a date or an amount: which of the two, and its value. */
export function readEitherValue(
  turn: Pick<Turn, 'answers' | 'today' | 'minuteOfDay'>,
  asked: Asked,
  said: { readonly date: Tagged<DateMention>; readonly amount: Tagged<AmountMention> },
  amount: AmountContext,
): Either | undefined {
  const { today, minuteOfDay } = turn
  const { text } = said.date
  const mentions = { text, date: said.date.found, amount: said.amount.found }
  const date = { today, minuteOfDay, field: 'future', calendar: workCalendar } as const
  return readSettled<Either>(turn, asked, {
    slot: 'either',
    said: text,
    reading: readEither(mentions, { date, amount }),
    encode: (value) =>
      value.kind === 'date'
        ? JSON.stringify({ date: encodeDay(value.date) })
        : JSON.stringify({ amount: encodeAmount(value.amount) }),
    decode: (answer) => {
      const stored = JSON.parse(answer)
      return stored.date
        ? { kind: 'date', date: decodeDay(stored.date) }
        : { kind: 'amount', amount: decodeAmount(stored.amount) }
    },
  })
}

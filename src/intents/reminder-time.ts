/** When a reminder is to come, from what was said; what is open is asked. */
import { type Asked, encodeDay } from '../bot/read-value.ts'
import type { Turn } from '../bot/turn.ts'
import { type DateMention, type DayValue, readDate, spanOf } from '../language/date.ts'
import {
  addDays,
  dayIn,
  diffDays,
  echoDay,
  instantOf,
  isDay,
  minuteOfDayIn,
  startOfWeek,
} from '../lib/calendar.ts'

export type ReminderMoment = {
  readonly day: string
  /** Since midnight. */
  readonly minute: number
  readonly notes: readonly string[]
}

/** Where no time of day was said. */
const usualMinute = 9 * 60
const slot = 'remindAt'

type SaidMoment = {
  readonly said: string
  readonly mention: DateMention | undefined
  /** At the time of day it is now. */
  readonly sameTime?: boolean
  /** What 推迟一小时 counts from. */
  readonly current?: Date
}

type Asking = Pick<Turn, 'answers' | 'today' | 'minuteOfDay' | 'zone' | 'saidMs'>

/** The moment, or undefined with what is to be asked or said in `asked`. */
export function readMoment(
  turn: Asking,
  asked: Asked,
  said: SaidMoment,
): ReminderMoment | undefined {
  const value = readValue(turn, asked, said)
  if (!value) return undefined
  if (value.precision !== 'day') return askDay(turn, asked, said, value)
  const minute = minuteIn(value) ?? (said.sameTime ? turn.minuteOfDay : undefined)
  if (minute === undefined && value.day === turn.today && turn.minuteOfDay >= usualMinute) {
    return askHour(turn, asked)
  }
  const at = minute ?? usualMinute
  if (instantOf(turn.zone, value.day, at) <= turn.saidMs)
    return refuse(asked, said.said, '时间已过去')
  const notes = [
    ...(minute === undefined ? ['没说几点,按 09:00 提醒'] : []),
    ...(value.note ? [value.note] : []),
  ]
  return { day: value.day, minute: at, notes }
}

function minuteIn({ time }: DayValue): number | undefined {
  if (!time) return undefined
  const [hour, minute] = time.split(':').map(Number)
  return hour! * 60 + minute!
}

function refuse(asked: Asked, said: string, reason: string): undefined {
  asked.refused ??= { id: 'ReminderRefused', said, reason }
}

function readValue(turn: Asking, asked: Asked, said: SaidMoment): DayValue | undefined {
  const answer = turn.answers[slot]
  if (answer !== undefined) return JSON.parse(answer) as DayValue
  const { mention, current } = said
  if (!mention || mention.when.kind === 'vague') return askWhen(turn, asked, said.said)
  const { today, minuteOfDay } = turn
  const shifts = mention.when.kind === 'shift' && current
  const context = shifts
    ? {
        currentDay: dayIn(turn.zone, current.getTime()),
        minuteOfDay: minuteOfDayIn(turn.zone, current.getTime()),
      }
    : { minuteOfDay }
  const reading = readDate(mention, { today, field: 'future', ...context })
  switch (reading.kind) {
    case 'value':
      return shifts ? withTimeOf(reading.value, context.minuteOfDay) : reading.value
    case 'refuse':
      return refuse(asked, said.said, reading.reason.replace('日期已过去', '时间已过去'))
    case 'ask': {
      const options = reading.options.map(({ label, value }) => ({
        label,
        value: encodeDay(value),
      }))
      const text = reading.question.includes(said.said)
        ? reading.question
        : `「${said.said}」${reading.question}`
      asked.questions.push({ slot, text, options: options.slice(0, 5), likely: reading.likely })
      return undefined
    }
  }
}

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** 推迟两天: the same time of day. */
const withTimeOf = (value: DayValue, minute: number): DayValue => ({
  ...value,
  time: value.time ?? clock(minute),
})

function option(turn: Asking, day: string, minute: number) {
  const value: DayValue = { day, precision: 'day', time: clock(minute) }
  return { label: `${echoDay(day, turn.today)}${clock(minute)}`, value: encodeDay(value) }
}

function askWhen(turn: Asking, asked: Asked, said: string): undefined {
  const { today } = turn
  const soon = turn.saidMs + 60 * 60_000
  const inAnHour = option(turn, dayIn(turn.zone, soon), minuteOfDayIn(turn.zone, soon))
  asked.questions.push({
    slot,
    text: said ? `「${said}」是什么时候?` : '什么时候提醒?',
    options: [
      { ...inAnHour, label: `1小时后 ${clock(minuteOfDayIn(turn.zone, soon))}` },
      option(turn, addDays(today, 1), usualMinute),
      option(turn, addDays(today, 1), 15 * 60),
      option(turn, addDays(startOfWeek(today), 7), usualMinute),
    ],
  })
}

/** 今天, when nine o'clock is over. */
function askHour(turn: Asking, asked: Asked): undefined {
  const hours = [11, 14, 16, 18, 20, 22].map((hour) => hour * 60)
  const left = hours.filter((minute) => minute > turn.minuteOfDay).slice(0, 4)
  if (left.length === 0) return askWhen(turn, asked, '今天')
  const options = left.map((minute) => option(turn, turn.today, minute))
  asked.questions.push({ slot, text: '今天几点提醒?', options })
}

/** 下周, 下个月: which day of it. */
function askDay(turn: Asking, asked: Asked, { said }: SaidMoment, value: DayValue): undefined {
  const { from, to } = spanOf(value)
  const first = from > turn.today ? from : addDays(turn.today, 1)
  const minute = minuteIn(value) ?? usualMinute
  const middle = addDays(first, Math.floor(Math.max(0, diffDays(first, to)) / 2))
  const days = [first, middle, to].filter((day, i, all) => isDay(day) && all.indexOf(day) === i)
  asked.questions.push({
    slot,
    text: `「${said}」哪一天提醒?`,
    options: days.map((day) => option(turn, day, minute)),
  })
}

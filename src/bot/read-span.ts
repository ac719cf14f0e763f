import { type DateMention, spanOf } from '../language/date.ts'
import type { Tagged } from '../language/reading.ts'
import { type Day, partsOf } from '../lib/calendar.ts'
import { type Asked, readDayValue } from './read-value.ts'
import type { Turn } from './turn.ts'

export type DaySpan = { readonly from: Day; readonly to: Day }

/** The days a mention covers: 本周 is Monday to Sunday, 今年 all of it. Open ones join the questions. */
export function readSpan(
  turn: Pick<Turn, 'answers' | 'today' | 'minuteOfDay'>,
  asked: Asked,
  of: { readonly mention: Tagged<DateMention>; readonly field: 'past' | 'future' },
): DaySpan | undefined {
  const year = yearsSaid(turn.today, of.mention.found)
  if (year) return year
  const value = readDayValue(turn, asked, { slot: 'days', ...of })
  if (!value) return undefined
  const { when } = of.mention.found
  const span = spanOf(value)
  // 三天内, 最近七天: everything between then and now.
  if (when.kind === 'after' && of.mention.found.by === 'within') {
    return when.back || of.field === 'past'
      ? { from: value.day, to: turn.today }
      : { from: turn.today, to: value.day }
  }
  return span
}

/** 今年, 去年, 上半年: a precision of its own they have none. */
function yearsSaid(today: Day, { when }: DateMention): DaySpan | undefined {
  if (when.kind !== 'year' && when.kind !== 'half-year') return undefined
  const said = when.year
  const thisYear = partsOf(today)[0]
  const year = said === undefined ? thisYear : 'at' in said ? said.at : thisYear + said.by
  if (when.kind === 'year') return { from: `${year}-01-01`, to: `${year}-12-31` }
  return when.half === 1
    ? { from: `${year}-01-01`, to: `${year}-06-30` }
    : { from: `${year}-07-01`, to: `${year}-12-31` }
}

/** The days of a span that have come. */
export const untilToday = ({ from, to }: DaySpan, today: Day): DaySpan => ({
  from,
  to: to > today ? today : to,
})

import type { DayRange } from '../domain/list-query.ts'
import { type DateMention, readDate, spanOf } from '../language/date.ts'
import type { TimeRole } from '../language/list-clause.ts'
import type { Tagged } from '../language/reading.ts'
import { partsOf } from '../lib/calendar.ts'
import { type Asked, readDayValue } from './read-value.ts'
import type { Turn } from './turn.ts'

type Asking = Pick<Turn, 'answers' | 'today' | 'minuteOfDay'>

/** The days that one date covers, or those from one to the other; open ones join the questions. */
export function rangeSaid(
  turn: Asking,
  asked: Asked,
  dates: readonly Tagged<DateMention>[],
  role: TimeRole,
): DayRange | undefined {
  const [first, second] = dates.map((mention, index) =>
    spanSaid(turn, asked, { mention, role, slot: `day${index}` }),
  )
  if (!first || (dates.length > 1 && !second)) return undefined
  return second ? { from: first.from ?? first.to, to: second.to ?? second.from } : first
}

function spanSaid(
  turn: Asking,
  asked: Asked,
  of: { readonly mention: Tagged<DateMention>; readonly role: TimeRole; readonly slot: string },
): DayRange | undefined {
  const { mention, role, slot } = of
  const year = yearSaid(turn.today, mention.found)
  if (year) return year
  const field = fieldFor(turn, mention, role)
  const value = readDayValue(turn, asked, { slot, mention, field })
  if (!value) return undefined
  const { when, by } = mention.found
  if (when.kind === 'after' && by === 'within') {
    return value.day >= turn.today
      ? { from: turn.today, to: value.day }
      : { from: value.day, to: turn.today }
  }
  const span = spanOf(value)
  return by === 'before' ? { to: span.to } : span
}

/** A day to sign lies ahead, a contact behind; where only the other way makes sense, that is meant. */
function fieldFor(turn: Asking, mention: Tagged<DateMention>, role: TimeRole): 'past' | 'future' {
  const field = role === 'close' ? 'future' : 'past'
  const { today, minuteOfDay } = turn
  const reading = readDate(mention.found, { today, minuteOfDay, field })
  if (reading.kind !== 'refuse') return field
  const other = field === 'future' ? 'past' : 'future'
  const otherwise = readDate(mention.found, { today, minuteOfDay, field: other })
  return otherwise.kind === 'refuse' ? field : other
}

/** 今年 and 上半年 are spans of their own. */
function yearSaid(today: string, { when, by }: DateMention): DayRange | undefined {
  if (when.kind !== 'year' && when.kind !== 'half-year') return undefined
  const said = when.year
  const thisYear = partsOf(today)[0]
  const year = said === undefined ? thisYear : 'at' in said ? said.at : thisYear + said.by
  const months = when.kind === 'year' ? (['01', '12'] as const) : halves[when.half]
  const to = `${year}-${months[1]}-${months[1] === '06' ? '30' : '31'}`
  return by === 'before' ? { to } : { from: `${year}-${months[0]}-01`, to }
}

const halves = { 1: ['01', '06'], 2: ['07', '12'] } as const

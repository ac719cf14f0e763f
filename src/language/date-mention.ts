/** What a day is, and what a stretch of text may say of one. */
import type { Day, Precision } from '../lib/calendar.ts'
import type { Festival } from '../lib/festivals.ts'

export type DayValue = {
  readonly day: Day
  readonly precision: Precision
  /** `HH:MM`, 24 hours. */
  readonly time?: string
  /** The day is the last one: 周五前, 三天内. */
  readonly by?: boolean
  /** What the person should know: a weekend, a year without days off. */
  readonly note?: string
}

/** 2026年 is a year, 明年 one counted from this. */
export type SaidYear = { readonly at: number } | { readonly by: number }

/** Where in a month: the last three are 上旬, 中旬 and 下旬. */
export type MonthPart = 'start' | 'middle' | 'end' | 'first-third' | 'second-third' | 'last-third'

/** A month by its number, or counted from this one. */
export type SaidMonth =
  | { readonly month: number; readonly year?: SaidYear }
  | { readonly monthBy: number }

export type AfterUnit = 'minute' | 'day' | 'workday' | 'week' | 'month' | 'year'

export type When =
  /** 今天, 后天; two where either is meant: 明后天. */
  | { readonly kind: 'offset'; readonly days: readonly number[] }
  | { readonly kind: 'weekday'; readonly weekday: number; readonly week?: number }
  | { readonly kind: 'week'; readonly week: number }
  | { readonly kind: 'weekend'; readonly week?: number }
  | {
      readonly kind: 'date'
      readonly month: number
      readonly date: number
      readonly year?: SaidYear
    }
  /** 1130: a date, or a time of day. */
  | { readonly kind: 'four-digits'; readonly month: number; readonly date: number }
  | { readonly kind: 'date-of-month'; readonly date: number; readonly monthBy?: number }
  | { readonly kind: 'month-part'; readonly in: SaidMonth; readonly part: MonthPart }
  | { readonly kind: 'month'; readonly in: SaidMonth }
  | { readonly kind: 'quarter'; readonly quarter: number; readonly year?: SaidYear }
  | { readonly kind: 'quarter-by'; readonly by: number }
  | { readonly kind: 'half-year'; readonly half: 1 | 2; readonly year?: SaidYear }
  | {
      readonly kind: 'year-part'
      readonly part: 'start' | 'middle' | 'end'
      readonly year?: SaidYear
    }
  | { readonly kind: 'year'; readonly year: SaidYear }
  | {
      readonly kind: 'festival'
      readonly festival: Festival
      readonly eve: boolean
      readonly year?: SaidYear
    }
  /** 年前: before which new year is open. */
  | { readonly kind: 'before-new-year' }
  | {
      readonly kind: 'after'
      /** Two where either is meant: 两三天后. Halves for 一个半月. */
      readonly counts: readonly number[]
      readonly unit: AfterUnit
      readonly back: boolean
    }
  /** 推迟两周, 提前三天: from the date the field has now. */
  | {
      readonly kind: 'shift'
      readonly counts: readonly number[]
      readonly unit: AfterUnit
      readonly back: boolean
    }
  /** A time of day without a day. */
  | { readonly kind: 'clock' }
  /** 尽快, 过阵子. */
  | { readonly kind: 'vague' }

export type SaidTime = {
  /** Minutes since midnight; 1440 is the midnight that ends the day. */
  readonly minute: number
  /** 3点 without 上午 or 下午. */
  readonly guessed: boolean
}

export type DateMention = {
  readonly when: When
  readonly time?: SaidTime
  /** 前 or 内 was said. */
  readonly by?: 'before' | 'within'
  /** The weekday said beside a date, 1 = Monday: it should agree. */
  readonly weekday?: number
  /** Set when the text itself names it, as our own answers do. */
  readonly precision?: Precision
  /** The same characters may be an amount: 11.30, 1130. */
  readonly alsoAmount?: boolean
}

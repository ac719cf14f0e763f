/** Times of day: 下午3点, 3点半, 15:00, 晚上8点. */
import { scanCount } from '../lib/chinese-number.ts'
import type { SaidTime } from './date-mention.ts'
import { periodAt } from './date-words.ts'

type Period = 'night' | 'morning' | 'noon' | 'afternoon' | 'evening'

export type TimeMatch = {
  readonly end: number
  /** Undefined when only a part of the day was said: 明天下午. */
  readonly time?: SaidTime
  /** Said so that it is a time even without a date beside it. */
  readonly sure: boolean
}

/** The time that starts at `at`. */
export function scanTime(text: string, at: number): TimeMatch | undefined {
  const period = periodAt(text, at)
  // 晚 and 早 alone begin many words: they count only with an hour behind them.
  const alone = period !== undefined && period.end - at > 1
  const from = period?.end ?? at
  const clock = scanDigital(text, from) ?? scanSpoken(text, from, period !== undefined)
  if (!clock) return alone ? { end: from, sure: false } : undefined
  const hour = period ? hourIn(period.value, clock.hour) : clock.hour
  const guessed = !period && !clock.exact && hour >= 1 && hour <= 6
  const minute = (guessed ? hour + 12 : hour) * 60 + clock.minute
  if (minute > 1440) return undefined
  return { end: clock.end, time: { minute, guessed }, sure: clock.sure || period !== undefined }
}

type Clock = { end: number; hour: number; minute: number; exact: boolean; sure: boolean }

/** 15:00, 9:30; 03:30 is meant as written, 3:30 may be in the afternoon. */
function scanDigital(text: string, at: number): Clock | undefined {
  const match = /^([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?![\d:])/.exec(text.slice(at, at + 9))
  if (!match || /[\d:.]/.test(text[at - 1] ?? '')) return undefined
  const [all, hour = '', minute] = match
  return {
    end: at + all.length,
    hour: Number(hour),
    minute: Number(minute),
    exact: hour.length === 2,
    sure: true,
  }
}

const quarters = { 半: 30, 一刻: 15, 三刻: 45 } as const

/** 3点, 十点半, 3点15分, 15时. */
function scanSpoken(text: string, at: number, afterPeriod: boolean): Clock | undefined {
  if (/[\d.第]/.test(text[at - 1] ?? '')) return undefined
  const hour = scanCount(text, at)
  if (!hour || hour.value > 24 || !/[点时]/.test(text[hour.end] ?? '')) return undefined
  const from = hour.end + 1
  const clock = (end: number, minute: number, sure: boolean): Clock => ({
    end,
    hour: hour.value,
    minute,
    exact: false,
    sure,
  })
  for (const [word, minute] of Object.entries(quarters)) {
    if (text.startsWith(word, from)) return clock(from + word.length, minute, true)
  }
  if (/[钟整]/.test(text[from] ?? '')) return clock(from + 1, 0, true)
  const minute = scanCount(text, from)
  if (minute && minute.value < 60) {
    const spelled = text[minute.end] === '分'
    if (spelled && text[minute.end + 1] !== '钟') return clock(minute.end + 1, minute.value, true)
    // 3点15 is a time; 3点5 and 3点5万 are not.
    if (minute.end - from === 2 && !/[\d万亿折%个.元台]/.test(text[minute.end] ?? '')) {
      return clock(minute.end, minute.value, true)
    }
    if (!afterPeriod) return undefined
  }
  if (text[hour.end] === '时') return afterPeriod ? clock(from, 0, true) : undefined
  return clock(from, 0, isSureHour(text, at, from))
}

/** 3点提醒我 is a time, 两点要求 and 便宜一点 are not. */
function isSureHour(text: string, at: number, end: number): boolean {
  if (text[at] === '一' || text[at] === '两' || text[at] === '几') return false
  return (
    end === text.length ||
    /^(?:[\s,;。!?前到开见去来叫]|提醒|之前|以前|打电话|拜访)/.test(text.slice(end, end + 3))
  )
}

function hourIn(period: Period, hour: number): number {
  if (period === 'afternoon') return hour < 12 ? hour + 12 : hour
  if (period === 'evening') return hour <= 12 && hour > 0 ? hour + 12 : hour
  if (period === 'noon') return hour <= 3 ? hour + 12 : hour
  if (period === 'night') return hour === 12 ? 0 : hour
  return hour
}

/** The demo's zone; Shanghai has no daylight saving. */
const ZONE_OFFSET_MS = 8 * 3_600_000
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** The morning digest goes out just after nine. */
const MORNING_MS = 9 * 3_600_000 + 2 * MINUTE_MS

export const CLOCK_STEPS = [
  'ten-minutes',
  'one-hour',
  'next-morning',
  'fifteen-days',
  'thirty-days',
] as const

export type ClockStep = (typeof CLOCK_STEPS)[number]

/** Where one step of the page's clock leads, epoch ms. */
export function clockTarget(nowMs: number, step: ClockStep): number {
  if (step === 'ten-minutes') return nowMs + 10 * MINUTE_MS
  if (step === 'one-hour') return nowMs + 60 * MINUTE_MS
  if (step === 'fifteen-days') return nowMs + 15 * DAY_MS
  if (step === 'thirty-days') return nowMs + 30 * DAY_MS
  const day = Math.floor((nowMs + ZONE_OFFSET_MS) / DAY_MS)
  return (day + 1) * DAY_MS + MORNING_MS - ZONE_OFFSET_MS
}

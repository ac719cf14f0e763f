/**
 * The first contact with a new lead. S1: 「要求销售人员在24小时内首次联系」, natural hours from when the
 * lead was assigned.
 */
const allowedMs = 24 * 60 * 60_000
const minuteMs = 60_000

export type FirstContact =
  | { readonly kind: 'late'; readonly minutes: number }
  | { readonly kind: 'open'; readonly minutesLeft: number }

/** How it stands with a lead that nobody has contacted yet. */
export function firstContactOf(assignedMs: number, nowMs: number): FirstContact {
  const past = nowMs - assignedMs - allowedMs
  return past > 0
    ? { kind: 'late', minutes: Math.floor(past / minuteMs) }
    : { kind: 'open', minutesLeft: Math.ceil((assignedMs + allowedMs - nowMs) / minuteMs) }
}

/** The instant at which the first contact is late, in epoch milliseconds. */
export const firstContactBy = (assignedMs: number): number => assignedMs + allowedMs

/** 「30分钟」「3小时5分钟」「2天4小时」: no more than two parts. */
export function spokenMinutes(minutes: number): string {
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  if (days > 0) return `${days}天${hours > 0 ? `${hours}小时` : ''}`
  const rest = minutes % 60
  if (hours > 0) return `${hours}小时${rest > 0 ? `${rest}分钟` : ''}`
  return `${rest}分钟`
}

const ZONE = 'Asia/Shanghai'

const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

function split(ms) {
  return Object.fromEntries(parts.formatToParts(ms).map(({ type, value }) => [type, value]))
}

/** 2026-11-18 */
export function dayText(ms) {
  const { year, month, day } = split(ms)
  return `${year}-${month}-${day}`
}

/** 周三 */
export const weekdayText = (ms) => split(ms).weekday

/** 10:00 */
export function timeText(ms) {
  const { hour, minute } = split(ms)
  return `${hour}:${minute}`
}

/** 11-18 周三 10:00, what stands between messages that lie apart. */
export function momentText(ms) {
  const { month, day, weekday, hour, minute } = split(ms)
  return `${month}-${day} ${weekday} ${hour}:${minute}`
}

/** 18:52:10, of this machine: when a request was really made. */
export const realTimeText = (ms) => new Date(ms).toTimeString().slice(0, 8)

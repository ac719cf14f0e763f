/** Feishu writes instants in seconds, milliseconds or microseconds; the count of digits tells. */
export function readInstantMs(value: string | number | undefined): number | undefined {
  const digits = String(value ?? '')
  if (!/^\d{10,19}$/.test(digits)) return undefined
  return Math.trunc(Number(digits) / 10 ** (digits.length - 13))
}

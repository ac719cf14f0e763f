/** Phone numbers: as they are typed, kept, shown, and hidden. */

/** As people type one: a mobile number in groups or not, or a landline with its area code. */
export const typedPhone =
  '(?<!\\d)(?:\\+?86[- ]?)?(?:1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}|0\\d{2,3}[- ]?\\d{7,8})(?!\\d)'

const kept = /^(?:1[3-9]\d{9}|0\d{2,3}\d{7,8})$/

/** Digits only, as it is kept; undefined when it is no number of ours. */
export function readPhone(typed: string): string | undefined {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s-]/g, '')
    .replace(/^\+?86(?=1\d{10}$)/, '')
  return kept.test(digits) ? digits : undefined
}

/** 139 0000 0001 */
export function formatPhone(phone: string): string {
  return phone.length === 11 && phone.startsWith('1')
    ? `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`
    : phone
}

/** 139••••0001 wherever a number stands in the text. */
export function maskPhones(text: string): string {
  return text.replace(new RegExp(typedPhone, 'g'), (typed) => {
    const digits = readPhone(typed) ?? typed
    return `${digits.slice(0, 3)}••••${digits.slice(-4)}`
  })
}

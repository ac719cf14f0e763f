/** The words before a number, and whether the number is part of a code instead. */
import { fillerAt, isTailOfWord, type Lead, leadAt, taxFillerAt } from './amount-words.ts'

const MAX_LEADS = 4

export type Leads = Lead & {
  readonly approx: boolean
  readonly percent: boolean
  readonly end: number
  /** Where the minus stands; -1 without one. */
  readonly minusAt: number
  /** 从 stands before it: what follows 到 is another amount, not the end of a range. */
  readonly follows: boolean
}

/** Every lead that stands before a number at `at`, merged; `end` is where the number must start. */
export function readLeads(text: string, at: number): Leads {
  const follows = at > 0 && '从由自'.includes(text[at - 1]!)
  let leads: Leads = { end: at, minusAt: -1, approx: false, percent: false, follows }
  for (let i = 0; i < MAX_LEADS; i++) {
    const word = isTailOfWord(text, leads.end) ? undefined : leadAt(text, leads.end)
    if (!word) break
    const filler = (word.value.tax === undefined ? fillerAt : taxFillerAt)(text, word.end)
    const minusAt = word.value.negative ? leads.end : leads.minusAt
    const end = filler?.end ?? word.end
    leads = { ...leads, ...word.value, minusAt, end: text[end] === ' ' ? end + 1 : end }
  }
  return leads
}

/** A minus behind a word or a figure joins or separates: 华芯检测-320万, D-1001. */
export function isSign(text: string, minusAt: number): boolean {
  if (minusAt <= 0 || text[minusAt] === '负') return true
  return /[\s,;:。、(¥$到成为是至改额价]/.test(text[minusAt - 1]!)
}

/** Our own D-1001 or AP-31 ends where it ends. */
const subjectCode = /^[A-Z]{1,3}-\d+$/i

const currencyCode = /(?:USD|RMB|CNY|EUR|HKD|GBP|JPY)$/i

/** D-1001, GJB 548B, ISO9001, 第3, 139 0000: the number belongs to what stands before it. */
export function isPartOfCode(text: string, at: number): boolean {
  const before = text[at - 1]
  if (before === undefined) return false
  if (/[A-Za-z0-9_#@第×*/\\.℃°]/.test(before)) return true
  const earlier = text[at - 2] ?? ''
  // +6万 is more; 3+1, C+3 and +86 139 … are no money.
  if (before === '+') return /[A-Za-z0-9]/.test(earlier) || /^86[\s-]?1\d/.test(text.slice(at))
  if (/[-:]/.test(before)) return /[A-Za-z0-9]/.test(earlier)
  if (before !== ' ' || !/[A-Za-z0-9]/.test(earlier)) return false
  const word = /[A-Za-z0-9-]*$/.exec(text.slice(Math.max(0, at - 24), at - 1))![0]
  if (currencyCode.test(word) || subjectCode.test(word)) return false
  // 139 0000 0001 and 021 12345678 are one number each; 华芯2 3200000 is not.
  return !/\d$/.test(word) || word.startsWith('0') || !/^\d{5}/.test(text.slice(at, at + 5))
}

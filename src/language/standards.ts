/** Test standards as people write them: GJB 548B, gb/t2423.1-2008, AEC-Q100, JESD22-A104, 企标. */
import type { Rule } from './lex.ts'

const families =
  'GJB/Z|GJB|JJF|JJG|GB/T|GB/Z|GBZ|GB|ISO/IEC|ISO/TS|ISO/SAE|ISO|IEC|AEC-?Q|JEDEC|JESD|J-STD|MIL-STD|MIL-PRF|MIL-HDBK|IPC|ASTM|SAE|DIN|EN|BS|JIS|UL|CISPR|QC/T|SJ/T|YD/T|DL/T|CNAS|DO|LV|VW|GMW|TL|SEMI|Q/[A-Z]{1,6}|国军标|国标|军标|行标|企标|团标'

const numbered = new RegExp(
  `(${families})([\\s_-]?)((?:[A-Z]{1,3}[-\\s]?)?\\d{1,6}(?:[.-][A-Z]?\\d{1,5})*[A-Z]{0,2}(?:-\\d{4})?(?:[\\s-]?Grade[\\s-]?\\d)?)(?![A-Za-z0-9])`,
  'iuy',
)

/** These say something without a number, too. */
const unnumbered = /(?:国军标|国标|军标|行标|企标|团标|客户(?:企业)?标准|AEC-Q)(?![A-Za-z0-9])/iuy

const known: Readonly<Record<string, string>> = { 国军标: 'GJB', 国标: 'GB', AECQ: 'AEC-Q' }

/** One way to write each: GJB 548B, GB/T 2423.1-2008, AEC-Q100, MIL-STD-883K. */
function written(family: string, between: string, number: string): string {
  const upper = family.toUpperCase()
  const name = known[upper] ?? upper
  const rest = number.toUpperCase().replace(/\s+/gu, ' ').replace('GRADE', 'Grade')
  if (name === 'AEC-Q' || name === 'JESD') return name + rest
  return `${name}${between === '-' ? '-' : ' '}${rest}`
}

export type StandardToken = { readonly kind: 'standard'; readonly name: string }

/** A standard with its number, or one that is known by its kind alone. */
export const standardRule: Rule<StandardToken> = (text, at) => {
  // Not inside a Latin word: GB of RGB.
  if (at > 0 && /[A-Za-z]/.test(text[at - 1]!) && /[A-Za-z]/.test(text[at]!)) return []
  numbered.lastIndex = at
  const match = numbered.exec(text)
  if (match) {
    const name = written(match[1]!, match[2]!, match[3]!)
    return [{ end: at + match[0].length, token: { kind: 'standard', name } }]
  }
  unnumbered.lastIndex = at
  const bare = unnumbered.exec(text)
  if (!bare) return []
  return [
    { end: at + bare[0].length, token: { kind: 'standard', name: bare[0].toUpperCase() }, cost: 1 },
  ]
}

/** The pieces of a number: digits, units, fillers and words of approximation. */

const tenDecimals = 10n ** 10n

export type Token =
  | {
      readonly kind: 'digits'
      readonly end: number
      /** Scaled by 10^10. Two where adjacent Chinese digits may mean either: 两三, 三五. */
      readonly values: readonly bigint[]
      /** The digits as one number, scaled: 35 for 三五. */
      readonly literal: bigint
      readonly count: number
      readonly arabic: boolean
      readonly decimal: boolean
    }
  | { readonly kind: 'zero'; readonly end: number }
  | { readonly kind: 'unit'; readonly end: number; readonly scale: bigint; readonly latin: boolean }
  /** 多, 几, 来, 余: a bit more. `final`: it may also end the number, as in 300万多. */
  | { readonly kind: 'some'; readonly end: number; readonly final: boolean }
  | { readonly kind: 'malformed'; readonly end: number }

/** Longer runs of digits are no number; what is left of them is told by the digit before it. */
const LONGEST = 40

const digitTable = spread({
  零: 0,
  〇: 0,
  一壹: 1,
  二贰貳两兩: 2,
  三叁叄參参: 3,
  四肆: 4,
  五伍: 5,
  六陆陸: 6,
  七柒: 7,
  八捌: 8,
  九玖: 9,
})

const unitTable = spread({
  十拾: 10n,
  百佰: 100n,
  千仟: 1000n,
  万萬: 10_000n,
  亿億: 100_000_000n,
})

/** Only behind Arabic digits: 32w, 320k, 3.2M. A small m is a metre. */
const latinUnits = new Map([
  ['w', 10_000n],
  ['W', 10_000n],
  ['k', 1000n],
  ['K', 1000n],
  ['M', 1_000_000n],
])

function spread<T>(table: Record<string, T>): ReadonlyMap<string, T> {
  return new Map(
    Object.entries(table).flatMap(([chars, v]) => [...chars].map((c) => [c, v] as const)),
  )
}

const isDigit = (char: string | undefined): char is string =>
  char !== undefined && char >= '0' && char <= '9'

/** Every character that is a Chinese digit. */
export const hanDigits: readonly string[] = [...digitTable.keys()]

/** The digit a Chinese numeral stands for; undefined for any other character. */
export function hanDigit(char: string | undefined): number | undefined {
  return char === undefined ? undefined : digitTable.get(char)
}

/** The token at `at`, given the one before it in the same number. */
export function tokenAt(text: string, at: number, previous?: Token): Token | undefined {
  const char = text[at]
  if (char === undefined) return undefined
  if (isDigit(char)) return previous?.kind === 'digits' ? undefined : arabicDigits(text, at)
  if (digitTable.has(char)) return hanRun(text, at, previous)
  const scale = unitTable.get(char)
  if (scale) return { kind: 'unit', end: at + 1, scale, latin: false }
  if (previous?.kind === 'digits' && previous.arabic) {
    const latin = latinUnits.get(char)
    if (latin && !/[A-Za-z]/.test(text[at + 1] ?? '')) {
      return { kind: 'unit', end: at + 1, scale: latin, latin: true }
    }
    // 320 万
    const spaced = char === ' ' && unitTable.get(text[at + 1] ?? '')
    if (spaced && spaced >= 10_000n)
      return { kind: 'unit', end: at + 2, scale: spaced, latin: false }
  }
  return previous && previous.kind !== 'some' ? someAt(text, at) : undefined
}

function someAt(text: string, at: number): Token | undefined {
  const char = text[at]!
  if (!'多几幾来來余餘'.includes(char)) return undefined
  const next = text[at + 1] ?? ''
  if (unitTable.has(next)) return { kind: 'some', end: at + 1, final: false }
  // 300万多 is money; 多少, 多次 and 多家 are not.
  const ends = char === '多' && !/[少次家种個个年天月人台]/.test(next)
  return ends ? { kind: 'some', end: at + 1, final: true } : undefined
}

/** A plain run of at most five Arabic digits that is not part of a decimal. */
export function readDigits(text: string, at: number): { end: number; value: number } | undefined {
  let end = at
  while (isDigit(text[end]) && end - at < 6) end++
  if (end === at || end - at > 5) return undefined
  if (text[end] === '.' && isDigit(text[end + 1])) return undefined
  return { end, value: Number(text.slice(at, end)) }
}

/** Digits with separators that are each followed by a digit: the whole run is one number or none. */
function arabicDigits(text: string, at: number): Token {
  let end = at
  while (
    end - at < LONGEST &&
    (isDigit(text[end]) || (/[.,]/.test(text[end] ?? '') && isDigit(text[end + 1])))
  )
    end++
  const run = text.slice(at, end)
  const token = arabicToken(run, end)
  if (token) return token
  // 320,2台: the comma ended a clause.
  const comma = run.indexOf(',')
  const clauseEnd = comma > 0 && /[台套个個天日周月年号號次人家期]/.test(text[end] ?? '')
  const head = clauseEnd ? arabicToken(run.slice(0, comma), at + comma) : undefined
  return head ?? { kind: 'malformed', end }
}

function arabicToken(run: string, end: number): Token | undefined {
  const [whole = '', fraction = '', ...more] = run.split('.')
  if (more.length > 0 || fraction.length > 10 || /,/.test(fraction)) return undefined
  if (whole.includes(',') && !/^\d{1,3}(,\d{3})+$/.test(whole)) return undefined
  const digits = whole.replaceAll(',', '')
  if (digits.length > 18) return undefined
  const value = BigInt(digits) * tenDecimals + BigInt(fraction.padEnd(10, '0'))
  return {
    kind: 'digits',
    end,
    values: [value],
    literal: value,
    count: digits.length,
    arabic: true,
    decimal: fraction !== '',
  }
}

function hanRun(text: string, at: number, previous?: Token): Token {
  if (digitTable.get(text[at]!) === 0 && (previous?.kind === 'unit' || previous?.kind === 'zero')) {
    return { kind: 'zero', end: at + 1 }
  }
  let end = at
  const found: number[] = []
  for (
    let d = hanDigit(text[end]);
    d !== undefined && end - at < LONGEST;
    d = hanDigit(text[++end])
  )
    found.push(d)
  if (found.length > 18) return { kind: 'malformed', end }
  const point = hanFraction(text, end)
  const whole = BigInt(found.join('')) * tenDecimals
  const literal = whole + (point?.value ?? 0n)
  const [first = 0, second = 0] = found
  const either =
    found.length === 2 &&
    !point &&
    first > 0 &&
    (second === first + 1 || (first === 3 && second === 5))
  return {
    kind: 'digits',
    end: point?.end ?? end,
    values: either ? [BigInt(first) * tenDecimals, BigInt(second) * tenDecimals] : [literal],
    literal,
    count: either ? 1 : found.length,
    arabic: false,
    decimal: point !== undefined,
  }
}

/** 点五 of 三点五万: only before a unit, 折, 成, 个点 or %, so that 三点五 stays a time of day. */
function hanFraction(text: string, at: number): { end: number; value: bigint } | undefined {
  if (text[at] !== '点' && text[at] !== '點') return undefined
  let end = at + 1
  let digits = ''
  for (
    let d = hanDigit(text[end]);
    d !== undefined && end - at < LONGEST;
    d = hanDigit(text[++end])
  )
    digits += d
  if (digits === '' || digits.length > 10) return undefined
  const next = text[end] ?? ''
  if (!unitTable.has(next) && !/[折成个個%]/.test(next)) return undefined
  return { end, value: BigInt(digits.padEnd(10, '0')) }
}

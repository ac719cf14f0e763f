/** The part of a number below 万: digits with 十, 百 and 千. */
import type { Token } from './chinese-number-token.ts'

/** A value of 1 is this integer: ten decimals are kept. */
export const SCALE = 10n ** 10n

export const WAN = 10_000n

export type Section = {
  value: bigint
  next: number
  /** A lone digit, with nothing that says its place. */
  lone: boolean
  digits: number
  decimal: boolean
  zeroLed: boolean
  smallUnit: boolean
  abbreviated: boolean
  approx: boolean
}

/** Digits and 十 百 千, up to but without a large unit. Undefined when no number is at `from`. */
export function readSection(
  tokens: readonly Token[],
  from: number,
  choice: number,
): Section | undefined {
  const s: Section = {
    value: 0n,
    next: from,
    lone: false,
    digits: 0,
    decimal: false,
    zeroLed: false,
    smallUnit: false,
    abbreviated: false,
    approx: false,
  }
  let lowest = WAN
  let zero = false
  let found = false
  for (;;) {
    const token = tokens[s.next]
    if (token?.kind === 'zero') {
      zero = true
      s.zeroLed ||= !found
    } else if (token?.kind === 'some' && found) {
      s.approx = true
    } else if (token?.kind === 'unit' && token.scale === 10n && lowest > 10n) {
      s.value += 10n * SCALE
      lowest = 10n
      s.smallUnit = true
      found = true
    } else if (token?.kind === 'digits') {
      const some = tokens[s.next + 1]?.kind === 'some' ? 1 : 0
      const unit = tokens[s.next + 1 + some]
      if (unit?.kind !== 'unit' || unit.latin || unit.scale >= lowest) {
        return withLastDigits(s, tokens, { choice, lowest, zero, found })
      }
      s.value += pick(token, choice) * unit.scale
      lowest = unit.scale
      s.approx ||= some > 0
      s.smallUnit = true
      found = true
      s.next += 1 + some
    } else return found ? s : undefined
    s.next++
  }
}

type Digits = Extract<Token, { kind: 'digits' }>

const pick = (token: Digits, choice: number) => token.values[choice] ?? token.values[0]!

/** The section with digits that no small unit follows: the 二 of 一百二, the 5 of 二十5, all of 320. */
function withLastDigits(
  s: Section,
  tokens: readonly Token[],
  at: { choice: number; lowest: bigint; zero: boolean; found: boolean },
): Section | undefined {
  const token = tokens[s.next] as Digits
  const n = pick(token, at.choice)
  const abbreviated = at.found && at.lowest >= 100n && !at.zero && token.count === 1
  if (at.found) {
    const placed = abbreviated || at.zero || at.lowest === 10n || token.arabic
    if (!placed || n >= at.lowest * SCALE) return s
  }
  // 30多万
  const more = tokens[s.next + 1]?.kind === 'some'
  return {
    ...s,
    value: s.value + (abbreviated ? (n * at.lowest) / 10n : n),
    approx: s.approx || more,
    next: s.next + (more ? 2 : 1),
    lone: !at.found && token.count === 1 && !token.decimal,
    digits: token.count,
    decimal: token.decimal,
    abbreviated,
  }
}

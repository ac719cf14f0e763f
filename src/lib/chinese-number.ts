/**
 * Numbers as people write them: 320, 3,200,000, 三百二十, 叁拾贰, 1亿2000万, 三万五, 13w2, 三十几万,
 * 两三百万. Values are exact: integers scaled by `SCALE`, never floating point. The scanner walks
 * tokens once; one number has at most `MAX_TOKENS`, so hostile text costs linear time.
 */
import { readSection, SCALE, type Section, WAN } from './chinese-number-section.ts'
import { hanDigits, readDigits, type Token, tokenAt } from './chinese-number-token.ts'

export { SCALE }

const MAX_TOKENS = 40
const YI = 100_000_000n

export type ScannedNumber = {
  readonly end: number
  /** Scaled. Two where adjacent digits leave open which is meant: 两三百 is 200 or 300. */
  readonly values: readonly bigint[]
  /** Said with 万, 亿, w, k or M: the order of magnitude is beyond doubt. */
  readonly large: boolean
  /** Has 十, 百 or 千. */
  readonly smallUnit: boolean
  /** Written with 0–9 rather than Chinese digits. */
  readonly arabic: boolean
  /** 一百二 for 120: the last unit was left out. */
  readonly abbreviated: boolean
  readonly approx: boolean
  /** What a single leading digit is multiplied by: 1,000,000 in 五百万. */
  readonly chain: bigint
  /** The last large unit alone: 10,000 in 五百万; 1 without one. */
  readonly unit: bigint
  /** Two digits read as one number, where `values` holds each: 95 in 九五, 78 in 七八. */
  readonly literal?: bigint
}

/** `vague`: 几十万 has no number in it. `malformed`: 3.2.5, 320,00. */
export type NumberProblem = { readonly end: number; readonly problem: 'vague' | 'malformed' }

/** Words that count things or dates; a number before one is not money. 元, 块 and 折 are not here. */
const measureWords =
  '台套个個件条條张張家人名位次天日周週月年季时時分秒号號楼层層页頁份批项項期轮輪版度米吨公斤克颗片粒只支箱组組队隊场場级級类類种種步遍倍点點周'

/** Whether a word that counts something other than money starts here. */
export function measureWordAt(text: string, at: number): boolean {
  const char = text[at]
  if (char === undefined) return false
  return measureWords.includes(char) || text.startsWith('小时', at) || text.startsWith('工作日', at)
}

/** Longest number that starts exactly at `at`; undefined when none does. */
export function scanNumber(text: string, at: number): ScannedNumber | NumberProblem | undefined {
  const vagueEnd = scanVague(text, at)
  if (vagueEnd) return { end: vagueEnd, problem: 'vague' }
  const tokens = tokensFrom(text, at)
  const first = tokens[0]
  if (!first) return undefined
  if (first.kind === 'malformed') return { end: first.end, problem: 'malformed' }
  if (first.kind === 'unit' && first.scale !== 10n) return undefined
  const reading = evaluate(text, tokens, 0)
  if (!reading) return { end: tokens.at(-1)!.end, problem: 'malformed' }
  if ('problem' in reading) return reading
  const open = tokens.slice(0, reading.used).find((t) => t.kind === 'digits' && t.values.length > 1)
  if (open?.kind !== 'digits') return toScanned(reading, tokens, [reading.value])
  const other = evaluate(text, tokens, 1)
  const values = other && 'value' in other ? [reading.value, other.value] : [reading.value]
  return { ...toScanned(reading, tokens, values), literal: open.literal }
}

/** The characters that a number may begin with. */
export const numberFirsts: readonly string[] = [...'0123456789好几幾数數上十拾', ...hanDigits]

const vagueLeads = ['好几', '几', '幾', '数', '數', '上']

/** 几十万, 数百万, 上千万: units without a number. Returns where it ends. */
function scanVague(text: string, at: number): number | undefined {
  const lead = vagueLeads.find((word) => text.startsWith(word, at))
  if (!lead) return undefined
  let end = at + lead.length
  let large = false
  for (let token = tokenAt(text, end); token?.kind === 'unit'; token = tokenAt(text, end)) {
    large ||= token.scale >= WAN
    end = token.end
  }
  return large ? end : undefined
}

function tokensFrom(text: string, at: number): Token[] {
  const tokens: Token[] = []
  for (let i = at; tokens.length < MAX_TOKENS; ) {
    const token = tokenAt(text, i, tokens.at(-1))
    if (!token) break
    tokens.push(token)
    i = token.end
    if (token.kind === 'malformed') break
  }
  return tokens
}

type Evaluation = {
  value: bigint
  used: number
  end: number
  large: boolean
  smallUnit: boolean
  abbreviated: boolean
  approx: boolean
  unit: bigint
}

function toScanned(r: Evaluation, tokens: readonly Token[], values: bigint[]): ScannedNumber {
  const first = tokens[0]!
  let chain = 1n
  for (const token of tokens.slice(1, r.used)) {
    if (token.kind === 'unit') chain *= token.scale
    else if (token.kind === 'digits') chain = 0n
  }
  const { end, large, smallUnit, abbreviated, approx, unit } = r
  const arabic = first.kind === 'digits' && first.arabic
  return {
    end,
    values,
    large,
    smallUnit,
    arabic,
    abbreviated,
    approx,
    unit,
    chain: first.kind === 'digits' && chain > 0n ? chain : unit,
  }
}

/** Reads section by section, each with its large unit, while the units get smaller. */
function evaluate(
  text: string,
  tokens: readonly Token[],
  choice: number,
): Evaluation | NumberProblem | undefined {
  let r: Evaluation | undefined
  let afterDecimal = false
  for (;;) {
    const section = readSection(tokens, r?.used ?? 0, choice)
    if (!section) return r
    const unit = largeUnitAt(tokens, section.next)
    if (unit) {
      if (r && unit.scale >= r.unit) return r
      if (section.abbreviated) return undefined
      r = extend(r, section, { value: section.value * unit.scale, used: unit.next, tokens })
      r = { ...r, large: true, unit: unit.scale }
      afterDecimal = section.decimal
      continue
    }
    const used = skipSome(tokens, section.next)
    if (!r) return extend(r, section, { value: section.value, used, tokens })
    const end = tokens[section.next - 1]!.end
    const tail = tailValue(text, section, { unit: r.unit, end })
    if (tail === 'separate') return r
    if (tail === 'malformed' || afterDecimal) return { end, problem: 'malformed' }
    return extend(r, section, { value: tail, used: section.next, tokens })
  }
}

/** 万, 亿, 万亿 or a Latin unit, and a 多 behind it. */
function largeUnitAt(
  tokens: readonly Token[],
  at: number,
): { scale: bigint; next: number } | undefined {
  const token = tokens[at]
  if (token?.kind !== 'unit' || (token.scale < WAN && !token.latin)) return undefined
  const second = tokens[at + 1]
  const doubled = token.scale === WAN && second?.kind === 'unit' && second.scale === YI
  const scale = doubled ? WAN * YI : token.scale
  return { scale, next: skipSome(tokens, at + (doubled ? 2 : 1)) }
}

function skipSome(tokens: readonly Token[], at: number): number {
  const token = tokens[at]
  return token?.kind === 'some' && token.final ? at + 1 : at
}

function extend(
  r: Evaluation | undefined,
  section: Section,
  add: { value: bigint; used: number; tokens: readonly Token[] },
): Evaluation {
  const last = add.tokens[add.used - 1]!
  return {
    value: (r?.value ?? 0n) + add.value,
    used: add.used,
    end: last.end,
    large: r?.large ?? false,
    smallUnit: r?.smallUnit || section.smallUnit,
    abbreviated: r?.abbreviated || section.abbreviated,
    approx: r?.approx || section.approx || last.kind === 'some',
    unit: r?.unit ?? 1n,
  }
}

/**
 * What follows the last large unit: the 2 of 13万2 is two thousands, the 2000 of 13万2000 is itself,
 * and the 2 of 13万2台 belongs to the next thing.
 */
function tailValue(
  text: string,
  section: Section,
  at: { unit: bigint; end: number },
): bigint | 'separate' | 'malformed' {
  const next = text[at.end] ?? ''
  if (measureWordAt(text, at.end) || /[A-Za-z%‰折成.:/-]/.test(next)) return 'separate'
  if (section.value >= at.unit * SCALE || section.decimal) return 'malformed'
  if (section.smallUnit || section.zeroLed) return section.value
  if (section.lone) return (section.value * at.unit) / 10n
  return 10n ** BigInt(section.digits) === at.unit ? section.value : 'malformed'
}

/** A plain whole number, Arabic or Chinese, for counts: 30, 三, 十五, 两. At most 99,999. */
export function scanCount(text: string, at: number): { end: number; value: number } | undefined {
  const digits = readDigits(text, at)
  if (digits) return digits
  const scanned = scanNumber(text, at)
  if (!scanned || 'problem' in scanned || scanned.approx || scanned.values.length > 1) {
    return undefined
  }
  const value = scanned.values[0]!
  if (value % SCALE !== 0n || value > 99_999n * SCALE || scanned.abbreviated) return undefined
  return { end: scanned.end, value: Number(value / SCALE) }
}

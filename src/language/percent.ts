/** Parts of a price: 95折, 九五折, 8.8折, 5%, 百分之五, 5个点, 三成. In hundredths of a percent. */
import { SCALE, type ScannedNumber, scanNumber } from '../lib/chinese-number.ts'
import { lexicon } from '../lib/lexicon.ts'

export type RateMatch = {
  readonly end: number
  readonly of: 'pay' | 'share'
  readonly bp: readonly number[]
  readonly problem?: 'malformed'
}

/** What one unit of each is worth in hundredths of a percent. */
const shareUnitAt = lexicon<bigint>({
  '% 个百分点 个点': 100n,
  成: 1000n,
})

const toBp = (value: bigint, each: bigint) => Number((value * each * 2n + SCALE) / (SCALE * 2n))

/** Numbers a rate may be said with: several where 七八折 may be 78, 70 or 80. */
const saidValues = (n: ScannedNumber) =>
  n.literal === undefined ? n.values : [n.literal, ...n.values]

/** The rate whose number was just read and ends at `n.end`. `percent`: 百分之 stood before it. */
export function rateAfter(
  text: string,
  n: ScannedNumber,
  lead: { readonly percent: boolean },
): RateMatch | undefined {
  if (n.large) return undefined
  if (lead.percent) return share(saidValues(n).slice(0, 1), 100n, n.end)
  if (text[n.end] === '折' && !/[叠合算旧腾扣让]/.test(text[n.end + 1] ?? '')) {
    return discount(saidValues(n), n.end + 1)
  }
  const unit = shareUnitAt(text, n.end)
  if (!unit) return rateRange(text, n)
  // 改成交货, 300成交: 成 is ten percent only behind one digit.
  if (
    text[n.end] === '成' &&
    (!isSmall(n) || /[交功本立为了都员果就]/.test(text[n.end + 1] ?? ''))
  ) {
    return undefined
  }
  return share(n.literal === undefined ? n.values : [n.literal], unit.value, unit.end)
}

const isSmall = (n: ScannedNumber) => (n.literal ?? n.values[0]!) < 10n * SCALE

function share(values: readonly bigint[], each: bigint, end: number): RateMatch {
  const bp = values.map((value) => toBp(value, each))
  return bp.some((v) => v > 1_000_000)
    ? { end, of: 'share', bp, problem: 'malformed' }
    : { end, of: 'share', bp }
}

/** 8.8 and 88 both mean 88 %; 10折 is no discount; nothing above is said. */
function discount(values: readonly bigint[], end: number): RateMatch {
  const bp = values.map((value) => toBp(value, value <= 10n * SCALE ? 1000n : 100n))
  const odd = values.some((value) => value === 0n || value >= 100n * SCALE)
  return odd ? { end, of: 'pay', bp, problem: 'malformed' } : { end, of: 'pay', bp }
}

/** 85-88折, 3-5%. */
function rateRange(text: string, low: ScannedNumber): RateMatch | undefined {
  if (!/[-~—到至]/.test(text[low.end] ?? '')) return undefined
  const high = scanNumber(text, low.end + 1)
  if (!high || 'problem' in high || /[-~—到至]/.test(text[high.end] ?? '')) return undefined
  const rate = rateAfter(text, high, { percent: false })
  if (rate?.bp.length !== 1) return undefined
  const first =
    rate.of === 'pay'
      ? discount(low.values.slice(0, 1), rate.end)
      : share(low.values.slice(0, 1), shareUnitAt(text, high.end)?.value ?? 100n, rate.end)
  return { ...rate, bp: [...first.bp, ...rate.bp] }
}

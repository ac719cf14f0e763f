/** Chance from a seed, so that a run that found something can be run again. */
export type Random = {
  /** 0 ≤ x < 1 */
  readonly next: () => number
  /** A whole number, 0 ≤ n < count. */
  readonly below: (count: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  readonly letters: (count: number) => string
}

/** Mulberry32. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => items[below(items.length)]!,
    letters: (count) =>
      Array.from({ length: count }, () => String.fromCharCode(97 + below(26))).join(''),
  }
}

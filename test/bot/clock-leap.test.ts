import { expect, it } from 'vitest'
import { createLeapWatch } from '../../src/bot/clock-leap.ts'

const hour = 60 * 60_000

/** What it says at each step: so much on the real clock, so much in truth. */
function said(...steps: readonly (readonly [real: number, steady: number])[]): boolean[] {
  let [real, steady] = [1_763_431_200_000, 5_000]
  const hasLeapt = createLeapWatch({ real: () => real, steady: () => steady })
  return steps.map(([byReal, bySteady]) => {
    real += byReal
    steady += bySteady
    return hasLeapt()
  })
}

it('a clock that runs, however slowly it is looked at, has not leapt', () => {
  expect(said([20_000, 20_000], [5 * hour, 5 * hour])).toEqual([false, false])
})

it('a clock that is set forward by hours has, and is believed when it says so twice', () => {
  const tick = [20_000, 20_000] as const
  expect(said(tick, [9 * hour, 20_000], tick, tick)).toEqual([false, true, false, false])
})

it('one that leaps and leaps back is believed neither time it is wrong', () => {
  expect(said([9 * hour, 20_000], [-9 * hour, 20_000], [20_000, 20_000])).toEqual([
    true,
    false,
    false,
  ])
})

it.each([59 * 60_000, -24 * hour])('%i ms off are no leap', (ms) => {
  expect(said([ms, 20_000])).toEqual([false])
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Grade, gradeOf } from '../../src/domain/grade.ts'

describe('the grade that follows from what was signed', () => {
  it.each<[string, bigint, boolean, boolean, Grade]>([
    ['5,000,000 is B', 500_000_000n, true, false, 'b'],
    ['5,000,000.01 is A', 500_000_001n, true, false, 'a'],
    ['1,000,000 is B', 100_000_000n, true, false, 'b'],
    ['999,999.99 is C', 99_999_999n, true, false, 'c'],
    ['a fen is C', 1n, true, false, 'c'],
    ['nothing now but once is C', 0n, true, false, 'c'],
    ['never is 潜在', 0n, false, false, 'potential'],
    ['a strategic partner is A without a fen', 0n, false, true, 'a'],
  ])('B1 %s', (_, signedFen, everSigned, strategic, grade) => {
    expect(gradeOf({ signedFen, everSigned, strategic })).toBe(grade)
  })

  it('more signed is never a lower grade', () => {
    const order: readonly Grade[] = ['potential', 'c', 'b', 'a']
    const fen = fc.bigInt({ min: 0n, max: 2_000_000_000n })
    fc.assert(
      fc.property(fen, fen, fc.boolean(), fc.boolean(), (x, y, everSigned, strategic) => {
        const rank = (signedFen: bigint) =>
          order.indexOf(gradeOf({ signedFen, everSigned, strategic }))
        const [less, more] = x < y ? [x, y] : [y, x]
        expect(rank(less)).toBeLessThanOrEqual(rank(more))
      }),
    )
  })
})

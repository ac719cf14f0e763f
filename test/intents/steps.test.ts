import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { understand } from '../../src/bot/understand.ts'
import { intents } from '../../src/intents/index.ts'
import type { NameHit } from '../../src/language/names.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'
import { foldName } from '../../src/lib/names.ts'
import { knownWords } from './words.ts'

const hit = (name: string, kind: string, subjectId: string): NameHit => ({
  key: foldName(name),
  kind,
  subjectId,
  form: 'alias',
})

const names = [
  hit('华芯', 'account', 'a1'),
  hit('立辰', 'account', 'a5'),
  hit('华芯检测', 'deal', 'd1'),
  hit('射频校准', 'deal', 'd6'),
  hit('D-1001', 'deal', 'd1'),
  hit('张伟', 'user', 'zhangwei'),
  hit('环测', 'competitor', 'r1'),
]
const stages = ['商务谈判', '方案制定', '需求调研', '谈判'].map((word) => ({ word, stageId: word }))

/**
 * Characters that regular expressions go over while it runs: what grows faster than the text does not
 * stay small, however fast the machine is.
 */
function stepsOf(run: () => void): number {
  const { exec } = RegExp.prototype
  let steps = 0
  RegExp.prototype.exec = function counted(this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0
    const match = exec.call(this, text)
    const to = match ? match.index + match[0].length : this.sticky ? from : String(text).length
    steps += 1 + Math.max(0, to - from)
    return match
  }
  try {
    run()
  } finally {
    RegExp.prototype.exec = exec
  }
  return steps
}

function read(text: string) {
  const said = normalise(text)
  return understand(parseSentence(said, { names, stages }), intents)
}

const stepsFor = (piece: string, length: number) => {
  const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
  return stepsOf(() => read(text))
}

describe('reading', () => {
  const piece = fc
    .array(fc.constantFrom(...knownWords), { minLength: 1, maxLength: 8 })
    .map((some) => some.join(''))

  it('takes four times the steps for four times the text', () => {
    fc.assert(
      fc.property(piece, (some) => {
        const [short, long] = [stepsFor(some, 500), stepsFor(some, 2000)]
        expect(long / short, `${some}: ${short} → ${long}`).toBeLessThan(8)
      }),
      { numRuns: Number(process.env.FUZZ ?? 15) },
    )
  })

  it('of any words in any order loses none of them and invents none', () => {
    const text = fc
      .array(fc.constantFrom(...knownWords), { maxLength: 40 })
      .map((some) => some.join(''))
    fc.assert(
      fc.property(text, (said) => {
        const sentence = parseSentence(normalise(said), { names, stages })
        const { claims, rest } = understand(sentence, intents)
        const taken = [...claims.flatMap((claim) => claim.clauses), ...rest]
        for (const { start, end, text: own } of taken) {
          expect(sentence.text.slice(start, end)).toBe(own)
        }
        for (const clause of sentence.clauses) {
          const covered = taken.some((one) => one.start < clause.end && clause.start < one.end)
          expect(covered, clause.text).toBe(true)
        }
      }),
      { numRuns: Number(process.env.FUZZ ?? 100) },
    )
  })
})

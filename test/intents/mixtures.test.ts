/**
 * Pieces of what people say, mixed and cut at random: whatever comes of it, nothing breaks and
 * nobody is shown what they may not read.
 */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ear, openEar } from './ear.ts'

const pieces = readFileSync(new URL('said.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .flatMap((line) => line.split('\t')[1]!.split(/[,,。 ‖;:]/u))
  .filter((piece) => piece !== '')

const piece = fc
  .tuple(fc.constantFrom(...pieces), fc.nat(6), fc.nat(6))
  .map(([whole, from, less]) => {
    const cut = whole.slice(from > 3 ? from - 3 : 0, less > 3 ? 3 - less : undefined)
    return cut === '' ? whole : cut
  })
const mixture = fc
  .tuple(
    fc.array(piece, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', ',', ' ', '、', '和', '然后'),
  )
  .map(([parts, between]) => parts.join(between))

/** Words that stand only in records which the person may not read. */
const hidden: Readonly<Record<string, readonly string[]>> = {
  zhangwei: ['D-1002', 'D-1004', 'D-1007', 'EMC整改', '仓配一体', 'AEC-Q检测线', '贺工', '欧经理'],
  lina: [
    'D-1001',
    'D-1003',
    'D-1005',
    'D-1004',
    '射频校准',
    '老化测试',
    '¥2,800,000',
    '13900000001',
  ],
  wangqiang: ['D-1002', 'D-1005', 'D-1007', '射频校准', '可靠性实验室', '13900000006'],
  liuyang: ['D-1002', 'D-1005', 'D-1007', '射频校准', '可靠性实验室', '13900000006'],
}

describe('mixtures of what people say', () => {
  let ear: Ear

  beforeAll(async () => {
    ear = await openEar()
  })
  afterAll(() => ear.close())

  it.each(Object.keys(hidden))(
    'show %s nothing that is hidden',
    { timeout: 120_000 },
    async (who) => {
      await fc.assert(
        fc.asyncProperty(mixture, async (text) => {
          const shown = await ear.shown(text, { who })
          for (const word of hidden[who]!) {
            // What was typed may be said back.
            if (!text.includes(word)) expect(shown).not.toContain(word)
          }
        }),
        { numRuns: 150, seed: 20_261_118 },
      )
    },
  )
})

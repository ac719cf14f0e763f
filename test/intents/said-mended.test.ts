import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { scoreFile } from './score-file.ts'

it('understands what was once misread, in words that people use for it', {
  timeout: 240_000,
}, async () => {
  const scored = await scoreFile(fileURLToPath(new URL('said-mended.tsv', import.meta.url)))
  const amiss = scored.filter(({ verdict }) => verdict !== 'right')
  expect(scored.length).toBeGreaterThan(100)
  expect(amiss.map(({ who, said, verdict }) => `${verdict} ${who}: ${said}`)).toEqual([])
})

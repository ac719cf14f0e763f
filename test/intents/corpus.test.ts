import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ear, openEar } from './ear.ts'

/**
 * What 张伟 says and what becomes of it, one a line, a tab between: stage, amount and date of a
 * change, a record that is logged, a question, a refusal, or `?` for what is not understood. The
 * sentences were judged one by one; the grammar was made for them, so they show what holds, and not
 * how much of speech it covers.
 */
const corpus = readFileSync(new URL('corpus.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t') as [said: string, heard: string])

describe('what is said', () => {
  let ear: Ear

  beforeAll(async () => {
    ear = await openEar()
  })
  afterAll(() => ear.close())

  it.each(corpus)('%s', async (said, heard) => {
    expect(await ear.hear(said)).toBe(heard)
  })
})

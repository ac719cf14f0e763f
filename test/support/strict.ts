/** What would be noise elsewhere fails the test here. */
import { afterEach, beforeEach, expect } from 'vitest'

const noise: unknown[][] = []

beforeEach(() => {
  for (const level of ['error', 'warn'] as const) {
    console[level] = (...said: unknown[]) => {
      noise.push([`console.${level}`, ...said])
    }
  }
})

// Unhandled rejections fail the run by vitest's own default.
afterEach(() => {
  const said = noise.splice(0)
  expect(said, 'nothing may be written to the console').toEqual([])
})

import { expect, it } from 'vitest'
import { createRareWarning } from '../../src/lib/rare-warning.ts'

it('a warning is told at once, then seldom, and nothing of it is lost', () => {
  const told: unknown[] = []
  const log = {
    debug() {},
    info() {},
    error() {},
    warn: (fields: unknown) => void told.push(fields),
  }
  let nowMs = 1_000
  const warn = createRareWarning(log, 'refused', () => nowMs)
  warn('signature')
  expect(told).toEqual([{ reasons: { signature: 1 } }])
  for (let i = 0; i < 500; i++) warn(i % 5 === 0 ? 'stale' : 'signature')
  expect(told).toHaveLength(1)
  nowMs += 10_000
  warn('app')
  expect(told.slice(1)).toEqual([{ reasons: { stale: 100, signature: 400, app: 1 } }])
})

import { describe, expect, it } from 'vitest'
import { databases, freshDatabase } from '../support/databases.ts'
import { proveKill } from './kill.ts'

/** The long run is `npm run proof:kill`. */
const cycles = 8

describe.each(databases)('killed again and again on %s', (database) => {
  it('loses nothing and doubles nothing', async () => {
    const { url, drop } = await freshDatabase(database)
    const proof = await proveKill({ cycles, databaseUrl: url, seed: 20_261_118 })
    expect(proof.broken).toEqual([])
    expect(proof.figures['answers at the platform']).toBeGreaterThan(cycles)
    await drop()
  }, 300_000)
})

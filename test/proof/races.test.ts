import { describe, expect, it } from 'vitest'
import { databases, freshDatabase } from '../support/databases.ts'
import { proveRaces } from './races.ts'

/** The long run is `npm run proof:races`. */
const rounds = 24

describe.each(databases)('racing for the same approval on %s', (database) => {
  it('has one decision, and tells everybody who was first', async () => {
    const { url, drop } = await freshDatabase(database)
    const proof = await proveRaces({ rounds, databaseUrl: url, seed: 20_261_118 })
    expect(proof.broken).toEqual([])
    expect(proof.figures['ended: approved']).toBeGreaterThan(0)
    expect(proof.figures['answered: refused']).toBeGreaterThan(rounds)
    await drop()
  }, 300_000)
})

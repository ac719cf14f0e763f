import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dropLease, takeLease } from '../../src/store/leases.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

describe.each(databases)('leases on %s', (database) => {
  let fresh: FreshStore
  beforeEach(async () => {
    fresh = await freshStore(database)
  })
  afterEach(() => fresh.close())

  const take = (owner: string, ms = 60_000) =>
    fresh.store.write('background', (tx) =>
      takeLease(tx, fresh.store.dialect, { name: 'line', owner, nowMs: Date.now(), ms }),
    )

  it('is one’s at a time: renewed by who has it, free again when it is let go of', async () => {
    expect(await take('a')).toBe(true)
    expect(await take('b')).toBe(false)
    expect(await take('a')).toBe(true)
    await fresh.store.write('background', (tx) => dropLease(tx, { name: 'line', owner: 'b' }))
    expect(await take('b')).toBe(false)
    await fresh.store.write('background', (tx) => dropLease(tx, { name: 'line', owner: 'a' }))
    expect(await take('b')).toBe(true)
  })

  it('that has run out is whoever’s comes first', async () => {
    expect(await take('a', -1)).toBe(true)
    const all = await Promise.all(['b', 'c', 'd', 'e'].map((owner) => take(owner)))
    expect(all.filter(Boolean)).toHaveLength(1)
    expect(await take('a')).toBe(false)
  })
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../src/store/connect.ts'
import { faultOf } from '../../src/store/faults.ts'
import type { Store, Tx } from '../../src/store/store.ts'
import { type FreshStore, freshStore } from '../support/databases.ts'

let fresh: FreshStore
let store: Store
beforeEach(async () => {
  fresh = await freshStore('sqlite', { shareMs: 60_000 })
  store = fresh.store
})
afterEach(() => fresh.close())

const put = (tx: Tx, key: string) => tx.meta.create({ data: { key, value: '' } })
const keys = async (from = store) =>
  (await from.db.meta.findMany({ orderBy: { key: 'asc' } })).map((row) => row.key)

test('who waits for the turn shares the commit, and is told after it', async () => {
  const seen: string[] = []
  const write = (key: string) =>
    store
      .write('message', async (tx) => {
        await put(tx, key)
        seen.push(`${key} ran beside ${(await keys()).length} committed`)
      })
      .then(() => seen.push(`${key} told`))
  await Promise.all(['a', 'b', 'c'].map(write))
  expect(seen).toEqual([
    'a ran beside 0 committed',
    'b ran beside 0 committed',
    'c ran beside 0 committed',
    'a told',
    'b told',
    'c told',
  ])
  expect(await keys()).toEqual(['a', 'b', 'c'])
})

test('an answer that somebody waits for does not wait for the work behind it', async () => {
  const committed: string[][] = []
  const write = (lane: 'tap' | 'message', key: string) =>
    store.write(lane, async (tx) => {
      committed.push(await keys())
      await put(tx, key)
    })
  await Promise.all([write('tap', 'tap'), write('message', 'message')])
  expect(committed).toEqual([[], ['tap']])
})

test('one that fails is undone alone, wherever it stands', async () => {
  const write = (key: string, fails: boolean) =>
    store.write('message', async (tx) => {
      await put(tx, key)
      if (fails) throw new Error(`${key} changed its mind`)
    })
  const settled = await Promise.allSettled([
    write('a', true),
    write('b', false),
    write('c', true),
    write('d', false),
    write('e', true),
  ])
  expect(settled.map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
  ])
  expect(await keys()).toEqual(['b', 'd'])
})

test('a statement that failed, and was caught, undoes its own write only', async () => {
  const kept = store.write('message', (tx) => put(tx, 'kept'))
  const refused = store.write('message', async (tx) => {
    await put(tx, 'lost')
    expect(faultOf(await put(tx, 'kept').catch((error) => error))).toBe('unique')
  })
  await expect(refused).rejects.toThrow('it can only roll back')
  await kept
  expect(await keys()).toEqual(['kept'])
})

test('when the commit fails, everybody who shared it is told, and nothing is stored', async () => {
  const orphan = { id: 'c1', accountId: 'nobody', name: '王工', createdAt: new Date(0) }
  const settled = await Promise.allSettled([
    store.write('message', (tx) => put(tx, 'before')),
    store.write('message', async (tx) => {
      await tx.$executeRaw`PRAGMA defer_foreign_keys = ON`
      await tx.contact.create({ data: orphan })
    }),
    store.write('message', (tx) => put(tx, 'after')),
  ])
  for (const write of settled) {
    expect(write).toMatchObject({ status: 'rejected' })
    expect(faultOf((write as PromiseRejectedResult).reason)).toBe('foreign-key')
  }
  expect(await keys()).toEqual([])
  await store.write('tap', (tx) => put(tx, 'clean'))
  expect(await keys()).toEqual(['clean'])
})

test('a store that is closed meanwhile commits what it has', async () => {
  const begun = Promise.withResolvers<void>()
  const first = store.write('message', async (tx) => {
    await put(tx, 'first')
    begun.resolve()
  })
  const second = store.write('message', (tx) => put(tx, 'second'))
  await begun.promise
  const closing = store.close()
  await first
  await expect(second).rejects.toThrow('the store is closed')
  await closing
  const again = await openStore({ databaseUrl: fresh.url })
  expect(await keys(again)).toEqual(['first'])
  await again.close()
})

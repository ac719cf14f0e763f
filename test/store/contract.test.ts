/** What both databases promise about a transaction. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { faultOf } from '../../src/store/faults.ts'
import type { Store, Tx } from '../../src/store/store.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

describe.each(databases)('on %s', (database) => {
  let fresh: FreshStore
  let store: Store

  beforeEach(async () => {
    fresh = await freshStore(database)
    store = fresh.store
  })
  afterEach(() => fresh.close())

  const put = (tx: Tx, key: string, value = '') => tx.meta.create({ data: { key, value } })
  const keys = async () =>
    (await store.db.meta.findMany({ orderBy: { key: 'asc' } })).map((row) => row.key)

  describe('isolation', () => {
    test('a plain read beside an open transaction sees committed rows only', async () => {
      await store.write('tap', async (tx) => {
        await put(tx, 'model')
        await tx.$executeRaw`INSERT INTO "Meta" ("key", "value") VALUES (${'raw'}, '')`
        expect(await keys()).toEqual([])
        expect(await store.db.$queryRaw`SELECT "key" FROM "Meta"`).toEqual([])
        expect(await tx.meta.count()).toBe(2)
        expect(await tx.$queryRaw`SELECT "key" FROM "Meta" ORDER BY "key"`).toEqual([
          { key: 'model' },
          { key: 'raw' },
        ])
      })
      expect(await keys()).toEqual(['model', 'raw'])
    })

    test('a write beside an open transaction does not share its fate', async () => {
      const begun = Promise.withResolvers<void>()
      const rolledBack = store.write('tap', async (tx) => {
        await put(tx, 'first')
        begun.resolve()
        await Promise.resolve()
        throw new Error('changed my mind')
      })
      await begun.promise
      const kept = store.write('tap', (tx) => put(tx, 'second'))
      await expect(rolledBack).rejects.toThrow('changed my mind')
      await kept
      expect(await keys()).toEqual(['second'])
    })

    test('nothing is written outside of write()', async () => {
      const model = store.db.meta.create({ data: { key: 'outside', value: '' } })
      expect(faultOf(await model.catch((error) => error))).toBe('read-only')
      const raw = store.db.$executeRaw`INSERT INTO "Meta" ("key", "value") VALUES ('outside', '')`
      expect(faultOf(await raw.catch((error) => error))).toBe('read-only')
      expect(await keys()).toEqual([])
    })
  })

  describe('rolling back', () => {
    test('what throws leaves nothing and is thrown on', async () => {
      class Problem extends Error {}
      const write = store.write('tap', async (tx) => {
        await put(tx, 'model')
        await tx.$executeRaw`INSERT INTO "Meta" ("key", "value") VALUES ('raw', '')`
        throw new Problem()
      })
      await expect(write).rejects.toBeInstanceOf(Problem)
      expect(await keys()).toEqual([])
    })

    test('an error leaves the queue usable', async () => {
      const writes = Array.from({ length: 20 }, (_, n) =>
        store.write('message', async (tx) => {
          await put(tx, `k${n}`)
          if (n % 2) throw new Error('odd')
        }),
      )
      const settled = await Promise.allSettled(writes)
      expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(10)
      expect(await store.db.meta.count()).toBe(10)
    })

    test('after a failed statement nothing commits, even when the error was caught', async () => {
      const write = store.write('tap', async (tx) => {
        await put(tx, 'a')
        const twice = await put(tx, 'a').catch((error) => error)
        expect(faultOf(twice)).toBe('unique')
      })
      await expect(write).rejects.toThrow('it can only roll back')
      const raw = store.write('tap', async (tx) => {
        await tx.$executeRaw`INSERT INTO "Meta" ("key", "value") VALUES ('b', NULL)`.catch(
          (error) => expect(faultOf(error)).toBe('not-null'),
        )
        await put(tx, 'c')
      })
      await expect(raw).rejects.toThrow('it can only roll back')
      expect(await keys()).toEqual([])
      await store.write('tap', (tx) => put(tx, 'clean'))
      expect(await keys()).toEqual(['clean'])
    })

    test('a COMMIT that fails leaves nothing and a clean connection', async () => {
      const contact = { id: 'c1', accountId: 'nobody', name: '王工', createdAt: new Date(0) }
      const write = store.write('tap', async (tx) => {
        if (database === 'sqlite') await tx.$executeRaw`PRAGMA defer_foreign_keys = ON`
        else {
          await tx.$executeRaw`ALTER TABLE "Contact" ALTER CONSTRAINT "Contact_accountId_fkey"
            DEFERRABLE INITIALLY DEFERRED`
        }
        await put(tx, 'lost')
        await tx.contact.create({ data: contact })
        expect(await tx.contact.count()).toBe(1)
      })
      expect(faultOf(await write.catch((error) => error))).toBe('foreign-key')
      expect(await keys()).toEqual([])
      await Promise.all(['a', 'b', 'c'].map((key) => store.write('tap', (tx) => put(tx, key))))
      expect(await keys()).toEqual(['a', 'b', 'c'])
    })
  })

  describe('the end of a transaction', () => {
    test('what comes after it is refused', async () => {
      const kept: Tx[] = []
      await store.write('tap', async (tx) => {
        await put(tx, 'a')
        kept.push(tx)
      })
      const [tx] = kept
      await expect(tx!.$queryRaw`SELECT 1`).rejects.toThrow('the transaction is over')
      await expect(tx!.$executeRaw`DELETE FROM "Meta"`).rejects.toThrow('the transaction is over')
      await expect(put(tx!, 'late')).rejects.toThrow()
      expect(await keys()).toEqual(['a'])
    })

    test('one that runs too long is rolled back, and the next one goes', async () => {
      await fresh.close()
      fresh = await freshStore(database, { runMs: 50 })
      store = fresh.store
      const late = Promise.withResolvers<unknown>()
      const write = store.write('tap', async (tx) => {
        await put(tx, 'slow')
        await new Promise((resolve) => setTimeout(resolve, 100))
        await put(tx, 'later').catch(late.resolve)
      })
      await expect(write).rejects.toThrow('ran longer than 50 ms')
      expect(await late.promise).toBeInstanceOf(Error)
      await store.write('tap', (tx) => put(tx, 'next'))
      expect(await keys()).toEqual(['next'])
    })

    test('closing waits for the transaction that runs', async () => {
      const begun = Promise.withResolvers<void>()
      const write = store.write('tap', async (tx) => {
        await put(tx, 'a')
        begun.resolve()
        await put(tx, 'b')
      })
      await begun.promise
      const waiting = store.write('tap', (tx) => put(tx, 'c')).catch((error) => error)
      await Promise.all([store.close(), write])
      if (database === 'sqlite') expect(String(await waiting)).toContain('closed')
      await expect(store.write('tap', (tx) => put(tx, 'd'))).rejects.toThrow('closed')
    })
  })

  describe('conditional writes', () => {
    test('of 50 at once exactly one wins', async () => {
      await store.write('tap', (tx) => put(tx, 'decision', 'open'))
      const wins = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          store.write('tap', async (tx) => {
            const where = { key: 'decision', value: 'open' }
            const { count } = await tx.meta.updateMany({ where, data: { value: `by ${n}` } })
            return count
          }),
        ),
      )
      expect(wins.filter((count) => count === 1)).toHaveLength(1)
      const winner = wins.indexOf(1)
      expect((await store.db.meta.findFirst())?.value).toBe(`by ${winner}`)
    })

    test('of 50 inserts of one key exactly one counts, and nothing fails', async () => {
      const counts = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          store.write(
            'inbox',
            (tx) => tx.$executeRaw`INSERT INTO "Meta" ("key", "value") VALUES ('k', ${`${n}`})
              ON CONFLICT DO NOTHING`,
          ),
        ),
      )
      expect(counts.filter((count) => count === 1)).toHaveLength(1)
    })
  })
})

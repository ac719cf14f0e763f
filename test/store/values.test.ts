/** What goes in comes out the same, on both databases, by models and by tagged SQL. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { faultOf } from '../../src/store/faults.ts'
import { inTexts, jsonRows } from '../../src/store/sql.ts'
import type { Store } from '../../src/store/store.ts'
import { TextRefused } from '../../src/store/text.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

const largest = 2n ** 63n - 1n
const pastDouble = 2n ** 53n + 1n
const instant = new Date('2026-01-02T03:04:05.678Z')

describe.each(databases)('on %s', (database) => {
  let fresh: FreshStore
  let store: Store

  beforeEach(async () => {
    fresh = await freshStore(database)
    store = fresh.store
  })
  afterEach(() => fresh.close())

  const quota = (ownerId: string, amountFen: bigint) =>
    store.write('tap', (tx) =>
      tx.quota.create({ data: { ownerKind: 'user', ownerId, period: '2026Q4', amountFen } }),
    )

  describe.each([pastDouble, -pastDouble, largest, -largest - 1n, 0n])(
    'the amount %s',
    (amount) => {
      test('is exact by model', async () => {
        await quota('u', amount)
        const found = await store.db.quota.findFirst({ where: { amountFen: amount } })
        expect(found?.amountFen).toBe(amount)
      })

      test('is exact by tagged SQL', async () => {
        await store.write(
          'tap',
          (tx) => tx.$executeRaw`INSERT INTO "Quota" ("ownerKind", "ownerId", "period", "amountFen")
          VALUES ('user', 'u', '2026Q4', ${amount})`,
        )
        const rows = await store.db.$queryRaw`
        SELECT "amountFen" FROM "Quota" WHERE "amountFen" = ${amount}`
        expect(rows).toEqual([{ amountFen: amount }])
        expect((await store.db.quota.findFirst())?.amountFen).toBe(amount)
      })

      test('is exact in a batch', async () => {
        const columns = {
          ownerKind: 'text',
          ownerId: 'text',
          period: 'text',
          amountFen: 'bigint',
        } as const
        const row = { ownerKind: 'user', ownerId: 'u', period: '2026Q4', amountFen: amount }
        await store.write(
          'tap',
          (tx) => tx.$executeRaw`INSERT INTO "Quota" ("ownerKind", "ownerId", "period", "amountFen")
          ${jsonRows(store.dialect, columns, [row])} ON CONFLICT DO NOTHING`,
        )
        expect((await store.db.quota.findFirst())?.amountFen).toBe(amount)
      })
    },
  )

  test('beyond 64 bits an amount is refused and nothing written', async () => {
    for (const amount of [largest + 1n, -largest - 2n]) {
      expect(faultOf(await quota('u', amount).catch((error) => error))).toBe('out-of-range')
      const raw = store.write(
        'tap',
        (tx) => tx.$executeRaw`INSERT INTO "Quota" ("ownerKind", "ownerId", "period", "amountFen")
          VALUES ('user', 'u', '2026Q4', ${amount})`,
      )
      expect(faultOf(await raw.catch((error) => error))).toBe('out-of-range')
    }
    expect(await store.db.quota.count()).toBe(0)
  })

  test('an instant keeps its milliseconds', async () => {
    const user = { id: 'u1', name: '张伟', createdAt: instant }
    await store.write('tap', (tx) => tx.user.create({ data: user }))
    await store.write(
      'tap',
      (tx) => tx.$executeRaw`INSERT INTO "User" ("id", "name", "active", "createdAt")
        VALUES ('u2', '李娜', ${false}, ${instant})`,
    )
    await store.write(
      'tap',
      (tx) => tx.$executeRaw`INSERT INTO "User" ("id", "name", "active", "createdAt")
        ${jsonRows(
          store.dialect,
          { id: 'text', name: 'text', active: 'boolean', createdAt: 'timestamp' },
          [{ id: 'u3', name: '王强', active: true, createdAt: instant }],
        )}`,
    )
    const byModel = await store.db.user.findMany({
      where: { createdAt: instant },
      orderBy: { id: 'asc' },
    })
    expect(byModel.map(({ id, active, createdAt }) => ({ id, active, createdAt }))).toEqual([
      { id: 'u1', active: true, createdAt: instant },
      { id: 'u2', active: false, createdAt: instant },
      { id: 'u3', active: true, createdAt: instant },
    ])
    const rows = await store.db.$queryRaw`
      SELECT "id", "active", "createdAt", "honorific" FROM "User"
      WHERE "createdAt" = ${instant} ORDER BY "id"`
    expect(rows).toEqual([
      { id: 'u1', active: true, createdAt: instant, honorific: null },
      { id: 'u2', active: false, createdAt: instant, honorific: null },
      { id: 'u3', active: true, createdAt: instant, honorific: null },
    ])
  })

  test('integers and counts have the same types', async () => {
    await store.write('tap', (tx) => tx.counter.create({ data: { name: 'D', last: 1001 } }))
    const rows = await store.write(
      'tap',
      (tx) => tx.$queryRaw`UPDATE "Counter" SET "last" = "last" + 1 WHERE "name" = 'D'
        RETURNING "last"`,
    )
    expect(rows).toEqual([{ last: 1002 }])
    expect(await store.db.$queryRaw`SELECT COUNT(*) AS n FROM "Counter"`).toEqual([{ n: 1n }])
  })

  describe('text that cannot be kept', () => {
    const bad = { 'U+0000': 'a\0b', 'a high surrogate': 'a\ud83d', 'a low surrogate': '\ude00b' }

    test.each(Object.entries(bad))('%s is refused everywhere', async (_, text) => {
      const refusals = [
        store.write('tap', (tx) => tx.meta.create({ data: { key: 'k', value: text } })),
        store.write('tap', (tx) => tx.meta.createMany({ data: [{ key: 'k', value: text }] })),
        store.write(
          'tap',
          (tx) => tx.$executeRaw`INSERT INTO "Meta" ("key", "value") VALUES ('k', ${text})`,
        ),
        store.write(
          'tap',
          async (tx) => tx.$executeRaw`INSERT INTO "Meta" ("key", "value")
            ${jsonRows(store.dialect, { key: 'text', value: 'text' }, [{ key: 'k', value: text }])}`,
        ),
        store.db.meta.findFirst({ where: { value: text } }),
        store.db.$queryRaw`SELECT * FROM "Meta" WHERE "value" = ${text}`,
        (async () => inTexts(store.dialect, [text]))(),
      ]
      for (const refusal of await Promise.allSettled(refusals)) {
        expect(refusal).toMatchObject({ reason: expect.any(TextRefused) })
      }
      expect(await store.db.meta.count()).toBe(0)
    })

    test('everything else is kept', async () => {
      const text = `\u0001 \\u0000 \\ud83d 😀 "quoted" 'x' 中文 \u2028 ${'x'.repeat(100_000)}`
      await store.write('tap', (tx) => tx.meta.create({ data: { key: 'model', value: text } }))
      await store.write(
        'tap',
        (tx) => tx.$executeRaw`INSERT INTO "Meta" ("key", "value")
          ${jsonRows(store.dialect, { key: 'text', value: 'text' }, [{ key: 'json', value: text }])}`,
      )
      const rows = await store.db.$queryRaw`
        SELECT "key" FROM "Meta" WHERE "value" IN ${inTexts(store.dialect, [text])} ORDER BY "key"`
      expect(rows).toEqual([{ key: 'json' }, { key: 'model' }])
      expect((await store.db.meta.findMany()).every(({ value }) => value === text)).toBe(true)
    })
  })

  test('what cannot be a parameter is refused', async () => {
    await expect(store.db.$queryRaw`SELECT ${{ a: 1 }}`).rejects.toThrow(TypeError)
    await expect(store.db.$queryRaw`SELECT ${undefined}`).rejects.toThrow(TypeError)
  })
})

/**
 * A canary. The stock SQLite adapter loses writes and shows what is not committed; that is why there
 * is one of our own. When this fails, it has learned better, and ours may go.
 */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PrismaClient } from '../../src/store/generated/sqlite/client.ts'
import { type FreshDatabase, freshDatabase } from '../support/databases.ts'

let fresh: FreshDatabase
let stock: PrismaClient

beforeEach(async () => {
  fresh = await freshDatabase('sqlite')
  stock = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: fresh.url }) })
})
afterEach(async () => {
  await stock.$disconnect()
  await fresh.drop()
})

test('a plain read sees rows that are never committed', async () => {
  let seen = 0
  const transaction = stock.$transaction(async (tx) => {
    await tx.meta.create({ data: { key: 'inside', value: '' } })
    seen = await stock.meta.count()
    throw new Error('rolled back')
  })
  await expect(transaction).rejects.toThrow('rolled back')
  expect(seen).toBe(1)
  expect(await stock.meta.count()).toBe(0)
})

test('a plain write that was done is lost with a transaction it has nothing to do with', async () => {
  const transaction = stock.$transaction(async (tx) => {
    await tx.meta.create({ data: { key: 'inside', value: '' } })
    const outside = await stock.meta.create({ data: { key: 'outside', value: '' } })
    expect(outside.key).toBe('outside')
    throw new Error('rolled back')
  })
  await expect(transaction).rejects.toThrow('rolled back')
  expect(await stock.meta.findMany()).toEqual([])
})

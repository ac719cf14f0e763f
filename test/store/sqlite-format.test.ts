/** The file is as the official adapter would have written it, and reads the same. */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PrismaClient } from '../../src/store/generated/sqlite/client.ts'
import type { Store } from '../../src/store/store.ts'
import { type FreshStore, freshStore } from '../support/databases.ts'

let fresh: FreshStore
let store: Store
let stock: PrismaClient

beforeEach(async () => {
  fresh = await freshStore('sqlite')
  store = fresh.store
  stock = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: fresh.url }) })
})
afterEach(async () => {
  await stock.$disconnect()
  await fresh.close()
})

const user = {
  id: 'u',
  name: '张伟 😀',
  honorific: null,
  active: false,
  createdAt: new Date('2026-01-02T03:04:05.678Z'),
}
const lead = {
  id: 'l',
  code: 'L-201',
  name: '线索',
  source: 'referral',
  version: 2 ** 31 - 1,
  breached: true,
  createdAt: new Date('2026-11-18T02:00:00.000Z'),
  assignedAt: new Date('1969-12-31T23:59:59.999Z'),
}
const cells = (client: Pick<Store['db'], '$queryRaw'>) => client.$queryRaw`
  SELECT typeof("createdAt") AS a, CAST("createdAt" AS TEXT) AS b, typeof("active") AS c,
    typeof("honorific") AS d FROM "User"`

test('written here, read there', async () => {
  await store.write('tap', async (tx) => {
    await tx.user.create({ data: user })
    await tx.lead.create({ data: lead })
  })
  expect(await cells(stock)).toEqual([
    { a: 'text', b: '2026-01-02T03:04:05.678+00:00', c: 'integer', d: 'null' },
  ])
  expect(await stock.user.findMany()).toMatchObject([user])
  expect(await stock.lead.findMany()).toEqual(await store.db.lead.findMany())
})

test('written there, read here', async () => {
  await stock.user.create({ data: user })
  await stock.lead.create({ data: lead })
  expect(await cells(store.db)).toEqual(await cells(stock))
  expect(await store.db.user.findMany()).toMatchObject([user])
  expect(await store.db.lead.findMany()).toMatchObject([lead])
  const sql = (client: Pick<Store['db'], '$queryRaw'>) => client.$queryRaw`SELECT * FROM "Lead"`
  expect(await sql(store.db)).toEqual(await sql(stock))
})

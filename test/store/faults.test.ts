/** Disks that are full or broken, servers that go away: nothing is half done, and it is said what. */
import { once } from 'node:events'
import { closeSync, openSync, writeSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CommitUnknown } from '../../src/store/commit-unknown.ts'
import { openStore } from '../../src/store/connect.ts'
import { faultOf } from '../../src/store/faults.ts'
import { type Store, StoreBusy, type Tx } from '../../src/store/store.ts'
import { onServer } from '../support/base-databases.ts'
import { type FreshStore, freshStore } from '../support/databases.ts'

const put =
  (key: string, value = '') =>
  (tx: Tx) =>
    tx.meta.create({ data: { key, value } })
const keys = async (store: Store) =>
  (await store.db.meta.findMany({ orderBy: { key: 'asc' } })).map(({ key }) => key)

describe('on sqlite', () => {
  let fresh: FreshStore
  let store: Store

  beforeEach(async () => {
    fresh = await freshStore('sqlite')
    store = fresh.store
  })
  afterEach(() => fresh.close())

  test('a full disk: nothing is written, and it goes on when there is space', async () => {
    const { page_count: used } = (
      await store.db.$queryRaw<[{ page_count: bigint }]>`SELECT page_count FROM pragma_page_count`
    )[0]
    await store.write('tap', put('before'))
    await store.write('tap', (tx) => setPageLimit(tx, Number(used) + 2))
    const full = await store.write('tap', put('big', 'x'.repeat(1_000_000))).catch((error) => error)
    expect(full).toBeInstanceOf(StoreBusy)
    expect(faultOf(full)).toBe('disk-full')
    expect(await keys(store)).toEqual(['before'])
    await store.write('tap', (tx) => setPageLimit(tx, 1_000_000))
    await store.write('tap', put('big', 'x'.repeat(1_000_000)))
    expect(await keys(store)).toEqual(['before', 'big'])
  })

  // PRAGMA takes no parameters.
  const setPageLimit = (tx: Tx, pages: number) => {
    const template = Object.assign([`PRAGMA max_page_count = ${pages}`], {
      raw: [`PRAGMA max_page_count = ${pages}`],
    })
    return tx.$queryRaw(template as unknown as TemplateStringsArray)
  }

  test('a corrupt file is called so', async () => {
    await store.write('tap', put('a', 'x'.repeat(100_000)))
    await store.close()
    const file = openSync(fresh.url.slice('file:'.length), 'r+')
    for (let page = 2; page < 40; page++)
      writeSync(file, Buffer.alloc(4096, 0xaa), 0, 4096, page * 4096)
    closeSync(file)
    const error = await openStore({ databaseUrl: fresh.url })
      .then(async (opened) => {
        const failed = await opened.write('tap', put('b')).catch((error) => error)
        await opened.close()
        return failed
      })
      .catch((error) => error)
    expect(error).not.toBeInstanceOf(StoreBusy)
    expect(faultOf(error)).toBe('corrupt')
  })
})

describe('on postgres', () => {
  let fresh: FreshStore
  let store: Store

  beforeEach(async () => {
    fresh = await freshStore('postgres')
    store = fresh.store
  })
  afterEach(() => fresh.close())

  test('connections that are cut: StoreBusy, and the next write has a new one', async () => {
    const cut = store.write('tap', async (tx) => {
      await put('lost')(tx)
      await onServer(
        fresh.url,
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      )
      await put('more')(tx)
    })
    const error = await cut.catch((error) => error)
    expect(error).toBeInstanceOf(StoreBusy)
    expect(error).not.toBeInstanceOf(CommitUnknown)
    await store.write('tap', put('next'))
    expect(await keys(store)).toEqual(['next'])
  })

  test('two that lock crosswise both get through', async () => {
    await store.write('tap', async (tx) => {
      await put('a')(tx)
      await put('b')(tx)
    })
    const runs = { ab: 0, ba: 0 }
    const meet = Promise.withResolvers<void>()
    const touch = (tx: Tx, key: string, by: string) =>
      tx.meta.update({ where: { key }, data: { value: by } })
    const crosswise = (name: 'ab' | 'ba') =>
      store.write('message', async (tx) => {
        runs[name]++
        await touch(tx, name[0]!, name)
        if (runs.ab > 0 && runs.ba > 0) meet.resolve()
        await meet.promise
        await touch(tx, name[1]!, name)
      })
    await Promise.all([crosswise('ab'), crosswise('ba')])
    expect(runs.ab + runs.ba).toBeGreaterThan(2)
    const values = (await store.db.meta.findMany()).map(({ value }) => value)
    expect(new Set(values).size).toBe(1)
  })

  describe('behind a line that can be cut', () => {
    let line: Server
    let lineUrl: string
    let cutAt: string | undefined
    const sockets = new Set<Socket>()

    beforeEach(async () => {
      const { hostname, port } = new URL(fresh.url)
      cutAt = undefined
      line = createServer((near) => {
        const far = connect(Number(port), hostname)
        for (const socket of [near, far]) {
          sockets.add(socket)
          socket.on('error', () => {})
        }
        near.on('data', (data) => {
          far.write(data)
          if (cutAt === undefined || !data.includes(cutAt)) return
          near.destroy()
        })
        far.on('data', (data) => near.write(data))
        near.on('close', () => far.end())
        far.on('close', () => near.destroy())
      }).listen(0, '127.0.0.1')
      await once(line, 'listening')
      const url = new URL(fresh.url)
      url.port = String((line.address() as AddressInfo).port)
      lineUrl = url.href
    })
    afterEach(() => {
      for (const socket of sockets) socket.destroy()
      line.close()
    })

    test('cut in the COMMIT, it is not known, and said so', async () => {
      const far = await openStore({ databaseUrl: lineUrl })
      cutAt = 'COMMIT'
      const error = await far.write('tap', put('perhaps')).catch((error) => error)
      expect(error).toBeInstanceOf(CommitUnknown)
      expect(error).toBeInstanceOf(StoreBusy)
      cutAt = undefined
      // What runs again finds out by its own key.
      const again = await far.write(
        'tap',
        (tx) => tx.$executeRaw`INSERT INTO "Meta" ("key", "value") VALUES ('perhaps', '')
          ON CONFLICT DO NOTHING`,
      )
      expect([0, 1]).toContain(again)
      expect(await keys(store)).toEqual(['perhaps'])
      await far.close()
    })

    test('no server: StoreBusy, and it works again when it is back', async () => {
      const far = await openStore({ databaseUrl: lineUrl })
      const { port } = line.address() as AddressInfo
      for (const socket of sockets) socket.destroy()
      line.close()
      await once(line, 'close')
      await expect(far.write('tap', put('a'))).rejects.toBeInstanceOf(StoreBusy)
      expect(faultOf(await far.db.meta.count().catch((error) => error))).toBe('away')
      line.listen(port, '127.0.0.1')
      await once(line, 'listening')
      await far.write('tap', put('b'))
      expect(await keys(store)).toEqual(['b'])
      await far.close()
    })
  })
})

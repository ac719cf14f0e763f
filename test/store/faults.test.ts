/** Disks that are full or broken, servers that go away: nothing is half done, and it is said what. */
import { once } from 'node:events'
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { dirname } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CommitUnknown } from '../../src/store/commit-unknown.ts'
import { openStore } from '../../src/store/connect.ts'
import { faultOf } from '../../src/store/faults.ts'
import { type Store, StoreBroken, StoreBusy, type Tx } from '../../src/store/store.ts'
import { StoreProblem } from '../../src/store/store-problem.ts'
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

  describe('a file that is damaged', () => {
    const file = () => fresh.url.slice('file:'.length)
    /** Fills pages with nonsense. */
    const damage = (pages: readonly number[]) => {
      const handle = openSync(file(), 'r+')
      const nonsense = Buffer.alloc(4096, 0xaa)
      for (const page of pages) writeSync(handle, nonsense, 0, 4096, (page - 1) * 4096)
      closeSync(handle)
    }
    /** Where a table begins. */
    const rootOf = async (table: string) => {
      const [row] = await store.db.$queryRaw<[{ page: bigint }]>`
        SELECT rootpage AS "page" FROM sqlite_master WHERE name = ${table}`
      return Number(row.page)
    }

    test('everywhere: the store does not open, and what to do is said', async () => {
      await store.write('tap', put('a', 'x'.repeat(100_000)))
      await store.close()
      damage(Array.from({ length: 40 }, (_, i) => i + 2))
      const error = await openStore({ databaseUrl: fresh.url }).catch((error) => error)
      expect(error).toBeInstanceOf(StoreProblem)
      expect(faultOf(error)).toBe('corrupt')
      expect(error.message).toContain(`Copy ${file()} aside`)
    })

    test('in one table: found before the start, when it is looked for', async () => {
      const page = await rootOf('Deal')
      await store.close()
      damage([page])
      const error = await openStore({ databaseUrl: fresh.url, check: true }).catch((error) => error)
      expect(error).toBeInstanceOf(StoreProblem)
      expect(error.message).toContain('.recover')
    })

    test('in one table: from the first write that meets it on nothing is written', async () => {
      const page = await rootOf('Deal')
      await store.write('tap', put('before'))
      await store.close()
      damage([page])
      const told: string[] = []
      const onBroken = (whatToDo: string) => void told.push(whatToDo)
      const broken = await openStore({ databaseUrl: fresh.url, onBroken })
      const touch = (tx: Tx) => tx.deal.updateMany({ data: { version: 2 } })
      const failed = await broken.write('tap', touch).catch((error) => error)
      expect(failed).toBeInstanceOf(StoreBroken)
      expect(faultOf(failed)).toBe('corrupt')
      await expect(broken.write('tap', put('after'))).rejects.toBeInstanceOf(StoreBroken)
      expect(await keys(broken)).toEqual(['before'])
      expect(told).toEqual([expect.stringContaining('stop the bot')])
      await broken.close()
    })

    test('is found at night while the bot is at work, and then nothing is written', async () => {
      expect(await store.check()).toEqual([])
      const page = await rootOf('Deal')
      await store.close()
      damage([page])
      const told: string[] = []
      const onBroken = (whatToDo: string) => void told.push(whatToDo)
      const broken = await openStore({ databaseUrl: fresh.url, onBroken })
      await broken.write('tap', put('before'))
      const found = await broken.check()
      expect(found.length).toBeGreaterThan(0)
      expect(told).toHaveLength(1)
      await expect(broken.write('tap', put('after'))).rejects.toBeInstanceOf(StoreBroken)
      await broken.close()
    })

    test('no database at all is called so', async () => {
      await store.close()
      writeFileSync(file(), 'this is a text and no database '.repeat(1000))
      const error = await openStore({ databaseUrl: fresh.url }).catch((error) => error)
      expect(error).toBeInstanceOf(StoreProblem)
      expect(faultOf(error)).toBe('corrupt')
    })
  })

  test('a folder where the file should be, or a file where the folder should be', async () => {
    const folder = `file:${dirname(fresh.url.slice('file:'.length))}`
    const inside = `${fresh.url}/more/x.db`
    for (const databaseUrl of [folder, inside]) {
      const error = await openStore({ databaseUrl }).catch((error) => error)
      expect(error).toBeInstanceOf(StoreProblem)
      expect(error.message).toContain('cannot be written by this user')
    }
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

  test.each([
    ['nobody listens', { port: '9' }, /127\.0\.0\.1:9 cannot be reached .*REFUSED/],
    ['another user', { username: 'nobody-at-all' }, /refuses: .*nobody-at-all/],
    ['no such database', { pathname: '/nowhere' }, /refuses: .*nowhere/],
  ])('%s: the store does not open, and says why', async (_, change, words) => {
    const url = Object.assign(new URL(fresh.url), change)
    const error = await openStore({ databaseUrl: url.href }).catch((error) => error)
    expect(error).toBeInstanceOf(StoreProblem)
    expect(error.message).toMatch(words)
    expect(error.message).not.toContain(url.password || 'no password')
  })

  test('a standby: the store does not open, and says why', async () => {
    const name = new URL(fresh.url).pathname.slice(1)
    const readOnly = (state: string) =>
      onServer(fresh.url, `ALTER DATABASE "${name}" SET default_transaction_read_only = ${state}`)
    await readOnly('on')
    const error = await openStore({ databaseUrl: fresh.url }).catch((error) => error)
    expect(error).toBeInstanceOf(StoreProblem)
    expect(error.message).toContain('is it a standby?')
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

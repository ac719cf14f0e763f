/** When the database cannot be written just now: nothing is, and it is said in time. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as timer } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Store, StoreBusy, type Tx } from '../../src/store/store.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

const put = (key: string) => (tx: Tx) => tx.meta.create({ data: { key, value: '' } })

/** Another process that holds the lock; ends its transaction when it is told to. */
async function lockElsewhere(url: string): Promise<{ release: () => Promise<void> }> {
  const file = fileURLToPath(new URL('../support/hold-lock.ts', import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [file, url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')
  return {
    release: async () => {
      if (child.exitCode !== null) return
      child.stdin!.end()
      await once(child, 'exit')
    },
  }
}

describe.each(databases)('on %s, while another process holds the lock', (database) => {
  let fresh: FreshStore
  let store: Store
  let lock: { release: () => Promise<void> }

  const open = async (waitMs: number) => {
    fresh = await freshStore(database, { waitMs, statementMs: waitMs })
    store = fresh.store
    await store.write('background', put('locked'))
    lock = await lockElsewhere(fresh.url)
  }
  // On PostgreSQL only the row is locked.
  const update = (tx: Tx) =>
    tx.$executeRaw`UPDATE "Meta" SET "value" = 'written' WHERE "key" = 'locked'`
  const value = async () => (await store.db.meta.findFirst({ where: { key: 'locked' } }))?.value

  afterEach(async () => {
    await lock.release()
    await fresh.close()
  })

  test('a write waits without holding up the event loop, and then goes through', async () => {
    await open(10_000)
    let pending = true
    const write = store.write('tap', update).finally(() => {
      pending = false
    })
    let ticks = 0
    while (ticks < 50) {
      await timer(1)
      ticks++
      expect(pending).toBe(true)
    }
    expect(await value()).toBe('')
    await lock.release()
    expect(await write).toBe(1)
    expect(await value()).toBe('written')
  })

  test('after the deadline it is StoreBusy, and nothing was written', async () => {
    await open(100)
    await expect(store.write('tap', update)).rejects.toBeInstanceOf(StoreBusy)
    const more = await Promise.allSettled([1, 2, 3].map(() => store.write('message', update)))
    expect(more).toMatchObject(Array(3).fill({ reason: expect.any(StoreBusy) }))
    await lock.release()
    expect(await value()).toBe('')
  })

  test('the connection is clean afterwards', async () => {
    await open(100)
    await expect(store.write('tap', update)).rejects.toBeInstanceOf(StoreBusy)
    await lock.release()
    await Promise.all(['a', 'b', 'c'].map((key) => store.write('tap', put(key))))
    const failed = store.write('tap', async (tx) => {
      await put('d')(tx)
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await store.db.meta.count()).toBe(4)
  })
})

describe('lanes on sqlite', () => {
  let fresh: FreshStore
  let store: Store

  beforeEach(async () => {
    fresh = await freshStore('sqlite', { waiting: 5, waitMs: 5000 })
    store = fresh.store
  })
  afterEach(() => fresh.close())

  test('a tap overtakes what waits, and each lane keeps its order', async () => {
    const order: string[] = []
    const gate = Promise.withResolvers<void>()
    const add = (name: string) => async () => {
      order.push(name)
    }
    const writes = [
      store.write('background', () => gate.promise),
      store.write('background', add('background')),
      store.write('message', add('message 1')),
      store.write('message', add('message 2')),
      store.write('inbox', add('inbox')),
      store.write('tap', add('tap')),
    ]
    gate.resolve()
    await Promise.all(writes)
    expect(order).toEqual(['tap', 'inbox', 'message 1', 'message 2', 'background'])
  })

  test('one too many is refused at once, the others go', async () => {
    const gate = Promise.withResolvers<void>()
    const first = store.write('tap', () => gate.promise)
    const waiting = ['a', 'b', 'c', 'd', 'e'].map((key) => store.write('message', put(key)))
    await expect(store.write('tap', put('f'))).rejects.toBeInstanceOf(StoreBusy)
    gate.resolve()
    await Promise.all([first, ...waiting])
    expect(await store.db.meta.count()).toBe(5)
  })

  test('a turn that does not come in time is refused, and keeps no place', async () => {
    await fresh.close()
    fresh = await freshStore('sqlite', { waitMs: 50 })
    store = fresh.store
    const gate = Promise.withResolvers<void>()
    const first = store.write('tap', () => gate.promise)
    await expect(store.write('tap', put('late'))).rejects.toBeInstanceOf(StoreBusy)
    gate.resolve()
    await first
    await store.write('tap', put('next'))
    expect((await store.db.meta.findMany()).map(({ key }) => key)).toEqual(['next'])
  })
})

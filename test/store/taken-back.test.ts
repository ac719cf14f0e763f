/** A message that is taken back before anybody has read it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { timeOrderedIds } from '../../src/lib/ids.ts'
import { dropUnread, finishInbox, insertInbox, takeOldest } from '../../src/store/inbox.ts'
import type { Tx } from '../../src/store/store.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

const personKey = 'feishu:ou_zhangwei'

describe.each(databases)('a message taken back on %s', (database) => {
  let fresh: FreshStore

  beforeEach(async () => {
    fresh = await freshStore(database)
    const { store } = fresh
    await store.write('inbox', (tx) =>
      insertInbox(tx, store.dialect, [
        {
          id: timeOrderedIds.next(),
          inbound: {
            kind: 'message',
            platform: 'feishu',
            eventKey: 'feishu:app:e1',
            messageId: 'om_1',
            softKey: 's1',
            occurredMs: 0,
            sender: { externalId: 'ou_zhangwei' },
            chat: { kind: 'private', id: 'oc_1' },
            content: { type: 'text', text: '帮助' },
            mentions: [],
          },
          personKey,
          receivedMs: 0,
          state: 'pending',
        },
      ]),
    )
  })
  afterEach(() => fresh.close())

  const drop = (key = 'feishu:om_1') =>
    fresh.store.write('message', (tx) => dropUnread(tx, fresh.store.dialect, key))
  const take = () =>
    fresh.store.write('message', (tx) => takeOldest(tx, fresh.store.dialect, personKey))

  it('before it was read is not read any more', async () => {
    expect(await drop()).toBeUndefined()
    expect(await take()).toBeUndefined()
  })

  it('after it was read is known by its event', async () => {
    await fresh.store.write('message', async (tx) => {
      const row = await takeOldest(tx, fresh.store.dialect, personKey)
      if (row && row !== 'busy') await finishInbox(tx, row.id, 1)
    })
    expect(await drop()).toMatchObject({ eventKey: 'feishu:app:e1' })
  })

  it('that never came is nothing', async () => {
    expect(await drop('feishu:om_2')).toBeUndefined()
    expect(await take()).toMatchObject({ inbound: { messageId: 'om_1' } })
  })

  it('while it is being read is waited for', async () => {
    const dropping: ReturnType<typeof drop>[] = []
    await fresh.store.write('message', async (tx) => {
      const row = await takeOldest(tx, fresh.store.dialect, personKey)
      dropping.push(drop())
      if (database === 'postgres') await waitsOrEnds(tx, dropping[0]!)
      if (row && row !== 'busy') await finishInbox(tx, row.id, 1)
    })
    expect(await dropping[0]).toMatchObject({ eventKey: 'feishu:app:e1' })
  })
})

/** Until the other transaction waits for a lock of this one, or has ended without. */
async function waitsOrEnds(tx: Tx, other: Promise<unknown>): Promise<void> {
  let ended = false
  void other.finally(() => {
    ended = true
  })
  for (;;) {
    const [locks] = await tx.$queryRaw<{ waiting: bigint }[]>`
      SELECT COUNT(*) AS "waiting" FROM pg_locks
      WHERE NOT granted AND locktype = 'advisory'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
    if (ended || Number(locks!.waiting) > 0) return
  }
}

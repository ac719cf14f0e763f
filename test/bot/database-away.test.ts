/** When the database cannot be written: nothing is answered that was not stored, and nothing is lost. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import type { Tx } from '../../src/store/store.ts'
import { fresh, messageOf, post, secondsNow } from '../app/webhook.ts'
import { deliver } from '../platforms/feishu/request.ts'
import { onServer } from '../support/base-databases.ts'
import { type Database, databases } from '../support/databases.ts'
import { type Instance, openWorld, type World } from '../support/world.ts'

let world: World
let bot: Instance
afterEach(() => world.close())

const impatient = { waitMs: 150, statementMs: 150 }
const visit = '拜访了立辰王工,聊可靠性实验室方案'
const say = () => world.feishu.say({ from: 'ou_zhangwei', chat: 'private', text: visit })
const acknowledged = () =>
  world.feishu.until(() =>
    world.feishu
      .deliveries()
      .find(({ kind, state }) => kind === 'event' && state === 'acknowledged'),
  )
const entries = () => world.store.db.activity.count({ where: { text: visit } })
const ready = async () => (await fetch(`${bot.url}/readyz`)).status

const open = async (database: Database) => {
  world = await openWorld(database, { redelivery: Array(200).fill(50) })
  bot = await world.start({ limits: impatient })
}
const preview = async () => {
  await world.feishu.say({ from: 'ou_zhangwei', chat: 'private', text: 'D-1001 金额改成310万' })
  await bot.bot.engine.settled()
  return world.answersTo('zhangwei').at(-1)!.id
}
const confirm = (messageId: string) =>
  world.feishu.tap({ by: 'ou_zhangwei', messageId, button: { text: '确认' } })

describe.each(databases)('on %s, while somebody else holds the lock', (database) => {
  it('X15 an event gets 503 and comes again, a tap a word, and nothing of either is lost', async () => {
    await open(database)
    const card = await preview()
    const unlock = await (database === 'sqlite' ? lockFile() : lockTables())
    const answer = await post(bot, fresh(messageOf(world, { text: '帮助' })))
    expect(answer).toMatchObject({ status: 503, body: '' })
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
    const refused = await say()
    expect(refused.attempts[0]?.status).toBe(503)
    const tap = await confirm(card)
    expect(tap).toMatchObject({ outcome: 'answered', toast: { type: 'warning' } })
    expect(tap.toast?.content).toBe('暂时没存上,请再点一次')
    expect(tap.card).toBeUndefined()
    expect(await ready()).toBe(503)
    await unlock()
    await acknowledged()
    expect((await confirm(card)).toast?.content).toBe('已保存,10分钟内可撤销')
    await bot.bot.engine.settled()
    expect(await entries()).toBe(1)
    expect(await ready()).toBe(200)
    expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('what was stored before is done when the lock is free', async () => {
    await open(database)
    const unlock = await (database === 'sqlite' ? lockFile() : lockTables('"Outbox"', '"Activity"'))
    // On SQLite not even the event can be stored meanwhile.
    if (database === 'postgres') expect((await say()).state).toBe('acknowledged')
    else void say()
    await unlock()
    await acknowledged()
    await bot.bot.engine.settled()
    expect(await entries()).toBe(1)
    expect(world.answersTo('zhangwei')).toHaveLength(1)
  })
})

describe('on sqlite', () => {
  const pragma = (text: string) => bot.store.write('tap', (tx) => runPragma(tx, text))

  it('a full disk: no 200, and when there is space again it comes in', async () => {
    await open('sqlite')
    const [{ pages }] = await world.store.db.$queryRaw<[{ pages: bigint }]>`
      SELECT page_count AS "pages" FROM pragma_page_count`
    await pragma(`max_page_count = ${Number(pages) + 4}`)
    const text = '华芯的一段很长的话。'.repeat(3_000)
    const statuses = new Set<number>()
    for (let i = 0; i < 20; i++) {
      statuses.add((await post(bot, fresh(messageOf(world, { text, id: `${i}` })))).status)
    }
    expect([...statuses]).toEqual([503])
    await pragma('max_page_count = 1000000')
    const again = Array.from({ length: 20 }, (_, i) =>
      post(bot, fresh(messageOf(world, { text, id: `${i}` }))),
    )
    for (const { status } of await Promise.all(again)) expect(status).toBe(200)
    await bot.bot.engine.settled()
    expect(await world.store.db.inbox.count({ where: { state: 'done' } })).toBe(20)
    expect(world.answersTo('zhangwei')).toHaveLength(20)
  })

  it('a file that may not be written: no 200, and the log says what it is', async () => {
    await open('sqlite')
    const card = await preview()
    await pragma('query_only = ON')
    expect((await post(bot, fresh(messageOf(world)))).status).toBeGreaterThanOrEqual(500)
    const tap = await confirm(card)
    expect(tap).toMatchObject({ outcome: 'answered', toast: { type: 'error' } })
    expect(tap.toast?.content).toContain('没有保存')
    expect(await ready()).toBe(503)
    const said = bot.lines.filter(({ level }) => level === 'error')
    expect(said.map(({ fields }) => String(fields.err)).join()).toMatch(/readonly|READONLY/)
  })
})

describe('a damaged file', () => {
  it('takes no event and no tap, and is not ready', async () => {
    await open('sqlite')
    const card = await preview()
    await bot.stop()
    const [{ page }] = await world.store.db.$queryRaw<[{ page: bigint }]>`
      SELECT rootpage AS "page" FROM sqlite_master WHERE name = 'InboxRejected'`
    // What is in the WAL would be read instead.
    await world.store.close()
    const file = openSync(world.databaseUrl.slice('file:'.length), 'r+')
    writeSync(file, Buffer.alloc(4096, 0xaa), 0, 4096, (Number(page) - 1) * 4096)
    closeSync(file)
    bot = await world.start({ limits: impatient })
    // The first to meet the damage is one that cannot be read.
    const unreadable = () => post(bot, deliver('{}', { timestamp: secondsNow() }))
    for (let i = 0; i < 2; i++) expect((await unreadable()).status).toBe(503)
    expect((await post(bot, fresh(messageOf(world)))).status).toBe(503)
    expect((await confirm(card)).toast?.content).toBe('暂时没存上,请再点一次')
    expect(await ready()).toBe(503)
    expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('on postgres', () => {
  it('a standby: no 200, and after the failover it comes in', async () => {
    await open('postgres')
    await readOnly('on')
    const refused = await say()
    expect(refused.attempts[0]?.status).toBe(503)
    expect(await ready()).toBe(503)
    await readOnly('off')
    await acknowledged()
    await bot.bot.engine.settled()
    expect(await entries()).toBe(1)
    expect(await ready()).toBe(200)
  })

  it('a server that cuts all connections: what was under way is done once', async () => {
    await open('postgres')
    for (let i = 0; i < 5; i++) {
      const said = say()
      await cutConnections()
      await said
    }
    await world.feishu.until(() => {
      const events = world.feishu.deliveries().filter(({ kind }) => kind === 'event')
      return events.every(({ state }) => state === 'acknowledged')
    }, 15_000)
    await bot.bot.engine.settled()
    expect(await entries()).toBe(5)
    expect(world.answersTo('zhangwei')).toHaveLength(5)
  }, 60_000)
})

/** The write lock of the file, in another process. */
async function lockFile(): Promise<() => Promise<void>> {
  const file = fileURLToPath(new URL('../support/hold-lock.ts', import.meta.url))
  const child = spawn(process.execPath, [file, world.databaseUrl], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return async () => {
    child.stdin.end()
    await once(child, 'exit')
  }
}

/** Writing to these tables, by another client. */
async function lockTables(...tables: string[]): Promise<() => Promise<void>> {
  const locked = tables.length > 0 ? tables : ['"Inbox"', '"Meta"']
  const client = new pg.Client({ connectionString: world.databaseUrl })
  await client.connect()
  await client.query(`BEGIN; LOCK TABLE ${locked.join(', ')} IN EXCLUSIVE MODE`)
  return () => client.end()
}

async function readOnly(state: 'on' | 'off'): Promise<void> {
  const name = new URL(world.databaseUrl).pathname.slice(1)
  const server = new URL(world.databaseUrl)
  server.pathname = '/postgres'
  await onServer(
    server.href,
    `ALTER DATABASE "${name}" SET default_transaction_read_only = ${state}`,
  )
  await cutConnections()
}

async function cutConnections(): Promise<void> {
  const name = new URL(world.databaseUrl).pathname.slice(1)
  const server = new URL(world.databaseUrl)
  server.pathname = '/postgres'
  await onServer(
    server.href,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
  )
}

/** PRAGMA takes no parameters. */
function runPragma(tx: Tx, text: string): Promise<unknown> {
  const template = Object.assign([`PRAGMA ${text}`], { raw: [`PRAGMA ${text}`] })
  return tx.$queryRaw(template as unknown as TemplateStringsArray)
}

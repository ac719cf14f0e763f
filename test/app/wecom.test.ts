/** WeCom through the front door: sealed callbacks in, calls of its API out. */
import { afterEach, describe, expect, it } from 'vitest'
import { demoNow } from '../../prisma/demo/units.ts'
import { claimOutbox } from '../../src/bot/claim-outbox.ts'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { movableClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import type { Platform } from '../../src/platforms/port.ts'
import type { TemplateCard } from '../../src/platforms/wecom/template-card.ts'
import { type Bot, runBot } from '../../src/run-bot.ts'
import { enqueue, type NewOutboxRow } from '../../src/store/outbox.ts'
import { readSlots, writeSlots } from '../../src/store/send-slots.ts'
import { type Store, StoreBusy } from '../../src/store/store.ts'
import { type Answer, type Asked, startOpenPlatform } from '../platforms/wecom/open-platform.ts'
import { config, seal, sign, xml } from '../platforms/wecom/seal.ts'
import { type Database, databases, freshStore } from '../support/databases.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const updating = '/cgi-bin/message/update_template_card'
const sending = '/cgi-bin/message/send'

type Scene = {
  readonly bot: Bot
  readonly platform: Platform
  readonly failNextTap: (error: Error) => void
  readonly calls: (path: string) => { readonly [key: string]: never }[]
  readonly post: (fields: Readonly<Record<string, string>>) => Promise<Response>
  readonly say: (text: string) => Promise<void>
  readonly tap: (card: SentCard, button: string, code: string) => Promise<Response>
  readonly cards: () => SentCard[]
  readonly texts: () => string[]
}
type SentCard = TemplateCard & { readonly task_id: string }

async function open(
  database: Database,
  answer: (asked: Asked, nth: number) => Answer | undefined = () => undefined,
): Promise<Scene> {
  const { store: whole, close } = await freshStore(database)
  closing.push(close)
  await seedDemo(whole)
  let trouble: Error | undefined
  const write: Store['write'] = async (lane, work) => {
    if (lane !== 'tap' || !trouble) return whole.write(lane, work)
    const error = trouble
    trouble = undefined
    throw error
  }
  const store = { ...whole, write }
  const wecom = await startOpenPlatform(answer)
  const parts = {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: 'in use',
    zone: 'Asia/Shanghai',
    adminUsers: [],
    logLevel: 'silent',
    scheduler: false,
  } as const
  const bot = await runBot(
    { ...parts, wecom: { ...config, baseUrl: wecom.url } },
    {
      store,
      clock: movableClock(demoNow.getTime()),
      log: createLogger({ level: 'silent', secrets: [] }),
    },
  )
  closing.push(bot.stop)
  await bot.warm
  let said = 0
  const sent = () => wecom.bodies(sending).map((body) => JSON.parse(body))
  const post = async (fields: Readonly<Record<string, string>>) => {
    const encrypted = seal(xml(fields))
    const response = await bot.app.request(address(encrypted), {
      method: 'POST',
      body: `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
    })
    await bot.engine.settled()
    return response
  }
  return {
    bot,
    platform: wecom.wecom,
    failNextTap: (error) => {
      trouble = error
    },
    calls: (path) => wecom.bodies(path).map((body) => JSON.parse(body)),
    post,
    say: async (text) => {
      said += 1
      const response = await post({
        MsgType: 'text',
        Content: text,
        MsgId: `90071992547409930${said}`,
      })
      expect(response.status).toBe(200)
      expect(await response.text()).toBe('')
    },
    tap: (card, button, code) => {
      if (card.card_type !== 'button_interaction') throw new Error(card.card_type)
      const key = card.button_list.find(({ text }) => text === button)!.key
      return post({
        MsgType: 'event',
        Event: 'template_card_event',
        EventKey: key,
        TaskId: card.task_id,
        CardType: card.card_type,
        ResponseCode: code,
      })
    },
    cards: () => sent().flatMap(({ template_card }) => template_card ?? []),
    texts: () =>
      sent().flatMap(({ text }) =>
        text ? text.content.replace(/[\u200b-\u200d\u2060]/g, '') : [],
      ),
  }
}

function address(encrypted: string, more = ''): string {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = sign(encrypted, { timestamp, nonce: 'n1' })
  return `/webhooks/wecom?msg_signature=${signature}&timestamp=${timestamp}&nonce=n1${more}`
}

describe('the address', () => {
  it('is verified with the bare text, and refused to anybody else', async () => {
    const { bot } = await open('sqlite')
    const echo = seal('1616140317555161061')
    const path = address(echo, `&echostr=${encodeURIComponent(echo)}`)
    const response = await bot.app.request(path)
    expect([response.status, await response.text()]).toEqual([200, '1616140317555161061'])
    expect((await bot.app.request(path.replace(/nonce=n1/, 'nonce=n2'))).status).toBe(401)
    expect((await bot.app.request('/webhooks/feishu', { method: 'POST' })).status).toBe(404)
  })
})

describe.each(databases)('on WeCom and %s', (database) => {
  const change = '华芯检测项目金额改成320万'
  /** The preview of a change, as it was sent. */
  const preview = async (scene: Scene) => {
    await scene.say(change)
    return scene.cards().at(-1)!
  }
  const fen = async ({ bot }: Scene) =>
    (await bot.store.db.deal.findFirst({ where: { code: 'D-1001' } }))?.amountFen

  it('a tap changes the deal once, and the card through its ticket, however often it comes', async () => {
    const scene = await open(database, ({ path }) =>
      path === sending ? { response_code: 'sent' } : undefined,
    )
    const card = await preview(scene)
    const before = await fen(scene)
    const response = await scene.tap(card, '确认', 'tap-1')
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(await fen(scene)).toBe(320_000_000n)
    expect(before).not.toBe(320_000_000n)
    const updates = scene.calls(updating)
    expect(updates).toMatchObject([
      { userids: ['zhangwei'], response_code: 'tap-1', template_card: { task_id: card.task_id } },
    ])
    await scene.tap(card, '确认', 'tap-1')
    expect(scene.calls(updating)).toHaveLength(1)
    expect(await scene.bot.store.db.cardTicket.count()).toBe(0)
  })

  it('a tap is answered although the card cannot be changed any more', async () => {
    const scene = await open(database, ({ path }) =>
      path === updating ? { errcode: 60140 } : undefined,
    )
    const card = await preview(scene)
    await scene.tap(card, '确认', 'tap-1')
    const [last] = scene.cards().slice(-1)
    expect(last?.task_id).not.toBe(card.task_id)
    expect(await fen(scene)).toBe(320_000_000n)
  })

  it('a change of unknown end is done when the ticket turns out to be used up', async () => {
    const scene = await open(database, ({ path }, nth) => {
      if (path !== updating) return undefined
      return nth === 1 ? 'reset' : { errcode: 60140 }
    })
    const card = await preview(scene)
    await scene.tap(card, '确认', 'tap-1')
    expect(scene.calls(updating)).toHaveLength(2)
    expect(scene.cards().at(-1)?.task_id).toBe(card.task_id)
    const rows = await scene.bot.store.db.outbox.findMany({ where: { operation: 'update' } })
    expect(rows.map(({ state }) => state)).toEqual(['sent'])
  })

  it('a tap on what is not ours is answered with a word', async () => {
    const scene = await open(database)
    const card = await preview(scene)
    await scene.post({
      MsgType: 'event',
      Event: 'template_card_event',
      EventKey: 'approve:42',
      TaskId: card.task_id,
      ResponseCode: 'tap-1',
    })
    expect(scene.texts().at(-1)).toContain('这张卡片已更新')
  })

  it('a tap that could not be stored is to come again, and is then done', async () => {
    const scene = await open(database)
    const card = await preview(scene)
    scene.failNextTap(new StoreBusy('away'))
    expect((await scene.tap(card, '确认', 'tap-1')).status).toBe(503)
    expect(await fen(scene)).not.toBe(320_000_000n)
    expect((await scene.tap(card, '确认', 'tap-1')).status).toBe(200)
    expect(await fen(scene)).toBe(320_000_000n)
  })

  it('a tap that met a bug is owned up to, once', async () => {
    const scene = await open(database)
    const card = await preview(scene)
    scene.failNextTap(new Error('a bug'))
    expect((await scene.tap(card, '确认', 'tap-1')).status).toBe(200)
    await scene.tap(card, '确认', 'tap-1')
    expect(scene.texts().filter((text) => text.includes('出了点问题'))).toHaveLength(1)
  })

  it('who left may do nothing any more', async () => {
    const scene = await open(database)
    await scene.post({ MsgType: 'event', Event: 'unsubscribe' })
    const before = scene.calls(sending).length
    await scene.say(change)
    expect(scene.calls(sending)).toHaveLength(before)
  })

  it.each([
    ['twenty messages a minute', 20, 5_000, 55_000],
    ['nine hundred an hour', 900, 3_000_000, 600_000],
  ])('to one person leave no more than %s', async (_, count, agoMs, waitMs) => {
    const { bot, platform } = await open(database)
    const { store } = bot
    const nowMs = Math.floor(Date.now() / 100) * 100
    const row: NewOutboxRow = {
      id: '01',
      dedupeKey: 'one-more',
      platform: 'wecom',
      operation: 'send',
      targetKind: 'user',
      targetId: 'zhangwei',
      card: { title: '还有一条', tone: 'info', blocks: [] },
      priority: 0,
      createdMs: nowMs,
      nextMs: nowMs,
    }
    const claimed = await store.write('background', async (tx) => {
      await writeSlots(
        tx,
        store.dialect,
        new Map([['wecom:user:zhangwei', [[nowMs - agoMs, count]]]]),
      )
      await enqueue(tx, store.dialect, [row])
      const platforms = new Map([['wecom', platform]])
      const of = { dialect: store.dialect, platforms, owner: 'o', nowMs, today: '2026-11-18' }
      return claimOutbox(tx, { ...of, limit: 10 })
    })
    expect(claimed.claimed).toEqual([])
    expect(claimed.againMs! - nowMs).toBeGreaterThanOrEqual(waitMs)
  })

  it('each of the messages in which a card leaves is counted', async () => {
    const scene = await open(database)
    const { store } = scene.bot
    await scene.say('帮助')
    const sent = scene.calls(sending).length
    expect(sent).toBeGreaterThan(1)
    const slots = await store.write('background', (tx) =>
      readSlots(tx, store.dialect, ['wecom:person:zhangwei']),
    )
    const counts = [...slots.values()].flat().map(([, count]) => count)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(sent)
  })
})

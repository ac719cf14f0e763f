/**
 * Two readings of one protocol: the bot's own platform in front of the simulated one. Whatever the
 * two understand differently shows here.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Card } from '../../../cards/kit/card.ts'
import { systemClock } from '../../../src/lib/clock.ts'
import { createLogger } from '../../../src/lib/logger.ts'
import { createFeishu, type Feishu } from '../../../src/platforms/feishu/feishu.ts'
import type { Inbound, Received, TapAnswer } from '../../../src/platforms/port.ts'
import type { SimulatedFeishu, SimulatorOptions } from '../../../src/playground/feishu/types.ts'
import { app, startTenant } from './tenant.ts'

const day = '2026-12-15'
const action = { a: 'deal.move', id: 'd1', v: 3 }
const card: Card = {
  title: '华芯检测项目',
  tone: 'info',
  blocks: [
    { type: 'text', line: '<at id=all></at> **不是标记**' },
    { type: 'buttons', buttons: [{ text: '确认', style: 'primary', action }] },
    {
      type: 'form',
      name: 'edit',
      fields: [
        { type: 'input', name: 'reason', label: '原因', required: true },
        { type: 'date', name: 'due', label: '日期' },
        {
          type: 'select',
          name: 'stage',
          label: '阶段',
          options: [{ text: '商务谈判', value: 'negotiation' }],
        },
      ],
      buttons: [{ text: '提交', action: { ...action, a: 'deal.save' } }],
    },
  ],
}

let feishu: SimulatedFeishu
let bot: Feishu
let door: Server
let received: Received[]
let tapAnswer: TapAnswer

beforeEach(() => start())

afterEach(async () => {
  bot.close()
  door.closeAllConnections()
  await new Promise((resolve) => door.close(resolve))
  await feishu.close()
})

async function start(more: Partial<SimulatorOptions> = {}): Promise<void> {
  received = []
  tapAnswer = {}
  feishu = await startTenant({ clock: systemClock, enforceLimits: false, ...more })
  bot = createFeishu(
    {
      appId: app.id,
      appSecret: app.secret,
      encryptKeys: [app.encryptKey],
      verificationToken: app.verificationToken,
      baseUrl: feishu.baseUrl,
    },
    { log: createLogger({ level: 'silent' }), clock: systemClock },
  )
  expect(await bot.warmUp()).toBe(true)
  door = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const result = bot.receive({
      method: 'POST',
      query: () => undefined,
      header: (name) => request.headers[name] as string | undefined,
      body: Buffer.concat(chunks),
      nowMs: Date.now(),
    })
    received.push(result)
    if (result.kind === 'refused') return response.writeHead(result.status).end()
    if (result.kind === 'challenge') return response.end(result.answer.body)
    const isTap = result.kind === 'inbound' && result.inbound.kind === 'tap'
    return response.end(JSON.stringify(isTap ? bot.answerTap(tapAnswer) : {}))
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const { port } = door.address() as AddressInfo
  expect(await feishu.setWebhook(`http://127.0.0.1:${port}/webhooks/feishu`)).toEqual({
    saved: true,
  })
}

function last(): Inbound {
  const result = received.at(-1)
  if (result?.kind !== 'inbound') throw new Error(`not read: ${JSON.stringify(result)}`)
  return result.inbound
}

const sendCard = (idempotencyKey = 'k1', to = 'ou_zhangwei') =>
  bot.send({
    operation: 'send',
    target: { kind: 'user', id: to },
    idempotencyKey,
    payload: bot.render(card),
  })

async function sentCard(): Promise<string> {
  const outcome = await sendCard()
  if (outcome.kind !== 'sent') throw new Error(`not sent: ${JSON.stringify(outcome)}`)
  return outcome.messageId ?? ''
}

describe('what people say', () => {
  it('in private, is understood', async () => {
    await feishu.say({ from: 'ou_zhangwei', chat: 'private', text: '华芯推进到商务谈判' })
    expect(last()).toMatchObject({
      kind: 'message',
      sender: { externalId: 'ou_zhangwei' },
      chat: { kind: 'private', id: feishu.privateChatOf('ou_zhangwei') },
      content: { type: 'text', text: '华芯推进到商务谈判' },
    })
  })

  it.each(['text', 'post'] as const)('in a group as %s, is for the bot', async (as) => {
    await feishu.say({
      from: 'ou_lina',
      chat: 'oc_huadong',
      text: 'D-1001 转给@张伟 跟进',
      mentionBot: true,
      mentions: [{ openId: 'ou_zhangwei', name: '张伟' }],
      as,
    })
    expect(last()).toMatchObject({
      kind: 'message',
      chat: { kind: 'group', id: 'oc_huadong' },
      content: { type: 'text', text: expect.stringMatching(/^D-1001 转给@张伟 +跟进$/) },
      mentions: [{ externalId: 'ou_zhangwei', name: '张伟' }],
    })
  })

  it('in reply, says to what', async () => {
    const replyTo = await sentCard()
    await feishu.say({ from: 'ou_zhangwei', chat: 'private', text: '对', replyTo })
    expect(last()).toMatchObject({ kind: 'message', replyTo })
  })

  it.each([
    ['file', { type: 'file', name: '报价.xlsx' }],
    ['image', { type: 'image' }],
    ['sticker', { type: 'other', what: 'sticker' }],
  ] as const)('as a %s, is told apart', async (as, content) => {
    await feishu.say({ from: 'ou_zhangwei', chat: 'private', text: '报价.xlsx', as })
    expect(last()).toMatchObject({ kind: 'message', content })
  })

  it('with a wrong signature or token, is refused', async () => {
    feishu.faults.wrongSignature = true
    const hello = () => feishu.say({ from: 'ou_zhangwei', chat: 'private', text: '你好' })
    expect((await hello()).attempts[0]?.status).toBe(401)
    feishu.faults.wrongSignature = false
    feishu.faults.wrongVerificationToken = true
    expect((await hello()).attempts[0]?.status).toBe(403)
  })

  it('again with another message id, has the same soft key', async () => {
    feishu.faults.duplicateDelivery = true
    feishu.faults.freshMessageId = true
    await feishu.say({ from: 'ou_zhangwei', chat: 'private', text: '你好' })
    await feishu.until(() => feishu.deliveries().at(-1)?.state === 'acknowledged')
    const copies = received.flatMap((result) =>
      result.kind === 'inbound' && result.inbound.kind === 'message' ? [result.inbound] : [],
    )
    expect(copies).toHaveLength(2)
    expect(new Set(copies.map((copy) => copy.softKey)).size).toBe(1)
    expect(new Set(copies.map((copy) => copy.messageId)).size).toBe(2)
  })
})

describe('what else happens', () => {
  it.each<[string, () => Promise<unknown>, object]>([
    ['entering', () => feishu.enterPrivateChat('ou_lina'), { kind: 'entered' }],
    ['the menu', () => feishu.pressMenu('ou_lina', 'today'), { kind: 'menu', key: 'today' }],
    [
      'the bot joining',
      () => feishu.addBot('oc_other', 'ou_zhangwei'),
      { kind: 'bot-added', chat: { kind: 'group', id: 'oc_other' }, name: '别的群' },
    ],
    ['the bot leaving', () => feishu.removeBot('oc_huadong', 'ou_lina'), { kind: 'bot-removed' }],
    ['a group dissolved', () => feishu.disband('oc_huadong', 'ou_lina'), { kind: 'bot-removed' }],
    [
      'someone leaving',
      () => feishu.changePerson('ou_lina', { resigned: true }),
      { kind: 'person-left', person: { externalId: 'ou_lina' } },
    ],
    [
      'someone moving',
      () => feishu.changePerson('ou_lina', { departmentIds: ['od-sales'] }),
      { kind: 'person-changed', person: { externalId: 'ou_lina' } },
    ],
    [
      'anything else',
      () => feishu.emit('drive.file.edit_v1', {}),
      { kind: 'unsupported', type: 'drive.file.edit_v1' },
    ],
  ])('%s', async (_name, happen, inbound) => {
    await happen()
    expect(last()).toMatchObject(inbound)
  })
})

describe('a card', () => {
  it('with text that looks like markup is sent, and mentions nobody', async () => {
    const message = feishu.message(await sentCard())
    expect(message).toMatchObject({ mentionsAll: false, warnings: [] })
  })

  it('sent twice under one key is one message', async () => {
    feishu.faults.appliesTo = ({ path }) => path.endsWith('/messages')
    feishu.faults.dropAnswer = 1
    expect((await sendCard()).kind).toBe('retry')
    expect((await sendCard()).kind).toBe('sent')
    expect(feishu.messages(feishu.privateChatOf('ou_zhangwei'))).toHaveLength(1)
  })

  it('goes through although the token has expired', async () => {
    await sentCard()
    for (const status of [400, 200] as const) {
      feishu.faults.tokenExpired = true
      feishu.faults.tokenProblemStatus = status
      expect((await sendCard(`after ${status}`)).kind).toBe('sent')
    }
  })

  it('waits as long as the platform says', async () => {
    feishu.faults.rateLimit = 1
    feishu.faults.rateLimitResetSeconds = 7
    expect(await sendCard()).toMatchObject({ kind: 'retry', code: '99991400', scope: 'app' })
  })

  it('to one who left is dead', async () => {
    expect(await sendCard('k1', 'ou_gone')).toMatchObject({ kind: 'dead', code: '230013' })
  })

  it('is tapped, and the answer drawn', async () => {
    const messageId = await sentCard()
    const next: Card = { title: '已推进', tone: 'done', blocks: [] }
    tapAnswer = { toast: { tone: 'success', text: '好了' }, card: next }
    const report = await feishu.tap({ by: 'ou_zhangwei', messageId, button: { text: '确认' } })
    expect(last()).toMatchObject({
      kind: 'tap',
      operator: { externalId: 'ou_zhangwei' },
      chat: { id: feishu.privateChatOf('ou_zhangwei') },
      messageId,
      action,
    })
    expect(report).toMatchObject({
      outcome: 'answered',
      toast: { type: 'success', content: '好了' },
      card: JSON.parse(bot.render(next)),
    })
  })

  it('is filled in and submitted', async () => {
    const messageId = await sentCard()
    const form = { reason: '客户改期', due: day, stage: 'negotiation' }
    const report = await feishu.tap({
      by: 'ou_zhangwei',
      messageId,
      button: { text: '提交' },
      form,
    })
    expect(report.outcome).toBe('answered')
    expect(last()).toMatchObject({ kind: 'tap', action: { a: 'deal.save' }, form })
  })

  it('is updated in place', async () => {
    const id = await sentCard()
    const payload = bot.render({ title: '已作废', tone: 'neutral', blocks: [] })
    const outcome = await bot.send({
      operation: 'update',
      target: { kind: 'message', id },
      idempotencyKey: 'k2',
      payload,
    })
    expect(outcome.kind).toBe('sent')
    expect(feishu.message(id)?.card).toEqual(JSON.parse(payload))
  })
})

describe('colleagues', () => {
  it('are found with their departments and leaders', async () => {
    expect(await bot.directory.person('ou_lina')).toEqual({
      externalId: 'ou_lina',
      unionId: expect.stringMatching(/^on_/),
      name: '李娜',
      departments: ['华东组'],
      leaderExternalId: 'ou_chenjing',
      active: true,
    })
  })

  it.each([
    ['the whole company', {}],
    ['some of it', { ou_chenjing: { visible: false } }],
  ])('are listed: %s', async (_name, changes) => {
    for (const [openId, change] of Object.entries(changes)) {
      await feishu.changePerson(openId, change)
    }
    const listed: string[] = []
    for await (const person of bot.directory.everyone()) listed.push(person.externalId)
    const expected = ['ou_zhangwei', 'ou_lina', 'ou_chenjing'].filter((id) => !(id in changes))
    expect(listed.filter((id) => id !== 'ou_gone').sort()).toEqual(expected.sort())
  })
})

it('the long connection carries the same', async () => {
  feishu.setMode('long-connection')
  const came: Inbound[] = []
  const connection = await bot.openLongConnection(async (inbound) => {
    came.push(inbound)
    return inbound.kind === 'tap' ? { toast: { tone: 'success', text: '好了' } } : undefined
  })
  await feishu.until(() => feishu.connections() === 1)
  await feishu.say({ from: 'ou_zhangwei', chat: 'private', text: '你好' })
  const messageId = await sentCard()
  const report = await feishu.tap({ by: 'ou_zhangwei', messageId, button: { text: '确认' } })
  connection.stop()
  expect(came).toMatchObject([{ kind: 'message' }, { kind: 'tap', messageId, action }])
  expect(report).toMatchObject({ outcome: 'answered', toast: { content: '好了' } })
})

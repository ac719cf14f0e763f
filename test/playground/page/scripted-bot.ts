/**
 * A bot that knows a handful of answers by heart, behind the real Feishu platform: encrypted
 * events in, real cards out. It stands in for the bot where only the page is tried.
 */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { activityLoggedCard } from '../../../cards/activity-card.ts'
import { dealCard } from '../../../cards/deal-card.ts'
import { dealChangedCard, dealChangePreviewCard } from '../../../cards/deal-change-card.ts'
import { helpCard } from '../../../cards/help-card.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { Clock } from '../../../src/lib/clock.ts'
import { createLogger } from '../../../src/lib/logger.ts'
import { createFeishu, type Feishu } from '../../../src/platforms/feishu/feishu.ts'
import type { InboundMessage, InboundTap, TapAnswer } from '../../../src/platforms/port.ts'
import type { JsonObject } from '../../../src/playground/json.ts'
import samples from './fixtures/cards.json' with { type: 'json' }

export const app = {
  id: 'cli_0123456789abcdef',
  secret: 'secret-of-the-app',
  encryptKey: 'sim-encrypt-key-0001',
  verificationToken: 'vtok',
}

export type ScriptedBot = {
  readonly webhookUrl: string
  /** Forms that were sent to it, newest last. */
  readonly forms: InboundTap['form'][]
  /** Back to the beginning of the script. */
  readonly reset: () => void
  readonly close: () => Promise<void>
}

type Script = { saved: boolean; sent: number; feishu: Feishu; forms: InboundTap['form'][] }

export async function startScriptedBot(baseUrl: string, clock: Clock): Promise<ScriptedBot> {
  const { id: appId, secret: appSecret, encryptKey, verificationToken } = app
  const config = { appId, appSecret, encryptKeys: [encryptKey], verificationToken, baseUrl }
  const feishu = createFeishu(config, { log: createLogger({ level: 'silent' }), clock })
  await feishu.warmUp()
  const script: Script = { saved: false, sent: 0, feishu, forms: [] }
  const server = createServer(getRequestListener((request) => receive(script, clock, request)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    webhookUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/feishu`,
    forms: script.forms,
    reset: () => {
      script.saved = false
      script.forms.length = 0
    },
    close: async () => {
      feishu.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function receive(script: Script, clock: Clock, request: Request): Promise<Response> {
  const received = script.feishu.receive({
    method: request.method,
    query: () => undefined,
    header: (name) => request.headers.get(name) ?? undefined,
    body: new Uint8Array(await request.arrayBuffer()),
    nowMs: clock.real(),
  })
  if (received.kind === 'challenge') return new Response(received.answer.body)
  if (received.kind !== 'inbound') return new Response(null, { status: 401 })
  const { inbound } = received
  if (inbound.kind === 'tap') {
    return Response.json(script.feishu.answerTap(answerTap(script, inbound)))
  }
  if (inbound.kind === 'message') void answer(script, inbound)
  return Response.json({})
}

async function answer(script: Script, message: InboundMessage): Promise<void> {
  const said = message.content.type === 'text' ? message.content.text : ''
  const sample = /^样张 (\w+)$/.exec(said)?.[1]
  const payload = sample
    ? JSON.stringify((samples as unknown as Record<string, JsonObject>)[sample])
    : script.feishu.render(cardFor(script, said))
  script.sent += 1
  await script.feishu.send({
    operation: 'send',
    target: { kind: 'chat', id: message.chat.id },
    idempotencyKey: `answer-${script.sent}`,
    payload,
    ...(message.chat.kind === 'group' ? { replyTo: message.messageId } : {}),
  })
}

function answerTap(script: Script, tap: InboundTap): TapAnswer {
  if (Object.keys(tap.form).length > 0) script.forms.push(tap.form)
  switch (tap.action?.a) {
    case 'draft.confirm':
      script.saved = true
      return {
        toast: { tone: 'success', text: '已更新，10 分钟内可撤销' },
        card: dealChangedCard(change, draft, true),
      }
    case 'draft.undo':
      script.saved = false
      return { toast: { tone: 'info', text: '已撤销' }, card: dealChangePreviewCard(change, draft) }
    case 'contact.add-phone':
      return { toast: { tone: 'success', text: `记下了 ${tap.form.phone}` }, card: savedPhoneCard }
    default:
      return { toast: { tone: 'warning', text: '样张上的按钮，没有接东西' } }
  }
}

function cardFor(script: Script, said: string): Card {
  if (said.includes('推进')) return dealChangePreviewCard(change, draft)
  if (said.includes('拜访')) return activityLoggedCard(activity, draft, true)
  if (said.includes('多少钱')) return dealCard(dealOf(script))
  if (said.includes('电话')) return phoneCard
  if (said.startsWith('回显')) return { title: said.slice(2), tone: 'info', blocks: echo(said) }
  return helpCard({
    name: '张伟',
    role: '销售',
    phrases: [],
    buttons: [],
    changes: true,
    topics: [{ title: '商机', lines: [{ what: '改商机', say: '华芯检测项目推进到商务谈判' }] }],
  })
}

const echo = (said: string): Card['blocks'] => [
  { type: 'text', line: said.slice(2) },
  { type: 'fields', fields: [{ label: '名字', value: { text: said.slice(2), bold: true } }] },
]

const draft = { id: 'DR-1', version: 1 }

const change = {
  deal: { code: 'D-1001', name: '华芯检测项目', account: '华芯技术有限公司' },
  changes: [
    { label: '阶段', from: '方案制定', to: '商务谈判', note: '退出条件已满足' },
    { label: '金额', from: '¥2,800,000(280万)', to: '¥3,200,000(320万)', note: '+14.3%' },
    { label: '预计签约', from: '2026-12-15', to: '2026-11-25(下周三)' },
  ],
  warnings: ['商务谈判通常 4–8 周，7 天后签约偏快'],
}

const activity = {
  account: '立辰',
  kind: '面谈',
  day: '2026-11-18(今天)',
  contact: '王工',
  topic: '可靠性实验室方案',
  feedback: '价格偏高',
  nextStep: '再报一版',
  nextDay: '2026-11-24(下周二)',
}

const dealOf = ({ saved }: Script) => ({
  code: 'D-1001',
  name: '华芯检测项目',
  account: '华芯技术有限公司',
  owner: '张伟',
  outcome: 'open',
  stage: saved ? '商务谈判' : '方案制定',
  pipeline: '电子检测',
  stageDays: saved ? 0 : 37,
  stageLimitDays: saved ? 56 : 42,
  amount: saved ? '¥3,200,000(320万)' : '¥2,800,000(280万)',
  closeDay: saved ? '2026-11-25' : '2026-12-15',
  criteria: saved
    ? [{ name: '签署正式合同', met: false }]
    : [{ name: '客户认可技术方案', met: true }],
  open: [],
  releases: [],
  contacts: ['李总(技术,支持)', '张经理(采购,中立)', '赵会计(财务,中立)'],
})

const phoneCard: Card = {
  title: '补电话',
  subtitle: '王工 · 立辰',
  tone: 'info',
  blocks: [
    {
      type: 'form',
      name: 'phone',
      fields: [
        { type: 'input', name: 'phone', label: '电话', placeholder: '13800001111', required: true },
        {
          type: 'select',
          name: 'duty',
          label: '分工',
          options: [
            { text: '技术', value: 'technical' },
            { text: '采购', value: 'purchasing' },
          ],
        },
        { type: 'date', name: 'since', label: '认识日期', value: '2026-11-18' },
      ],
      buttons: [
        { text: '保存', style: 'primary', action: { a: 'contact.add-phone', id: 'C-1', v: 1 } },
      ],
    },
  ],
}

const savedPhoneCard: Card = {
  title: '电话已保存',
  tone: 'done',
  blocks: [{ type: 'text', line: '王工' }],
}

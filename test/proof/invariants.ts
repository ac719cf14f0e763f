/** What must hold when all is done and sent, whatever was killed on the way. */
import { createHash } from 'node:crypto'
import type { SimMessage, SimulatedFeishu } from '../../src/playground/feishu/types.ts'
import type { Store } from '../../src/store/store.ts'
import { type Member, startFen } from './crowd.ts'
import type { Ledger } from './load.ts'

export type Evidence = {
  readonly feishu: SimulatedFeishu
  readonly store: Store
  readonly crowd: readonly Member[]
  readonly ledger: Ledger
}

/** One sentence for everything that does not hold. */
export async function findBroken(evidence: Evidence): Promise<string[]> {
  const checks = [
    storedOnce,
    appliedOnce,
    amountsAddUp,
    everythingLeft,
    arrivedOnce,
    nobodyDismayed,
    fileSound,
  ]
  const broken: string[] = []
  for (const check of checks) broken.push(...(await check(evidence)))
  return broken
}

type Broken = string[] | Promise<string[]>

/** Everything that was answered with 200 is in the inbox, once. */
async function storedOnce({ feishu, store, ledger }: Evidence): Promise<string[]> {
  const rows = await store.db.inbox.findMany()
  const keys = new Set(rows.map((row) => row.eventKey))
  const messages = rows
    .filter((row) => row.kind === 'message')
    .map((row) => JSON.parse(row.body) as { sender: { externalId: string }; occurredMs: number })
  const stored = countBy(messages, (m) => `${m.sender.externalId}|${m.occurredMs}`)
  const deliveries = feishu.deliveries().filter(({ kind }) => kind !== 'challenge')
  const taps = deliveries.filter((d) => d.kind === 'callback' && d.state === 'acknowledged')
  return [
    ...ledger.said.flatMap(({ openId, createdMs, text }) =>
      times(stored.get(`${openId}|${createdMs}`), 1, `inbox rows of ${openId}: ${text}`),
    ),
    ...taps.filter((tap) => !keys.has(keyOf(tap.plaintext))).map(({ id }) => `tap ${id} was lost`),
    ...deliveries
      .filter((d) => d.kind === 'event' && d.state !== 'acknowledged')
      .map(({ id, state }) => `event ${id} is ${state}`),
    ...rows.filter((row) => row.state !== 'done').map((row) => `event ${row.id} is ${row.state}`),
  ]
}

function keyOf(plaintext: unknown): string {
  const { header } = plaintext as { header: { app_id: string; event_id: string } }
  return `feishu:${header.app_id}:${header.event_id}`
}

/** Every report has one entry, one line in the trail and one draft; nobody is there twice. */
async function appliedOnce({ store, ledger }: Evidence): Promise<string[]> {
  const { activities, strangers } = ledger
  const texts = (await store.db.activity.findMany()).map(({ text }) => text)
  const trail = await store.db.audit.findMany({ where: { action: 'activity.log' } })
  const drafts = (await store.db.draft.findMany()).map(({ sourceText }) => sourceText)
  const wordOf = (text: string) => /聊([a-z]{10})方案/.exec(text)?.[1] ?? ''
  const entries = countBy(texts, wordOf)
  const lines = countBy(trail, ({ newValue }) => wordOf(newValue ?? ''))
  const requests = countBy(drafts, wordOf)
  const identities = await store.db.identity.findMany()
  const known = countBy(identities, ({ externalId }) => externalId)
  return [
    ...activities.flatMap(({ word }) => [
      ...times(entries.get(word), 1, `entries of ${word}`),
      ...times(lines.get(word), 1, `audit rows of ${word}`),
      ...times(requests.get(word), 1, `drafts of ${word}`),
    ]),
    ...strangers.flatMap((openId) => times(known.get(openId), 1, `users for ${openId}`)),
  ]
}

/** Every confirmed amount was written once, each from the one before, and the last one stands. */
async function amountsAddUp({ store, crowd, ledger }: Evidence): Promise<string[]> {
  const broken: string[] = []
  const trail = await store.db.audit.findMany({
    where: { action: 'deal.change', field: 'amountFen' },
    orderBy: { id: 'asc' },
  })
  const byDeal = Map.groupBy(trail, ({ subjectId }) => subjectId)
  for (const { dealId, dealCode } of crowd) {
    const changes = byDeal.get(dealId) ?? []
    const deal = await store.db.deal.findUniqueOrThrow({ where: { id: dealId } })
    const asked = ledger.confirmed.filter(({ member }) => member.dealId === dealId)
    const written = countBy(changes, ({ newValue }) => newValue ?? '')
    for (const { wan } of asked)
      broken.push(...times(written.get(`${wan}000000`), 1, `changes of ${dealCode} to ${wan}万`))
    broken.push(...times(changes.length, asked.length, `changes of ${dealCode}`))
    broken.push(...times(deal.version, 1 + changes.length, `versions of ${dealCode}`))
    let amount = String(startFen)
    for (const { oldValue, newValue } of changes) {
      if (oldValue !== amount) broken.push(`${dealCode} goes on from ${oldValue}, not ${amount}`)
      amount = newValue ?? ''
    }
    if (String(deal.amountFen) !== amount) broken.push(`${dealCode} has ${deal.amountFen}`)
  }
  return broken
}

/** Every outbox row has ended, and as sent: nothing here gives a reason for another end. */
async function everythingLeft({ store }: Evidence): Promise<string[]> {
  const rows = await store.db.outbox.findMany()
  return rows
    .filter(({ state }) => state !== 'sent')
    .map((row) => `${row.dedupeKey} ended as ${row.state} (${row.lastCode} ${row.reason})`)
}

/** Everybody has one answer for each thing they said, and each is the one the outbox knows. */
async function arrivedOnce({ feishu, store, ledger }: Evidence): Promise<string[]> {
  const broken: string[] = []
  const people = new Set(ledger.said.map(({ openId }) => openId))
  const answers: SimMessage[] = []
  for (const openId of people) {
    const chat = feishu.messages(feishu.privateChatOf(openId))
    const got = chat.filter(({ sender }) => sender.kind === 'bot')
    const said = ledger.said.filter((one) => one.openId === openId)
    broken.push(...times(got.length, said.length, `answers to ${openId}`))
    answers.push(...got)
  }
  // Nobody asked for what the jobs say to the demo's own approvers.
  const rows = await store.db.outbox.findMany({
    where: { operation: 'send', NOT: { dedupeKey: { startsWith: 'news:tend:' } } },
  })
  const byUuid = Map.groupBy(answers, ({ uuid }) => uuid)
  for (const { dedupeKey, messageId } of rows) {
    const arrived = byUuid.get(uuidOf(dedupeKey)) ?? []
    broken.push(...times(arrived.length, 1, `messages for ${dedupeKey}`))
    if (arrived[0] && arrived[0].id !== messageId) broken.push(`${dedupeKey} is ${messageId}`)
  }
  broken.push(...times(rows.length, answers.length, 'outbox rows for the answers'))
  const warned = feishu.calls().flatMap(({ warnings }) => warnings)
  return [...broken, ...warned.map((warning) => `Feishu noted: ${warning}`)]
}

const uuidOf = (dedupeKey: string) =>
  createHash('sha256').update(dedupeKey).digest('hex').slice(0, 32)

function nobodyDismayed({ ledger }: Evidence): Broken {
  return ledger.dismay.map((what) => `somebody was shown: ${what}`)
}

async function fileSound({ store }: Evidence): Promise<string[]> {
  if (store.dialect !== 'sqlite') return []
  const rows = await store.db.$queryRaw<{ integrity_check: string }[]>`PRAGMA integrity_check`
  return rows.map((row) => row.integrity_check).filter((verdict) => verdict !== 'ok')
}

function times(found: number | undefined, wanted: number, what: string): string[] {
  return (found ?? 0) === wanted ? [] : [`${found ?? 0} instead of ${wanted}: ${what}`]
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const groups = Map.groupBy(items, key)
  return new Map([...groups].map(([name, group]) => [name, group.length]))
}

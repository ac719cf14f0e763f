/** One line of a file of sentences, said to the real bot in a world of its own, and all it led to. */
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { demoNow } from '../../prisma/demo/units.ts'
import { openStage } from '../../src/cli/demo-stage.ts'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { movableClock } from '../../src/lib/clock.ts'
import { openStore } from '../../src/store/connect.ts'
import type { Store } from '../../src/store/store.ts'

export type Row = Readonly<Record<string, unknown>>
export type Change = { readonly before?: Row; readonly after?: Row }

/** A card that was sent to the speaker, or into the group where it was said. */
export type Answer = {
  readonly title: string
  readonly tone: string
  /** Everything it says, in reading order. */
  readonly text: string
  /** `CUS1`, `D-1001` */
  readonly subject?: string
}

export type Preview = { readonly operation: string; readonly body: unknown }

/** What the last message of a line led to. */
export type Outcome = {
  readonly answers: readonly Answer[]
  /** Whether a question waits that was asked now. */
  readonly asks: boolean
  /** Changes that wait for a tap. */
  readonly previews: readonly Preview[]
  /** Rows that are new, gone or different, by table. */
  readonly changes: Readonly<Record<string, readonly Change[]>>
  readonly stages: ReadonlyMap<string, string>
  /** Contacts by id, with those that the message brought. */
  readonly contacts: ReadonlyMap<string, Row>
  /** How contacts stand to deals now. */
  readonly roles: readonly Row[]
}

/** A seeded database that every line gets a copy of. */
export async function seededFile(folder: string): Promise<string> {
  const file = join(folder, 'seeded.db')
  const store = await openStore({ databaseUrl: `file:${file}` })
  await seedDemo(store)
  await store.close()
  return file
}

/** @param who `zhangwei`, or `zhangwei@huadong` for that group */
export async function playLine(
  seeded: string,
  who: string,
  messages: readonly string[],
): Promise<Outcome> {
  const file = `${seeded}.line`
  copyFileSync(seeded, file)
  const store = await openStore({ databaseUrl: `file:${file}` })
  const stage = await openStage({ store, clock: movableClock(demoNow.getTime()) })
  try {
    const [person, group] = who.split('@')
    const from = `ou_${person}`
    const chat = group ? `oc_${group}` : stage.feishu.privateChatOf(from)
    const say = async (words: string) => {
      const { back, text } = quoted(words)
      const cards = stage.feishu.messages(chat).filter(({ sender }) => sender.kind === 'bot')
      const replyTo = back && cards.at(-back)?.id
      const mentionBot = group !== undefined
      await stage.feishu.say({ from, chat, text, mentionBot, ...(replyTo && { replyTo }) })
      await stage.bot.engine.settled()
    }
    for (const text of messages.slice(0, -1)) await say(text)
    const before = await look(store)
    await say(messages.at(-1)!)
    return outcomeOf(before, await look(store), person!)
  } finally {
    await stage.close()
    await store.close()
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  }
}

/** `↪ 改到月底` answers the bot's last card in that chat, `↪2 …` the one before it. */
function quoted(words: string): { readonly back: number; readonly text: string } {
  const mark = /^↪(\d?)\s*/u.exec(words)
  return mark
    ? { back: Number(mark[1] || 1), text: words.slice(mark[0].length) }
    : { back: 0, text: words }
}

const watched = [
  'account',
  'accountTag',
  'contact',
  'contactRole',
  'participant',
  'deal',
  'activity',
  'task',
  'requirementVersion',
  'competitor',
  'competitorNote',
  'dealCompetitor',
  'lead',
  'terms',
  'approvalRequest',
  'approvalStep',
  'contract',
  'quota',
] as const

type Seen = {
  readonly tables: Readonly<Record<string, readonly Row[]>>
  readonly drafts: readonly Row[]
  readonly outbox: readonly Row[]
  readonly stages: readonly Row[]
}

type Table = { readonly findMany: (of?: object) => Promise<Row[]> }

async function look({ db }: Store): Promise<Seen> {
  const rows = (name: string) => (db as unknown as Record<string, Table>)[name]!.findMany()
  const tables: Record<string, readonly Row[]> = {}
  for (const name of watched) tables[name] = await rows(name)
  const [drafts, outbox, stages] = [await rows('draft'), await rows('outbox'), await rows('stage')]
  return { tables, drafts, outbox, stages }
}

function outcomeOf(before: Seen, after: Seen, person: string): Outcome {
  const drafts = newOrMoved(before.drafts, after.drafts)
  const known = new Set(before.outbox.map(({ id }) => id))
  const sent = after.outbox
    .filter(({ id }) => !known.has(id))
    .filter(({ operation, userId }) => operation === 'send' && (userId ?? person) === person)
  const bodies = drafts
    .filter(({ state }) => state === 'previewed')
    .map(({ body }) => JSON.parse(String(body)) as Preview)
  return {
    answers: sent.map(answerOf),
    asks: drafts.some(({ state }) => state === 'asking'),
    previews: bodies.map(({ operation, body }) => ({ operation, body })),
    changes: Object.fromEntries(
      watched.map((name) => [name, changesOf(before.tables[name]!, after.tables[name]!)]),
    ),
    stages: new Map(after.stages.map(({ id, name }) => [String(id), String(name)])),
    contacts: new Map(after.tables.contact!.map((row) => [String(row.id), row])),
    roles: after.tables.contactRole!,
  }
}

const plain = (row: Row) =>
  JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))

const newOrMoved = (before: readonly Row[], after: readonly Row[]): Row[] =>
  changesOf(before, after).flatMap((change) => (change.after ? [change.after] : []))

/** Rows are the same one by their id, or else by all they hold. */
function changesOf(before: readonly Row[], after: readonly Row[]): Change[] {
  const keyOf = (row: Row) => (typeof row.id === 'string' ? row.id : plain(row))
  const old = new Map(before.map((row) => [keyOf(row), row]))
  const now = new Map(after.map((row) => [keyOf(row), row]))
  return [
    ...before.filter((row) => !now.has(keyOf(row))).map((row) => ({ before: row })),
    ...after.flatMap((row) => {
      const was = old.get(keyOf(row))
      if (!was) return [{ after: row }]
      return plain(was) === plain(row) ? [] : [{ before: was, after: row }]
    }),
  ]
}

function answerOf(row: Row): Answer {
  const card = JSON.parse(String(row.card)) as Row
  return {
    title: String(card.title ?? ''),
    tone: String(card.tone ?? ''),
    text: wordsOf(card).join(' '),
    ...(row.subjectId ? { subject: String(row.subjectId).toUpperCase() } : {}),
  }
}

const wordless = new Set(['type', 'tone', 'style', 'size', 'action', 'name', 'bold', 'strike'])

function wordsOf(node: unknown): string[] {
  if (typeof node === 'string') return [node]
  if (Array.isArray(node)) return node.flatMap(wordsOf)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => (wordless.has(key) ? [] : wordsOf(value)))
}

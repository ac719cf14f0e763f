/** What the bot makes of a sentence, in one line, without a platform: for tests of many sentences. */

import type { ActionValue, Card } from '../../cards/kit/card.ts'
import { noticeCard } from '../../cards/notice-card.ts'
import { problemCard } from '../../cards/problem-card.ts'
import { teamMembers, teams } from '../../prisma/demo/people.ts'
import { demoNow } from '../../prisma/demo/units.ts'
import { actions } from '../../src/actions/index.ts'
import { startAct } from '../../src/bot/act.ts'
import type { EngineDeps, Tap, Tapped } from '../../src/bot/definitions.ts'
import { operationsOf } from '../../src/bot/operations-of.ts'
import { processEvent } from '../../src/bot/process-event.ts'
import { readTurn } from '../../src/bot/settle.ts'
import type { Reply, Turn } from '../../src/bot/turn.ts'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { intents } from '../../src/intents/index.ts'
import { normalise, tidy } from '../../src/language/normalise.ts'
import { minuteOfDayIn } from '../../src/lib/calendar.ts'
import { plainFen } from '../../src/lib/money.ts'
import { enqueue } from '../../src/store/outbox.ts'
import { findViewer } from '../../src/store/people.ts'
import type { Tx } from '../../src/store/store.ts'
import { type Database, freshStore } from '../support/databases.ts'
import { engineDeps } from '../support/engine-deps.ts'

export type Ear = {
  /** One line a claim, in order; `?` for what nobody understood. Writes nothing. */
  readonly hear: (text: string, as?: Hearing) => Promise<string>
  /** Every word that would be shown for it, of cards, questions and previews; writes nothing. */
  readonly shown: (text: string, as?: Hearing) => Promise<string>
  /** The ids of the intents that took a part of it, and the words that none took. */
  readonly takers: (
    text: string,
    as?: Hearing,
  ) => Promise<{ readonly intents: readonly string[]; readonly rest: readonly string[] }>
  /** Everything that goes out when it is said to the bot, and what waits or was saved for it. */
  readonly answered: (text: string, as?: Saying) => Promise<Answered>
  /** What a tap on a button that carries this is answered, and what is sent beside it. */
  readonly tapped: (action: ActionValue, who: string, form?: Tap['form']) => Promise<Tapped>
  /** Ids of everything that a button may be about. */
  readonly records: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

export type Saying = {
  readonly who?: string
  /** In private, unless this group is named. */
  readonly group?: string
  /** What the bot spoke of last. */
  readonly spokeOf?: { readonly kind: 'deal' | 'account'; readonly id: string }
}

export type Answered = {
  readonly sent: readonly { readonly to: string; readonly card: Card }[]
  readonly drafts: readonly { readonly state: string; readonly body: string }[]
}

export type Hearing = {
  readonly who?: string
  readonly context?: Turn['context']
  readonly answers?: Readonly<Record<string, string>>
}

class Undo extends Error {
  override name = 'Undo'
}

/** @param change what else is done to the demo organisation before anything is said */
export async function openEar(
  database: Database = 'sqlite',
  change?: (tx: Tx) => Promise<void>,
): Promise<Ear> {
  const { store, close } = await freshStore(database)
  await seedDemo(store)
  if (change) await store.write('background', change)
  const deps: EngineDeps = {
    ...engineDeps(store, demoNow),
    groups: { of: (_platform, chatId) => membersOf(chatId), ask: async () => undefined },
  }
  const withoutTrace = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> => {
    let result: T | undefined
    const undone = store.write('message', async (tx) => {
      result = await run(tx)
      throw new Undo()
    })
    await undone.catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })
    return result!
  }
  return {
    hear: (text, as = {}) => withoutTrace((tx) => hearIn(deps, tx, text, as)),
    shown: (text, as = {}) => withoutTrace((tx) => shownIn(deps, tx, text, as)),
    takers: (text, as = {}) =>
      withoutTrace(async (tx) => {
        const { claims, rest } = await readTurn(deps, await turnOf(deps, tx, text, as))
        return { intents: claims.map((c) => c.intent.id), rest: rest.map((c) => c.text) }
      }),
    answered: (text, as = {}) => withoutTrace((tx) => answersIn(deps, tx, text, as)),
    tapped: (action, who, form = {}) =>
      withoutTrace((tx) => tapIn(deps, tx, { action, who, form })),
    records: () => withoutTrace(recordsIn),
    close,
  }
}

async function answersIn(
  deps: EngineDeps,
  tx: Tx,
  text: string,
  { who = 'zhangwei', group, spokeOf }: Saying,
): Promise<Answered> {
  const nowMs = demoNow.getTime()
  const chat = group ? ({ kind: 'group', id: group } as const) : privateChat(who)
  if (spokeOf) await speakOf(deps, tx, chat.id, spokeOf)
  const inbound = {
    platform: 'feishu',
    kind: 'message',
    eventKey: 'ear',
    occurredMs: nowMs,
    messageId: 'om_ear',
    softKey: 'ear',
    sender: { externalId: `ou_${who}` },
    chat,
    content: { type: 'text', text },
    mentions: [],
  } as const
  const rows = await processEvent(deps, tx, { id: 'ear', inbound, attempts: 0, more: false })
  const drafts = await tx.draft.findMany({ where: { userId: who }, orderBy: { id: 'asc' } })
  return {
    sent: rows.map(({ targetId, card }) => ({ to: targetId, card })),
    drafts: drafts.map(({ state, body }) => ({ state, body })),
  }
}

/** As the groups of the simulated platform are made. */
const membersOf = (chatId: string): string[] =>
  teams
    .filter(({ id }) => chatId === `oc_${id}`)
    .flatMap(({ id, managerId }) => [
      ...teamMembers.filter(({ teamId }) => teamId === id).map(({ userId }) => userId),
      managerId,
    ])
    .map((userId) => `ou_${userId}`)

async function tapIn(
  deps: EngineDeps,
  tx: Tx,
  { action, who, form }: Pick<Tap, 'action' | 'form'> & { readonly who: string },
): Promise<Tapped> {
  const identity = { platform: 'feishu', externalId: `ou_${who}` }
  const viewer = (await findViewer(tx, deps.store.dialect, identity))!
  const act = await startAct(deps, tx, { viewer, eventKey: 'ear' })
  const operation = operationsOf(intents)
  const { run } = actions.find(({ id }) => id === action.a)!
  return run({ ...act, action, form, platform: 'feishu', operation, deps })
}

async function recordsIn(tx: Tx): Promise<string[]> {
  const only = { select: { id: true } } as const
  const all = [
    await tx.deal.findMany(only),
    await tx.account.findMany(only),
    await tx.contact.findMany(only),
    await tx.lead.findMany(only),
    await tx.task.findMany(only),
    await tx.activity.findMany(only),
  ]
  return all.flat().map(({ id }) => id)
}

const privateChat = (who: string) => ({ kind: 'private', id: `oc_ear_${who}` }) as const

/** As if the bot's last message in that chat had been of this record. */
async function speakOf(
  deps: EngineDeps,
  tx: Tx,
  chatId: string,
  { kind, id }: NonNullable<Saying['spokeOf']>,
): Promise<void> {
  const nowMs = demoNow.getTime()
  const row = {
    id: deps.ids.next(),
    dedupeKey: 'ear:before',
    platform: 'feishu',
    operation: 'send',
    targetKind: 'chat',
    targetId: chatId,
    subjectKind: kind,
    subjectId: id,
    card: noticeCard('—', []),
    priority: 0,
    createdMs: nowMs,
    nextMs: nowMs,
  } as const
  await enqueue(tx, deps.store.dialect, [row])
}

async function turnOf(deps: EngineDeps, tx: Tx, text: string, as: Hearing): Promise<Turn> {
  const externalId = `ou_${as.who ?? 'zhangwei'}`
  const viewer = (await findViewer(tx, deps.store.dialect, { platform: 'feishu', externalId }))!
  const act = await startAct(deps, tx, { viewer, eventKey: 'ear' })
  return {
    ...act,
    minuteOfDay: minuteOfDayIn(deps.zone, act.now.getTime()),
    said: normalise(text),
    typed: tidy(text),
    saidMs: act.now.getTime(),
    answers: as.answers ?? {},
    context: as.context ?? {},
    mentions: [],
    platform: 'feishu',
  }
}

async function hearIn(deps: EngineDeps, tx: Tx, text: string, as: Hearing): Promise<string> {
  const turn = await turnOf(deps, tx, text, as)
  const { claims, rest } = await readTurn(deps, turn)
  if (claims.length === 0) return '?'
  const lines: string[] = []
  for (const claim of claims) lines.push(await summary(turn, await claim.run(turn)))
  const left = rest.map((clause) => clause.text.trim()).filter((words) => words.length > 1)
  return [...lines, ...(left.length > 0 ? [`rest ${left.join('/')}`] : [])].join(' ; ')
}

async function shownIn(deps: EngineDeps, tx: Tx, text: string, as: Hearing): Promise<string> {
  const turn = await turnOf(deps, tx, text, as)
  const { claims } = await readTurn(deps, turn)
  const shown: unknown[] = []
  for (const claim of claims) shown.push(await shownFor(turn, await claim.run(turn)))
  return JSON.stringify(shown)
}

const ref = { id: 'draft', version: 1 }

async function shownFor(turn: Turn, reply: Reply): Promise<unknown> {
  switch (reply.kind) {
    case 'card':
      return [reply.card]
    case 'problem':
      return [problemCard(reply.problem)]
    case 'ask':
      return reply.questions
    case 'propose': {
      const { operation, body } = reply
      if (reply.how === 'at-once') {
        const applied = await operation.apply(turn, body)
        return applied.kind === 'done' ? operation.doneCard(applied.view, ref, true) : []
      }
      const plan = await operation.plan(turn, body)
      return plan.ok ? operation.previewCard(plan.view, ref) : problemCard(plan.problem)
    }
    default:
      return []
  }
}

async function summary(turn: Turn, reply: Reply): Promise<string> {
  switch (reply.kind) {
    case 'card': {
      const { subject, card } = reply
      return `show ${subject ? await codeOf(turn, subject.kind, subject.id) : card.title}`
    }
    case 'problem':
      return `problem ${reply.problem.id}`
    case 'help':
      return 'help'
    case 'unclear':
      return '?'
    case 'draft':
      return reply.command
    case 'ask': {
      const asked = reply.questions.map(
        ({ slot, options }) => `${slot}[${options.map((option) => option.label).join('|')}]`,
      )
      return `ask ${asked.join(' ')}`
    }
    case 'propose': {
      const plan = await reply.operation.plan(turn, reply.body)
      // What is kept was understood all the same.
      if (!plan.ok && !plan.kept) return `problem ${plan.problem.id}`
      return describe(turn, reply.operation.id, reply.body as Record<string, unknown>)
    }
  }
}

async function codeOf(turn: Turn, kind: string, id: string): Promise<string> {
  const row =
    kind === 'deal'
      ? await turn.tx.deal.findUnique({ where: { id }, select: { code: true } })
      : await turn.tx.account.findUnique({ where: { id }, select: { code: true } })
  return row?.code ?? id
}

type Money = { fen: string; currency: 'CNY'; approx: boolean }
type Day = { day: string; precision: string }

async function describe(turn: Turn, id: string, body: Record<string, unknown>): Promise<string> {
  const text = (parts: readonly unknown[]) => parts.filter(Boolean).join(' ')
  switch (id) {
    case 'deal.change':
      return text([await codeOf(turn, 'deal', String(body.dealId)), ...valuesOf(turn, body)])
    case 'deals.change': {
      const changes = body.changes as Record<string, unknown>[]
      const said = changes.map((change) => describe(turn, 'deal.change', change))
      return (await Promise.all(said)).join(' + ')
    }
    case 'deal.create': {
      const account = await codeOf(turn, 'account', String(body.accountId))
      return text(['new', account, body.name, ...valuesOf(turn, body)])
    }
    case 'activity.log':
      return text([
        'log',
        await codeOf(turn, 'account', String(body.accountId)),
        body.dealId && (await codeOf(turn, 'deal', String(body.dealId))),
        body.kind,
        body.onDate,
        body.contactName,
        body.topic && `topic=${body.topic}`,
        body.feedback && `feedback=${body.feedback}`,
        body.nextStep && `next=${body.nextStep}`,
        body.nextDate && `@${body.nextDate}`,
      ])
    case 'deal.lose': {
      const rival = body.rival as { name: string } | undefined
      const deal = await codeOf(turn, 'deal', String(body.dealId))
      const lesson = body.lesson && `lesson=${body.lesson}`
      return text(['lost', deal, body.reason, rival?.name, lesson])
    }
    case 'reminder.set':
      return text([
        'remind',
        body.day,
        `${Math.floor(Number(body.minute) / 60)}:${String(Number(body.minute) % 60).padStart(2, '0')}`,
        body.title,
        body.dealId && (await codeOf(turn, 'deal', String(body.dealId))),
      ])
    default:
      return `${id} ${JSON.stringify(body)}`
  }
}

function valuesOf(turn: Turn, body: Record<string, unknown>): unknown[] {
  const stage = turn.pipelines.flatMap((p) => p.stages).find((s) => s.id === body.stageId)?.name
  const amount = body.amount as Money | undefined
  const close = body.closeDate as Day | undefined
  return [
    stage && `stage=${stage}`,
    amount && `amount=${plainFen(BigInt(amount.fen), amount.currency)}${amount.approx ? '~' : ''}`,
    close && `date=${close.day}${close.precision === 'day' ? '' : `/${close.precision}`}`,
    body.reason && `reason=${body.reason}`,
  ]
}

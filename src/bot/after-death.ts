/** What follows when a message has ended as dead: it goes elsewhere, or somebody is told. */
import type { Card } from '../../cards/kit/card.ts'
import {
  passedOnCard,
  undeliveredCard,
  unsendableCard,
  whyUndelivered,
} from '../../cards/undelivered-card.ts'
import { dayIn } from '../lib/calendar.ts'
import type { Clock } from '../lib/clock.ts'
import type { Ids } from '../lib/ids.ts'
import { mayReadSubject } from '../operations/find-subject.ts'
import { closeChat } from '../store/directory.ts'
import type { NewOutboxRow, OutboxRow } from '../store/outbox.ts'
import { administratorsOn, findViewerById } from '../store/people.ts'
import type { Store, Tx } from '../store/store.ts'

type Deps = {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly zone: string
}
type Dead = { readonly row: OutboxRow; readonly reason: string }

const closedChats: readonly string[] = ['bot-not-in-chat', 'chat-dissolved']
const badContent: readonly string[] = ['content-blocked', 'card-rejected', 'message-too-large']
const isForPeopleToMend = (reason: string) =>
  reason.startsWith('gave up') ||
  [...badContent, 'request-rejected', 'bot-ability-off', 'chat-not-open', 'no-bot'].includes(reason)

const ticketGone = 'card-ticket-gone'

const hourMs = 60 * 60_000
const noticePrefix = 'undelivered:'

/** Returns what goes out instead. In the transaction in which the row ends, and only if it did. */
export async function afterDeath(deps: Deps, tx: Tx, dead: Dead): Promise<NewOutboxRow[]> {
  const { row, reason } = dead
  // Another instance may have had it since.
  const ended = await tx.outbox.findFirst({ where: { id: row.id, state: 'dead' } })
  if (!ended) return []
  if (row.operation === 'update') return reason === ticketGone ? sentAnew(deps, tx, row) : []
  if (row.targetKind === 'chat' && closedChats.includes(reason)) {
    await closeChat(tx, { platform: row.platform, externalId: row.targetId })
  }
  const instead = await insteadOf(deps, tx, dead)
  return [...(instead ? [instead] : []), ...(await tellAdministrators(deps, tx, dead))]
}

/**
 * The card as it should look, to whoever has the one that cannot be changed any more. That one is
 * not changed again.
 */
async function sentAnew(deps: Deps, tx: Tx, row: OutboxRow): Promise<NewOutboxRow[]> {
  const old = await tx.outbox.findUnique({ where: { id: row.targetId } })
  if (!old) return []
  await tx.outbox.update({ where: { id: old.id }, data: { draftId: null } })
  return [
    {
      ...again(deps, row, 'anew'),
      targetKind: old.targetKind === 'chat' ? 'chat' : 'user',
      targetId: old.targetId,
      draftId: old.draftId ?? undefined,
    },
  ]
}

/** From the chat to the person, from the person to their manager, each once. */
async function insteadOf(deps: Deps, tx: Tx, dead: Dead): Promise<NewOutboxRow | undefined> {
  const { row, reason } = dead
  if (badContent.includes(reason)) {
    const card = unsendableCard(whyUndelivered(reason))
    return row.dedupeKey.endsWith(':instead') ? undefined : { ...again(deps, row, 'instead'), card }
  }
  const { userId } = row
  if (!userId) return undefined
  if (row.targetKind === 'user') return toManager(deps, tx, { ...dead, userId })
  const identity = await tx.identity.findFirst({ where: { userId, platform: row.platform } })
  if (!identity) return undefined
  return {
    ...again(deps, row, 'in-private'),
    targetKind: 'user',
    targetId: identity.externalId,
    replyTo: undefined,
  }
}

/**
 * The manager gets what was pushed to somebody who cannot be reached, as far as they may read it. An
 * answer concerns whoever asked and nobody else.
 */
async function toManager(
  deps: Deps,
  tx: Tx,
  { row, reason, userId }: Dead & { readonly userId: string },
): Promise<NewOutboxRow | undefined> {
  if (row.priority === 0 || row.dedupeKey.endsWith(':to-manager')) return undefined
  const person = await tx.user.findUnique({ where: { id: userId } })
  const manager =
    person?.managerId && (await findViewerById(tx, deps.store.dialect, person.managerId))
  if (!manager) return undefined
  const { platform } = row
  const identity = await tx.identity.findFirst({ where: { userId: manager.userId, platform } })
  if (!identity) return undefined
  // What an approver's card holds is for that approver.
  const readable =
    row.subjectId !== null &&
    row.subjectKind !== 'approval' &&
    (await mayReadSubject(tx, manager, { ...row, today: dayIn(deps.zone, deps.clock.business()) }))
  const view = { to: person.name, why: whyUndelivered(reason) }
  const passedOn = {
    ...again(deps, row, 'to-manager'),
    targetId: identity.externalId,
    userId: manager.userId,
    draftId: undefined,
  }
  if (readable) return { ...passedOn, card: passedOnCard(passedOn.card, view) }
  // Of no record any more: that there was something is all it says.
  const card = undeliveredCard(view)
  return { ...passedOn, subjectKind: undefined, subjectId: undefined, card }
}

/** The same once more, under a key of its own. It waits since the first one did. */
function again(deps: Deps, row: OutboxRow, how: string): NewOutboxRow {
  return {
    id: deps.ids.next(),
    dedupeKey: `${row.dedupeKey}:${how}`,
    platform: row.platform,
    operation: 'send',
    targetKind: row.targetKind,
    targetId: row.targetId,
    userId: row.userId ?? undefined,
    subjectKind: row.subjectKind ?? undefined,
    subjectId: row.subjectId ?? undefined,
    draftId: row.draftId ?? undefined,
    replyTo: row.replyTo ?? undefined,
    card: JSON.parse(row.card) as Card,
    priority: row.priority,
    createdMs: deps.clock.business(),
    nextMs: row.nextMs,
  }
}

/** What only a person can mend is told to the administrators, at most once an hour. */
async function tellAdministrators(
  deps: Deps,
  tx: Tx,
  { row, reason }: Dead,
): Promise<NewOutboxRow[]> {
  if (!isForPeopleToMend(reason) || row.dedupeKey.startsWith(noticePrefix)) return []
  const nowMs = deps.clock.real()
  const person = row.userId && (await tx.user.findUnique({ where: { id: row.userId } }))
  const view = {
    to: person ? person.name : row.targetKind === 'chat' ? '群' : '同事',
    why: whyUndelivered(reason),
  }
  const card = undeliveredCard(view, ['日志里有原因。这一小时里再有,不另外通知。'])
  const all = await administratorsOn(tx, row.platform)
  return all.map(({ userId, externalId }) => ({
    id: deps.ids.next(),
    dedupeKey: `${noticePrefix}${Math.floor(nowMs / hourMs)}:${userId}`,
    platform: row.platform,
    operation: 'send',
    targetKind: 'user',
    targetId: externalId,
    userId,
    card,
    priority: 5,
    createdMs: deps.clock.business(),
    nextMs: nowMs,
  }))
}

/** One stored event, inside the transaction that applies it: what it changes and what is said. */
import type { Block } from '../../cards/kit/card.ts'
import { botItself } from '../operations/operation.ts'
import { rerouteFrom } from '../operations/reroute-approval.ts'
import type { ExternalPerson, InboundMessage, InboundNotice } from '../platforms/port.ts'
import { closeChat, deactivate, isRegistered, noteChat, sayOnce } from '../store/directory.ts'
import { newestDoneMs, type PendingRow } from '../store/inbox.ts'
import { copiesOf, type NewOutboxRow, readerOf } from '../store/outbox.ts'
import { findViewer } from '../store/people.ts'
import type { Tx } from '../store/store.ts'
import { startAct } from './act.ts'
import { converse } from './converse.ts'
import type { EngineDeps } from './definitions.ts'
import { groupNotice } from './group-notice.ts'
import { helpFor, welcomeFor } from './help.ts'
import { notEnrolledCard } from './not-enrolled.ts'
import { personKeyOf } from './person-key.ts'
import { answerRecall } from './recalled.ts'
import { replyRow } from './reply-row.ts'
import type { Said } from './settle.ts'
import { spreadNews } from './spread-news.ts'

/** Somebody the store has never seen: to be looked up outside the transaction, which is rolled back. */
export class NeedsDirectory extends Error {
  override name = 'NeedsDirectory'
  readonly platform: string
  readonly person: ExternalPerson
  constructor(platform: string, person: ExternalPerson) {
    super(`${platform} ${person.externalId} is new`)
    this.platform = platform
    this.person = person
  }
}

/** Applies the event and returns what is to go out for it. */
export async function processEvent(
  deps: EngineDeps,
  tx: Tx,
  row: PendingRow,
): Promise<NewOutboxRow[]> {
  const { inbound } = row
  switch (inbound.kind) {
    case 'message':
      return processMessage(deps, tx, inbound)
    case 'overheard':
    case 'tap':
    case 'unsupported':
      return []
    default:
      return processNotice(deps, tx, inbound)
  }
}

async function processMessage(
  deps: EngineDeps,
  tx: Tx,
  message: InboundMessage,
): Promise<NewOutboxRow[]> {
  const viewer = await knownViewer(deps, tx, message.platform, message.sender)
  if (!viewer) return []
  const said = await converse(deps, tx, { message, viewer })
  const rows = said.map((one, index) =>
    replyRow(deps, message, { ...one, index, userId: viewer.userId }),
  )
  if (message.chat.kind === 'group' && said.some((one) => !one.openly)) {
    // What concerns one person is not said in front of the others.
    const card = await groupNotice(tx, message)
    if (card) rows.push(replyRow(deps, message, { card, index: rows.length, openly: true }))
  }
  return [...rows, ...(await redrawn(deps, tx, message, said))]
}

const isTappable = ({ type }: Block) => type === 'buttons' || type === 'form' || type === 'choices'

/** Older cards of a draft that has moved on look like the newest one. */
async function redrawn(
  deps: EngineDeps,
  tx: Tx,
  message: InboundMessage,
  said: readonly Said[],
): Promise<NewOutboxRow[]> {
  const rows: NewOutboxRow[] = []
  for (const { replaces, card } of said) {
    if (!replaces) continue
    for (const copy of await copiesOf(tx, replaces)) {
      // The newest card is there already: a line about it beside it would say it twice.
      const { changesByTicket } = deps.platforms.get(copy.platform) ?? {}
      if (changesByTicket && card.blocks.some(isTappable)) continue
      rows.push({
        id: deps.ids.next(),
        dedupeKey: `reply:${message.eventKey}:redraw:${copy.id}`,
        platform: copy.platform,
        operation: 'update',
        targetKind: 'card',
        targetId: copy.id,
        ...readerOf(copy),
        card,
        priority: 0,
        createdMs: deps.clock.business(),
        nextMs: deps.clock.real(),
      })
    }
  }
  return rows
}

/**
 * Who this is. Undefined for somebody who has left.
 * @throws NeedsDirectory when the store has never seen them.
 */
async function knownViewer(deps: EngineDeps, tx: Tx, platform: string, person: ExternalPerson) {
  const identity = { platform, externalId: person.externalId }
  const viewer = await findViewer(tx, deps.store.dialect, identity)
  if (viewer) return viewer
  if (!(await isRegistered(tx, identity))) throw new NeedsDirectory(platform, person)
  return undefined
}

async function processNotice(
  deps: EngineDeps,
  tx: Tx,
  notice: InboundNotice,
): Promise<NewOutboxRow[]> {
  const { platform } = notice
  switch (notice.kind) {
    case 'entered':
    case 'menu':
      return greet(deps, tx, notice)
    case 'bot-added':
      if (await isOutdated(tx, notice)) return []
      await noteChat(tx, { ...notice, externalId: notice.chat.id })
      return []
    case 'bot-removed':
      if (await isOutdated(tx, notice)) return []
      await closeChat(tx, { platform, externalId: notice.chat.id })
      return []
    case 'recalled':
      return answerRecall(deps, tx, notice)
    case 'person-left':
      await leave(deps, tx, notice)
      return []
    case 'person-changed':
      // The directory is asked after this transaction: nothing of it is in the event.
      return []
  }
}

/** Whether something that happened later to this chat has been done already. */
async function isOutdated(tx: Tx, notice: InboundNotice): Promise<boolean> {
  const newest = await newestDoneMs(tx, personKeyOf(notice), ['bot-added', 'bot-removed'])
  return newest !== undefined && newest > notice.occurredMs
}

/** Rights end in this transaction, and what waited for them goes to who is above them. */
async function leave(
  deps: EngineDeps,
  tx: Tx,
  notice: Extract<InboundNotice, { kind: 'person-left' }>,
): Promise<void> {
  const { platform, eventKey } = notice
  const userId = await deactivate(tx, { platform, externalId: notice.person.externalId })
  if (!userId) return
  const act = await startAct(deps, tx, { viewer: botItself, eventKey })
  await spreadNews(act, { platform, key: `left:${eventKey}` }, await rerouteFrom(act, userId))
}

type Greeted = Extract<InboundNotice, { kind: 'entered' | 'menu' }>

/** The help to whoever presses the menu; to whoever opens the chat the welcome, once. */
async function greet(deps: EngineDeps, tx: Tx, notice: Greeted): Promise<NewOutboxRow[]> {
  const { platform, person } = notice
  const viewer = await knownViewer(deps, tx, platform, person)
  if (!viewer) return []
  const enrolled = viewer.roles.length > 0
  const said = enrolled ? 'welcomed' : 'not-enrolled'
  // Entering fires every time.
  if (notice.kind === 'entered' && !(await sayOnce(tx, said, viewer.userId))) return []
  const words = notice.kind === 'menu' ? helpFor : welcomeFor
  const card = enrolled
    ? await words(deps, { tx, dialect: deps.store.dialect, viewer })
    : await notEnrolledCard(deps, tx, { platform, person })
  return [
    {
      id: deps.ids.next(),
      dedupeKey: `reply:${notice.eventKey}:0`,
      platform,
      operation: 'send',
      targetKind: 'user',
      targetId: person.externalId,
      userId: viewer.userId,
      card,
      priority: 0,
      createdMs: deps.clock.business(),
      nextMs: deps.clock.real(),
    },
  ]
}

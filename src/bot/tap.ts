/**
 * One tap, in one transaction with its inbox row: Feishu never repeats a tap and shows the answer,
 * so it is applied at once and the card that goes back is drawn from what was written. WeCom shows
 * nothing, and the answer is queued in that same transaction.
 */
import { problemToast } from '../../cards/problem-card.ts'
import type { InboundTap, TapAnswer } from '../platforms/port.ts'
import { keepTicket } from '../store/card-tickets.ts'
import { CommitUnknown } from '../store/commit-unknown.ts'
import { insertInbox } from '../store/inbox.ts'
import { copiesOf, enqueue, findSentCard, type NewOutboxRow, readerOf } from '../store/outbox.ts'
import { administrators, findViewer } from '../store/people.ts'
import { StoreBusy, type Tx } from '../store/store.ts'
import { startAct } from './act.ts'
import type { EngineDeps, Tapped } from './definitions.ts'
import { operationsOf } from './operations-of.ts'
import { personKeyOf } from './person-key.ts'
import { tapAnswerRows } from './tap-answer.ts'
import { askForWords } from './words-for-tap.ts'

const busy: TapAnswer = { toast: { tone: 'warning', text: '暂时没存上,请再点一次' } }
/** The very same request once more: what it does has been done, and was answered. */
const repeated: TapAnswer = { toast: { tone: 'info', text: '已完成' } }

const failed: TapAnswer = {
  toast: { tone: 'error', text: '出了点问题,没有保存。请再点一次,还不行就直接发文字' },
}

/**
 * The answer to a tap, for a person who is looking at the button.
 *
 * @throws StoreBusy only where the platform then sends the tap again
 */
export async function answerTap(deps: EngineDeps, tap: InboundTap): Promise<TapAnswer> {
  try {
    return await tapForSure(deps, tap)
  } catch (error) {
    const isShown = tap.shows !== 'nothing'
    if (error instanceof StoreBusy) {
      if (isShown) return busy
      throw error
    }
    deps.log.error({ err: error, eventKey: tap.eventKey }, 'a tap failed')
    if (!isShown) await deps.store.write('tap', (tx) => once(deps, tx, tap, async () => failed))
    return failed
  }
}

/** Where the end of the transaction is not known, its key tells: a tap that is there was done. */
async function tapForSure(deps: EngineDeps, tap: InboundTap): Promise<TapAnswer> {
  let answer: TapAnswer = repeated
  try {
    return await deps.store.write('tap', async (tx) => {
      answer = await tapOnce(deps, tx, tap)
      return answer
    })
  } catch (error) {
    if (!(error instanceof CommitUnknown)) throw error
    const again = await deps.store.write('tap', (tx) => tapOnce(deps, tx, tap))
    return again === repeated ? answer : again
  }
}

function tapOnce(deps: EngineDeps, tx: Tx, inbound: InboundTap): Promise<TapAnswer> {
  return once(deps, tx, inbound, () => applyTap(deps, tx, inbound))
}

/** Stores the tap and does what it does, unless it was stored before. */
async function once(
  deps: EngineDeps,
  tx: Tx,
  inbound: InboundTap,
  apply: () => Promise<TapAnswer>,
): Promise<TapAnswer> {
  const stored = await insertInbox(tx, deps.store.dialect, [
    {
      id: deps.ids.next(),
      inbound,
      personKey: personKeyOf(inbound),
      receivedMs: deps.clock.real(),
      state: 'done',
    },
  ])
  if (stored.size === 0) return repeated
  const { platform, messageId, ticket } = inbound
  if (ticket && messageId) {
    await keepTicket(tx, { platform, messageId, code: ticket, fromTap: true })
  }
  const answer = await apply()
  if (inbound.shows !== 'card-and-toast') {
    await enqueue(tx, deps.store.dialect, await tapAnswerRows(deps, tx, inbound, answer))
  }
  return answer
}

async function applyTap(deps: EngineDeps, tx: Tx, inbound: InboundTap): Promise<TapAnswer> {
  const viewer = await findViewer(tx, deps.store.dialect, {
    platform: inbound.platform,
    externalId: inbound.operator.externalId,
  })
  if (!viewer || viewer.roles.length === 0) {
    const text = problemToast({ id: 'NotEnrolled', administrators: await administrators(tx) })
    return { toast: { tone: 'warning', text } }
  }
  const { action } = inbound
  const definition = action && deps.actions.find((a) => a.id === action.a)
  if (!action || !definition) {
    return { toast: { tone: 'info', text: '这张卡片已更新,请看最新一张' } }
  }
  if (inbound.messageId && (await isForwarded(tx, inbound.messageId, action.id))) {
    return { toast: { tone: 'warning', text: '转发的卡片不能操作,请看发给你的那一张' } }
  }
  const act = await startAct(deps, tx, { viewer, eventKey: inbound.eventKey })
  const tapped = await definition.run({
    ...act,
    action,
    form: inbound.form,
    chat: inbound.chat,
    messageId: inbound.messageId,
    platform: inbound.platform,
    operation: operationsOf(deps.intents),
    deps,
  })
  await enqueue(tx, deps.store.dialect, await followUps(deps, tx, inbound, tapped, viewer.userId))
  const toast = await askForWords(deps, act, inbound, tapped)
  // Where it would be a message of its own, what comes beside it says it.
  const isSaid = tapped.also && inbound.shows !== 'card-and-toast' && toast?.tone === 'info'
  return { ...(!isSaid && { toast }), card: tapped.card }
}

/** A message id that is not the stored one counts only when a different one is stored. */
async function isForwarded(tx: Tx, messageId: string, draftId: string): Promise<boolean> {
  // In this order: an arrival that is written down in between is seen by the second look.
  const copies = await copiesOf(tx, draftId)
  if (copies.length === 0 || copies.some((copy) => copy.messageId === null)) return false
  return (await findSentCard(tx, messageId)) === undefined
}

/** The other copies of the card, and what the tap sends beside its answer. */
async function followUps(
  deps: EngineDeps,
  tx: Tx,
  inbound: InboundTap,
  tapped: Tapped,
  userId: string,
): Promise<NewOutboxRow[]> {
  const base = {
    platform: inbound.platform,
    priority: 0,
    createdMs: deps.clock.business(),
    nextMs: deps.clock.real(),
  }
  const rows: NewOutboxRow[] = []
  if (tapped.draftId && tapped.card) {
    const copies = await copiesOf(tx, tapped.draftId)
    for (const copy of copies.filter((c) => c.messageId !== inbound.messageId)) {
      rows.push({
        ...base,
        id: deps.ids.next(),
        dedupeKey: `tap:${inbound.eventKey}:copy:${copy.id}`,
        platform: copy.platform,
        operation: 'update',
        targetKind: 'card',
        targetId: copy.id,
        ...readerOf(copy),
        card: tapped.card,
      })
    }
  }
  if (tapped.also) {
    rows.push({
      ...base,
      id: deps.ids.next(),
      dedupeKey: `tap:${inbound.eventKey}:also`,
      operation: 'send',
      targetKind: 'user',
      targetId: inbound.operator.externalId,
      userId,
      subjectKind: tapped.also.subject?.kind,
      subjectId: tapped.also.subject?.id,
      draftId: tapped.also.draftId,
      card: tapped.also.card,
    })
  }
  return rows
}

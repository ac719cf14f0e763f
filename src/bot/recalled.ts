/** A message that was taken back: what it asked for is dropped, what it saved stays and can be undone. */
import { draftClosedCard } from '../../cards/notice-card.ts'
import { recalledCard } from '../../cards/recalled-card.ts'
import type { InboundNotice } from '../platforms/port.ts'
import { changeDraft, type DraftRow, findDraft } from '../store/drafts.ts'
import { dropUnread } from '../store/inbox.ts'
import { copiesOf, findReplyDrafts, type NewOutboxRow } from '../store/outbox.ts'
import type { Tx } from '../store/store.ts'
import type { EngineDeps } from './definitions.ts'
import { isWaiting } from './drafts.ts'

type Recalled = Extract<InboundNotice, { kind: 'recalled' }>

/** What goes out for it. A message that nobody has read yet is not read any more. */
export async function answerRecall(
  deps: EngineDeps,
  tx: Tx,
  notice: Recalled,
): Promise<NewOutboxRow[]> {
  const key = `${notice.platform}:${notice.messageId}`
  const message = await dropUnread(tx, deps.store.dialect, key)
  if (!message) return []
  const rows: NewOutboxRow[] = []
  for (const draftId of await findReplyDrafts(tx, message.eventKey)) {
    const draft = await findDraft(tx, deps.store.dialect, draftId)
    if (draft) rows.push(...(await settleDraft(deps, tx, notice, draft)))
  }
  return rows
}

async function settleDraft(
  deps: EngineDeps,
  tx: Tx,
  notice: Recalled,
  draft: DraftRow,
): Promise<NewOutboxRow[]> {
  const base = {
    platform: notice.platform,
    priority: 0,
    createdMs: deps.clock.business(),
    nextMs: deps.clock.real(),
  }
  if (isWaiting(draft)) {
    await changeDraft(tx, draft, { state: 'cancelled', body: draft.body })
    const card = draftClosedCard('消息已撤回', draft.sourceText)
    return (await copiesOf(tx, draft.id)).map((copy) => ({
      ...base,
      id: deps.ids.next(),
      dedupeKey: `recall:${notice.eventKey}:${copy.id}`,
      operation: 'update',
      targetKind: 'card',
      targetId: copy.id,
      card,
    }))
  }
  const identity = await tx.identity.findFirst({
    where: { userId: draft.userId, platform: notice.platform },
  })
  if (draft.state !== 'applied' || !identity) return []
  const undoable = draft.undoUntil !== null && draft.undoUntil.getTime() >= base.createdMs
  return [
    {
      ...base,
      id: deps.ids.next(),
      dedupeKey: `recall:${notice.eventKey}:${draft.id}`,
      operation: 'send',
      targetKind: 'user',
      targetId: identity.externalId,
      userId: draft.userId,
      draftId: draft.id,
      card: recalledCard(draft.sourceText, undoable ? draft : undefined),
    },
  ]
}

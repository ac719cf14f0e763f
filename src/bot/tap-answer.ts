/** A tap's answer where the tap itself cannot show it: it leaves through the outbox. */
import type { Card, Tone } from '../../cards/kit/card.ts'
import type { InboundTap, TapAnswer } from '../platforms/port.ts'
import { findSentCard, type NewOutboxRow, readerOf } from '../store/outbox.ts'
import type { Tx } from '../store/store.ts'
import type { EngineDeps } from './definitions.ts'

const tones: Readonly<Record<NonNullable<TapAnswer['toast']>['tone'], Tone>> = {
  info: 'info',
  success: 'done',
  warning: 'attention',
  error: 'danger',
}

/** The card in the place of the one that was tapped, and the word on top of it where it matters. */
export async function tapAnswerRows(
  deps: EngineDeps,
  tx: Tx,
  tap: InboundTap,
  { card, toast }: TapAnswer,
): Promise<NewOutboxRow[]> {
  const toTapper = (what: string, shown: Card): NewOutboxRow => ({
    id: deps.ids.next(),
    dedupeKey: `tap:${tap.eventKey}:${what}`,
    platform: tap.platform,
    operation: 'send',
    targetKind: 'user',
    targetId: tap.operator.externalId,
    card: shown,
    priority: 0,
    createdMs: deps.clock.business(),
    nextMs: deps.clock.real(),
  })
  const rows: NewOutboxRow[] = []
  if (card && tap.shows === 'nothing') {
    const tapped = tap.messageId && (await findSentCard(tx, tap.messageId))
    const answer = toTapper('answer', card)
    rows.push(
      tapped
        ? {
            ...answer,
            ...readerOf(tapped),
            operation: 'update',
            targetKind: 'card',
            targetId: tapped.id,
          }
        : answer,
    )
  }
  // That it went well is what the card shows already.
  const isNews = toast && (!card || toast.tone === 'warning' || toast.tone === 'error')
  if (isNews) {
    rows.push(toTapper('toast', { title: toast.text, tone: tones[toast.tone], blocks: [] }))
  }
  return rows
}

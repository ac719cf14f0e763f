/** What a change has the bot say to others than the one who made it, through the outbox. */
import { sharingEndedCard } from '../../cards/sharing-card.ts'
import type { Act, News } from '../operations/operation.ts'
import { copiesOf, enqueue, type NewOutboxRow, readerOf } from '../store/outbox.ts'
import { addressesOf } from '../store/people.ts'
import { cancelUnsent, findPushes } from '../store/pushes.ts'

/** Feishu lets a message be changed for 14 days; one day is left for the way there. */
const changeableMs = 13 * 24 * 60 * 60_000

/** @param from what the change came from, by a key that is new with every change */
export async function spreadNews(
  act: Act,
  from: {
    /** Absent where nobody said or tapped anything. */
    readonly platform?: string
    readonly key: string
  },
  news: News | undefined,
): Promise<void> {
  if (!news) return
  const copies: NewOutboxRow[] = []
  for (const one of news.redraw ?? []) copies.push(...(await redrawn(act, from, one)))
  const rows = [
    ...copies,
    ...(await withdrawn(act, from, news.withdraw ?? [])),
    ...(await told(act, from, news.tell ?? [])),
  ]
  await enqueue(act.tx, act.dialect, rows)
}

type From = Parameters<typeof spreadNews>[1]

/**
 * Due since ever: such a row is never so fresh that the claim would not ask whether its recipient
 * may still read the subject.
 */
const base = (act: Act, { platform }: { readonly platform: string }) => ({
  platform,
  priority: 5,
  createdMs: act.now.getTime(),
  nextMs: 0,
})

/** Copies that are out, or on their way, as each reader may see them now. */
async function redrawn(
  act: Act,
  from: From,
  redraw: NonNullable<News['redraw']>[number],
): Promise<NewOutboxRow[]> {
  const copies = await copiesOf(act.tx, redraw.of)
  return copies.flatMap((copy): NewOutboxRow[] => {
    if (copy.messageId !== null && copy.messageId === act.messageId) return []
    const card = copy.userId ? redraw.cards.get(copy.userId) : undefined
    return [
      {
        ...base(act, copy),
        // Who may read it no more is told that, and nothing of it.
        ...(card && readerOf(copy)),
        id: act.ids.next(),
        dedupeKey: `news:${from.key}:copy:${copy.id}`,
        operation: 'update',
        targetKind: 'card',
        targetId: copy.id,
        card: card ?? redraw.gone,
      },
    ]
  })
}

const keyOf = (userId: string, subject?: { kind: string; id: string }) =>
  [userId, subject?.kind, subject?.id].filter(Boolean).join(':')

/** People are told where the change came from, and elsewhere if they are not there. */
const ways = ({ platforms }: Act, { platform }: From): readonly string[] =>
  platform === undefined ? platforms : [platform, ...platforms.filter((one) => one !== platform)]

async function told(act: Act, from: From, tell: NonNullable<News['tell']>) {
  const addresses = await addressesOf(
    act.tx,
    ways(act, from),
    tell.map(({ userId }) => userId),
  )
  return tell.flatMap(({ userId, subject, card, of }): NewOutboxRow[] => {
    const address = addresses.get(userId)?.[0]
    if (!address) return []
    return [
      {
        ...base(act, address),
        id: act.ids.next(),
        dedupeKey: `news:${from.key}:${keyOf(userId, subject)}`,
        operation: 'send',
        targetKind: 'user',
        targetId: address.externalId,
        userId,
        subjectKind: subject?.kind,
        subjectId: subject?.id,
        ...(of && { draftId: of }),
        card,
      },
    ]
  })
}

/** What has not left yet does not leave; what has is emptied, on whichever platform it was said. */
async function withdrawn(act: Act, from: From, withdraw: NonNullable<News['withdraw']>) {
  const rows: NewOutboxRow[] = []
  const addresses = await addressesOf(
    act.tx,
    ways(act, from),
    withdraw.map(({ userId }) => userId),
  )
  const sinceMs = act.now.getTime() - changeableMs
  for (const { userId, subject } of withdraw) {
    const targetIds = (addresses.get(userId) ?? []).map(({ externalId }) => externalId)
    if (targetIds.length === 0) continue
    const pushes = await findPushes(act.tx, { targetIds, userId, subject, sinceMs })
    const unsent = await cancelUnsent(
      act.tx,
      pushes.map(({ id }) => id),
    )
    for (const push of pushes.filter(({ id }) => !unsent.has(id))) {
      rows.push({
        ...base(act, push),
        id: act.ids.next(),
        dedupeKey: `news:${from.key}:withdraw:${push.id}`,
        operation: 'update',
        targetKind: 'card',
        targetId: push.id,
        card: sharingEndedCard(),
      })
    }
  }
  return rows
}

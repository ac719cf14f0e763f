/** Lists that were shown: what their 「更多」 and 「提醒」 go on from. */
import * as z from 'zod'
import type { ListView } from '../../cards/list-card.ts'
import {
  type ListHeading,
  type ListQuery,
  listHeadingSchema,
  listQuerySchema,
} from '../domain/list-query.ts'
import { type Listed, listRecords, pageRows } from '../operations/list-records.ts'
import type { Act } from '../operations/operation.ts'
import { findLastListed, insertDraft } from '../store/drafts.ts'
import { ownDraft } from './drafts.ts'

const schema = z.strictObject({ query: listQuerySchema, heading: listHeadingSchema })

type StoredList = z.infer<typeof schema>

/** A list is turned to its next page for as long as a day. */
const keptMs = 24 * 60 * 60_000

const pagesOf = (count: number) => Math.max(1, Math.ceil(count / pageRows))

/** Keeps the list, to be turned and to be narrowed down; a short one has nothing to turn. */
export async function storeList(
  act: Act & { readonly platform: string },
  shown: { readonly query: ListQuery; readonly heading: ListHeading; readonly listed: Listed },
): Promise<ListView['list']> {
  const { query, heading, listed } = shown
  const pages = pagesOf(listed.count)
  const id = act.ids.next()
  await insertDraft(act.tx, {
    id,
    userId: act.viewer.userId,
    platform: act.platform,
    chatId: '',
    state: 'listed',
    body: { kind: 'list', list: { query, heading } },
    sourceText: heading.what,
    createdAt: act.now,
    expiresAt: new Date(act.now.getTime() + keptMs),
  })
  const isWhole = pages === 1 && (listed.view.owners ?? []).length === 0
  return isWhole ? undefined : { id, version: 1, page: 1, pages }
}

/** What is still being spoken of. */
const recentMs = 10 * 60_000

/** The list that the viewer was shown last, while it is still spoken of. */
export async function lastList(act: Act): Promise<StoredList | undefined> {
  const since = new Date(act.now.getTime() - recentMs)
  const draft = await findLastListed(act.tx, act.viewer.userId, since)
  return draft?.body.kind === 'list' ? schema.parse(draft.body.list) : undefined
}

/**
 * 只看100万以上的: the same list under one more condition. What the new words do not speak of is as it
 * was; of what they do, they are the last word.
 */
export function narrowed(
  last: StoredList,
  { query, heading }: StoredList,
  said: { readonly outcome: boolean; readonly order: boolean },
): StoredList | undefined {
  if (last.query.noun !== query.noun) return undefined
  const { noun, outcome, order, ...conditions } = query
  const words = [...last.heading.conditions, ...heading.conditions]
  return {
    query: {
      ...last.query,
      ...conditions,
      ...(said.outcome && { outcome }),
      ...(said.order && { order }),
    },
    heading: { ...last.heading, conditions: [...new Set(words)], notes: heading.notes },
  }
}

/** The list behind a card, if it was this person's and is not too old. */
export async function findStoredList(act: Act, id: string): Promise<StoredList | undefined> {
  const draft = await ownDraft(act, id)
  if (draft?.body.kind !== 'list' || draft.expiresAt <= act.now) return undefined
  return schema.parse(draft.body.list)
}

/** A page of it as things are now, with what the viewer may see now. */
export async function turnTo(
  act: Act,
  id: string,
  { query, heading }: StoredList,
  wanted: number,
): Promise<ListView> {
  const first = await listRecords(act, query, heading, wanted)
  const pages = pagesOf(first.count)
  const page = Math.min(wanted, pages)
  // Fewer than there were: the last page that there is.
  const listed = page === wanted ? first : await listRecords(act, query, heading, page)
  return { ...listed.view, list: { id, version: 1, page, pages } }
}

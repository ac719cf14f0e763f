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
import { insertDraft } from '../store/drafts.ts'
import { ownDraft } from './drafts.ts'

const schema = z.strictObject({ query: listQuerySchema, heading: listHeadingSchema })

type StoredList = z.infer<typeof schema>

/** A list is turned to its next page for as long as a day. */
const keptMs = 24 * 60 * 60_000

const pagesOf = (count: number) => Math.max(1, Math.ceil(count / pageRows))

/** Keeps the list where something can still be done with it; nothing is kept of a short one. */
export async function storeList(
  act: Act & { readonly platform: string },
  shown: { readonly query: ListQuery; readonly heading: ListHeading; readonly listed: Listed },
): Promise<ListView['list']> {
  const { query, heading, listed } = shown
  const pages = pagesOf(listed.count)
  if (pages === 1 && (listed.view.owners ?? []).length === 0) return undefined
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
  return { id, version: 1, page: 1, pages }
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

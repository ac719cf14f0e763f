import { type DraftRef, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

/** A tag as it is read, with what its review deserves to be said: 「60天后复核」. */
export type TagView = { readonly name: string; readonly review?: string }

export type TagsChangedView = {
  readonly account: string
  readonly added: readonly TagView[]
  readonly removed: readonly TagView[]
  /** Were there before, or were not there to be removed. */
  readonly unchanged: readonly TagView[]
}

const listed = (tags: readonly TagView[]) =>
  tags.map(({ name, review }) => (review ? `${name}(${review})` : name)).join('、')

/** Saved at once. */
export function tagsChangedCard(view: TagsChangedView, draft: DraftRef, undoable: boolean): Card {
  const { account, added, removed, unchanged } = view
  const line = added.length > 0 ? `已加 ${listed(added)}` : `已去掉 ${listed(removed)}`
  return {
    title: added.length > 0 ? '已加标签' : '已去掉标签',
    subtitle: account,
    tone: 'done',
    summary: `${account}:${line}`,
    blocks: [
      { type: 'text', line },
      ...(unchanged.length > 0
        ? [
            {
              type: 'text',
              size: 'small',
              line: `${added.length > 0 ? '本来就有' : '本来就没有'}:${listed(unchanged)}`,
            } satisfies Block,
          ]
        : []),
      ...(undoable ? [{ type: 'buttons', buttons: [undoButton(draft)] } satisfies Block] : []),
    ],
  }
}

export type TagListView = {
  readonly code: string
  readonly account: string
  readonly tags: readonly TagView[]
}

/** An account's tags, and when each is to be looked at again. */
export function tagListCard({ code, account, tags }: TagListView): Card {
  return {
    title: `${account}的标签`,
    subtitle: code,
    tone: 'info',
    summary: tags.length > 0 ? listed(tags) : '还没有标签',
    blocks:
      tags.length > 0
        ? [
            {
              type: 'list',
              items: tags.map(({ name, review }) => ({
                line: name,
                ...(review && { detail: review }),
              })),
            },
          ]
        : [
            { type: 'text', line: '还没有标签。' },
            { type: 'text', size: 'small', line: `要加,说「给${account}打标签 近期有需求」。` },
          ],
  }
}

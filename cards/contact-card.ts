import { type DraftRef, draftButtons, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

export type ContactChangeView = {
  readonly name: string
  readonly account: string
  /** Not in the file before. */
  readonly isNew: boolean
  /** Old → new; numbers are hidden but for their ends. */
  readonly changes: readonly {
    readonly label: string
    readonly from: string
    readonly to: string
  }[]
  /** Somebody new without a number, once there is an id for the button. */
  readonly phoneMissingOf?: string
}

/** Nobody of this name is in the file yet: one confirmation puts them there. */
export function contactPreviewCard(view: ContactChangeView, draft: DraftRef): Card {
  return {
    title: '确认新联系人',
    subtitle: `${view.account}·${view.name}`,
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `${view.name} 还不在 ${view.account} 的联系人里,确认后新建`,
    blocks: [
      {
        type: 'note',
        tone: 'info',
        line: `${view.name} 还不在 ${view.account} 的联系人里,确认后新建。`,
      },
      ...factBlocks(view),
      draftButtons(draft, { editable: false }),
    ],
  }
}

/** Saved at once. */
export function contactSavedCard(
  view: ContactChangeView,
  draft: DraftRef,
  undoable: boolean,
): Card {
  const title = view.isNew ? '已新增联系人' : '联系人已更新'
  const buttons = [
    ...(view.phoneMissingOf
      ? [{ text: '补电话', action: { a: 'contact.add-phone', id: view.phoneMissingOf, v: 0 } }]
      : []),
    ...(undoable ? [undoButton(draft)] : []),
  ]
  return {
    title,
    subtitle: `${view.account}·${view.name}`,
    tone: 'done',
    summary: `${title}:${view.name}(${view.account})`,
    blocks: [
      ...factBlocks(view),
      ...(buttons.length > 0 ? [{ type: 'buttons', buttons } satisfies Block] : []),
    ],
  }
}

function factBlocks({ isNew, changes }: ContactChangeView): Block[] {
  if (changes.length === 0) return []
  if (!isNew) return [{ type: 'changes', changes }]
  return [{ type: 'fields', fields: changes.map(({ label, to }) => ({ label, value: to })) }]
}

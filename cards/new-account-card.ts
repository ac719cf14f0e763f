import { type DraftRef, draftButtons, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

export type NewAccountView = {
  /** Once it is stored. */
  readonly code?: string
  readonly name: string
  readonly shortName: string
  readonly mainProducts?: string
  readonly contact?: string
  readonly owner: string
}

const rows = (view: NewAccountView): Block => ({
  type: 'fields',
  fields: [
    { label: '简称', value: view.shortName },
    { label: '负责人', value: view.owner },
    ...(view.mainProducts ? [{ label: '主营', value: view.mainProducts }] : []),
    ...(view.contact ? [{ label: '联系人', value: view.contact }] : []),
  ],
})

/** Nothing is saved yet. */
export function accountCreationPreviewCard(view: NewAccountView, draft: DraftRef): Card {
  return {
    title: `新建客户:${view.name}`,
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `待确认:新建客户 ${view.name}`,
    blocks: [
      rows(view),
      { type: 'text', size: 'small', line: '点确认才会保存,30 分钟内有效。' },
      draftButtons(draft, { editable: false }),
    ],
  }
}

/** Saved, and what one does with a customer next. */
export function accountCreatedCard(view: NewAccountView, draft: DraftRef, undoable: boolean): Card {
  return {
    title: `已新建 ${view.code} ${view.name}`,
    tone: 'done',
    tags: [{ text: '已保存', tone: 'done' }],
    summary: `已新建客户 ${view.name}`,
    blocks: [
      rows(view),
      {
        type: 'text',
        size: 'small',
        line: `接着可以说「新建商机 ${view.shortName}检测 80万 预计下季度签」。`,
      },
      ...(undoable ? [{ type: 'buttons' as const, buttons: [undoButton(draft)] }] : []),
    ],
  }
}

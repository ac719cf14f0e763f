import { type DraftRef, draftButtons, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

export type NewDealView = {
  /** Once it is stored. */
  readonly code?: string
  readonly name: string
  readonly account: string
  readonly pipeline: string
  readonly stage: string
  readonly amount?: string
  readonly closeDay?: string
  readonly owner: string
}

const rows = (view: NewDealView): Block => ({
  type: 'fields',
  fields: [
    { label: '客户', value: view.account },
    { label: '金额', value: view.amount ?? '未填' },
    { label: '预计签约', value: view.closeDay ?? '未填' },
    { label: '阶段', value: `${view.pipeline} · ${view.stage}` },
    { label: '负责人', value: view.owner },
  ],
})

/** Nothing is saved yet. */
export function dealCreationPreviewCard(view: NewDealView, draft: DraftRef): Card {
  return {
    title: `新建商机:${view.name}`,
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `待确认:新建商机 ${view.name}`,
    blocks: [
      rows(view),
      { type: 'text', size: 'small', line: '点确认才会保存,30 分钟内有效。' },
      draftButtons(draft),
    ],
  }
}

/** Saved, with the code people will call it by. */
export function dealCreatedCard(view: NewDealView, draft: DraftRef, undoable: boolean): Card {
  return {
    title: `已新建 ${view.code} ${view.name}`,
    tone: 'done',
    summary: `已新建商机 ${view.name}`,
    blocks: [
      rows(view),
      ...(undoable
        ? ([
            { type: 'text', size: 'small', line: '10 分钟内可撤销。' },
            { type: 'buttons', buttons: [undoButton(draft)] },
          ] satisfies Block[])
        : []),
    ],
  }
}

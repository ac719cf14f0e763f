import { type DraftRef, draftButtons, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

/** Somebody decides in another's place for some days. */
export type DelegationView = {
  readonly from: string
  readonly to: string
  /** 2026-11-23(下周一) */
  readonly start: string
  readonly end: string
  /** Requests that wait for who goes away. */
  readonly waiting: number
}

const fields = ({ to, start, end }: DelegationView): Block => ({
  type: 'fields',
  fields: [
    { label: '委托', value: { text: to, bold: true } },
    { label: '时间', value: `${start} 至 ${end}` },
  ],
})

/** Nothing is saved yet. */
export function delegationPreviewCard(view: DelegationView, draft: DraftRef): Card {
  return {
    title: '委托审批?',
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `待确认:审批委托给 ${view.to}`,
    blocks: [
      fields(view),
      { type: 'text', line: `同一单里${view.to}只审一次;你自己也还能审。` },
      ...(view.waiting > 0
        ? [
            {
              type: 'text',
              size: 'small',
              line: `现在有 ${view.waiting} 单在等你。`,
            } satisfies Block,
          ]
        : []),
      { type: 'text', size: 'small', line: '点确认才会生效,30 分钟内有效。' },
      draftButtons(draft, { editable: false }),
    ],
  }
}

/** In force, or to be. */
export function delegationDoneCard(view: DelegationView, draft: DraftRef, undoable: boolean): Card {
  return {
    title: '已委托',
    tone: 'done',
    summary: `审批已委托给 ${view.to}`,
    blocks: [
      fields(view),
      { type: 'text', size: 'small', line: `已告诉 ${view.to}。提前结束说「取消委托」。` },
      ...(undoable ? [{ type: 'buttons', buttons: [undoButton(draft)] } satisfies Block] : []),
    ],
  }
}

/** To who stands in. */
export function delegationToldCard({ from, start, end }: DelegationView): Card {
  return {
    title: `${from} 把审批委托给你`,
    tone: 'info',
    blocks: [
      { type: 'text', line: `${start} 至 ${end},轮到 ${from} 审批的由你来批。` },
      { type: 'text', size: 'small', line: '到时会发卡片给你;也可以说「待我审批」。' },
    ],
  }
}

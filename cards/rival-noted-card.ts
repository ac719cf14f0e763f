import { type DraftRef, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'
import { truncate } from './kit/text.ts'

/** What was heard of competitors, as it was kept. */
export type RivalNotedView = {
  readonly rivals: readonly { readonly name: string; readonly isNew: boolean }[]
  /** 2026-11-18(今天) */
  readonly day: string
  /** 价格: 报价降了8%. */
  readonly notes: readonly { readonly kind: string; readonly text: string }[]
  /** The customer it was heard at. */
  readonly account?: string
  /** D-1001 华芯检测项目: the deal that is now fought against them. */
  readonly deal?: string
  /** Heard of one at no customer: in which of the viewer's deals it is already. */
  readonly toDeal?: {
    readonly rivalId: string
    readonly deals: readonly string[]
    readonly more: boolean
  }
}

export const rivalNames = (rivals: RivalNotedView['rivals']): string =>
  rivals.map(({ name, isNew }) => (isNew ? `${name}(新竞品)` : name)).join('、')

/** Characters of a note: what was typed stands above the card anyway. */
const shown = 80

/** Saved at once. U20: 「已记录。目前没有在谈商机登记环测 [加到商机]」. */
export function rivalNotedCard(view: RivalNotedView, draft: DraftRef, undoable: boolean): Card {
  const { rivals, day, notes, account, deal, toDeal } = view
  const names = rivalNames(rivals)
  return {
    title: '已记录',
    subtitle: [names, account, day].filter(Boolean).join(' · '),
    tone: 'done',
    summary: `已记录:${names} ${notes.map(({ text }) => text).join(',')}`,
    blocks: [
      {
        type: 'fields',
        fields: notes.map(({ kind, text }) => ({ label: kind, value: truncate(text, shown) })),
      },
      ...(deal
        ? [
            {
              type: 'text',
              line: `${deal} 登记了对手 ${rivals.map((r) => r.name).join('、')}。`,
            } satisfies Block,
          ]
        : []),
      ...(toDeal ? [{ type: 'text', line: whereItIs(view) } satisfies Block] : []),
      ...(undoable ? [closing(view, draft)] : []),
    ],
  }
}

function whereItIs({ rivals, toDeal }: RivalNotedView): string {
  const name = rivals[0]?.name ?? ''
  const { deals, more } = toDeal!
  return deals.length === 0
    ? `目前没有在谈商机登记${name}。`
    : `登记了${name}的在谈商机:${deals.join('、')}${more ? '等' : ''}。`
}

const closing = ({ toDeal }: RivalNotedView, draft: DraftRef): Block => ({
  type: 'buttons',
  buttons: [
    ...(toDeal
      ? [{ text: '加到商机', action: { a: 'rival.add-to-deal', id: toDeal.rivalId, v: 1 } }]
      : []),
    undoButton(draft),
  ],
})

import { type DraftRef, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

/** What was learnt of how a customer buys. */
export type DealFilledView = {
  /** D-1005 立辰可靠性实验室 */
  readonly deal: string
  readonly changes: readonly {
    readonly label: string
    readonly from: string
    readonly to: string
  }[]
  /** 我方在6项目评估,客户在3立项:阶段虚高. */
  readonly inflated?: string
}

/** Saved at once. */
export function dealFilledCard(view: DealFilledView, draft: DraftRef, undoable: boolean): Card {
  const { deal, changes, inflated } = view
  return {
    title: '已记下',
    subtitle: deal,
    tone: 'done',
    summary: `已记下:${changes.map(({ label, to }) => `${label} ${to}`).join(';')}`,
    blocks: [
      { type: 'changes', changes },
      ...(inflated ? [{ type: 'note', tone: 'attention', line: inflated } satisfies Block] : []),
      ...(undoable ? [{ type: 'buttons', buttons: [undoButton(draft)] } satisfies Block] : []),
    ],
  }
}

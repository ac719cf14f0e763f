import { type DraftRef, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'
import { rivalNames } from './rival-noted-card.ts'

/** Whom a deal is now fought against, or no longer. */
export type RivalsLinkedView = {
  readonly deal: string
  readonly account: string
  readonly how: 'add' | 'remove'
  readonly rivals: readonly { readonly name: string; readonly isNew: boolean }[]
  /** Were so before. */
  readonly unchanged: readonly string[]
}

/** Saved at once. */
export function rivalsLinkedCard(view: RivalsLinkedView, draft: DraftRef, undoable: boolean): Card {
  const { deal, account, how, rivals, unchanged } = view
  const added = how === 'add'
  const line = `${added ? '已登记对手' : '已去掉对手'} ${rivalNames(rivals)}`
  return {
    title: added ? '已登记对手' : '已去掉对手',
    subtitle: `${deal} · ${account}`,
    tone: 'done',
    summary: `${deal}:${line}`,
    blocks: [
      { type: 'text', line },
      ...(unchanged.length > 0
        ? [
            {
              type: 'text',
              size: 'small',
              line: `${added ? '本来就有' : '本来就没有'}:${unchanged.join('、')}`,
            } satisfies Block,
          ]
        : []),
      ...(undoable ? [{ type: 'buttons', buttons: [undoButton(draft)] } satisfies Block] : []),
    ],
  }
}

import type { Block, Button } from './kit/card.ts'

/** Which draft a card belongs to, and the revision it was drawn from. */
export type DraftRef = { readonly id: string; readonly version: number }

/** What a preview can be answered with: confirm, change, drop. */
export function draftButtons(
  { id, version }: DraftRef,
  { editable = true }: { readonly editable?: boolean } = {},
): Block {
  return {
    type: 'buttons',
    buttons: [
      { text: '确认', style: 'primary', action: { a: 'draft.confirm', id, v: version } },
      ...(editable ? [{ text: '修改', action: { a: 'draft.revise', id, v: version } }] : []),
      { text: '取消', action: { a: 'draft.cancel', id, v: version } },
    ],
  }
}

/** Takes a finished draft back. */
export const undoButton = ({ id, version }: DraftRef): Button => ({
  text: '撤销',
  action: { a: 'draft.undo', id, v: version },
})

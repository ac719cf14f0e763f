import type { DraftRef } from './draft-buttons.ts'
import type { Card, FormField } from './kit/card.ts'

/** A preview as a form. What is left as it is stays as it is. */
export function reviseCard(said: string, fields: readonly FormField[], draft: DraftRef): Card {
  return {
    title: '改一下再确认',
    subtitle: `「${said.slice(0, 40)}」`,
    tone: 'attention',
    blocks: [
      {
        type: 'form',
        name: 'revise',
        fields,
        buttons: [
          {
            text: '看新的预览',
            style: 'primary',
            action: { a: 'draft.revise', id: draft.id, v: draft.version },
          },
          { text: '取消', action: { a: 'draft.cancel', id: draft.id, v: draft.version } },
        ],
      },
    ],
  }
}

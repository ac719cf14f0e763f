import { completenessBlock, fillButtons, type ProfileView } from './account-profile.ts'
import { type DraftRef, undoButton } from './draft-buttons.ts'
import type { Card, FormField } from './kit/card.ts'

/** A customer's file with something new in it. */
export type AccountFilledView = {
  readonly accountId: string
  readonly code: string
  readonly name: string
  readonly changes: readonly {
    readonly label: string
    readonly from: string
    readonly to: string
  }[]
  /** What was said and left as it was: 「行业 已是通信设备」. */
  readonly kept: readonly string[]
  readonly profile: ProfileView
}

/** Saved at once, old → new. */
export function accountFilledCard(
  view: AccountFilledView,
  draft: DraftRef,
  undoable: boolean,
): Card {
  const fill = fillButtons(view.accountId, view.profile)
  return {
    title: '已记下',
    subtitle: `${view.code} ${view.name}`,
    tone: 'done',
    summary: `已记下:${view.name} ${view.changes.map(({ label }) => label).join('、')}`,
    blocks: [
      { type: 'changes', changes: view.changes },
      ...view.kept.map((line) => ({ type: 'note' as const, tone: 'neutral' as const, line })),
      completenessBlock(view.profile),
      ...(undoable || fill.length > 0
        ? [
            {
              type: 'buttons' as const,
              buttons: [...fill, ...(undoable ? [undoButton(draft)] : [])],
            },
          ]
        : []),
    ],
  }
}

/** A form for what is missing. What is left empty stays missing. */
export function fillAccountCard(
  account: { readonly id: string; readonly code: string; readonly name: string },
  fields: readonly FormField[],
  pick: string,
): Card {
  return {
    title: '补客户资料',
    subtitle: `${account.code} ${account.name}`,
    tone: 'info',
    blocks: [
      {
        type: 'form',
        name: 'fill',
        fields,
        buttons: [
          {
            text: '保存',
            style: 'primary',
            action: { a: 'account.fill', id: account.id, v: 0, pick },
          },
        ],
      },
    ],
  }
}

import type { DraftRef } from './draft-buttons.ts'
import { undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'
import { truncate } from './kit/text.ts'

/** A logged contact as people read it; days are echoed texts. */
export type ActivityView = {
  readonly account: string
  readonly kind: string
  readonly day: string
  /** The deal it was put down to: 「D-1005 立辰可靠性实验室」. */
  readonly deal?: string
  readonly contact?: string
  readonly topic?: string
  readonly feedback?: string
  readonly nextStep?: string
  readonly nextDay?: string
  /** A contact this entry brought in, still without a phone. */
  readonly newContact?: { readonly id: string; readonly name: string }
}

/** Characters of a field: what was typed stands above the card anyway. */
const shown = 80

/** Saved at once; a missing next step is asked for, but blocks nothing. */
export function activityLoggedCard(view: ActivityView, draft: DraftRef, undoable: boolean): Card {
  const fields = [
    { label: '商机', value: view.deal },
    { label: '对象', value: view.contact },
    { label: '主题', value: view.topic },
    { label: '反馈', value: view.feedback },
    {
      label: '下一步',
      value: view.nextStep && [view.nextStep, view.nextDay].filter(Boolean).join(' '),
    },
  ].flatMap(({ label, value }) => (value ? [{ label, value: truncate(value, shown) }] : []))
  return {
    title: '已记录',
    subtitle: `${view.account}·${view.kind}·${view.day}`,
    tone: 'done',
    summary: `已记录:${view.account} ${view.kind}`,
    blocks: [
      ...(fields.length > 0 ? [{ type: 'fields', fields } satisfies Block] : []),
      ...(view.newContact
        ? [
            {
              type: 'note',
              tone: 'info',
              line: `新联系人 ${view.newContact.name} 缺电话`,
            } satisfies Block,
          ]
        : []),
      ...(undoable && !view.nextStep ? nextStepBlocks(draft) : []),
      ...(undoable ? [closingButtons(view, draft)] : []),
    ],
  }
}

const closingButtons = ({ newContact }: ActivityView, draft: DraftRef): Block => ({
  type: 'buttons',
  buttons: [
    ...(newContact
      ? [{ text: '补电话', action: { a: 'contact.add-phone', id: newContact.id, v: 0 } }]
      : []),
    undoButton(draft),
  ],
})

const nextStepBlocks = ({ id, version }: DraftRef): Block[] => [
  { type: 'text', line: '下一步?' },
  {
    type: 'buttons',
    buttons: [
      { text: '3天后电话', action: { a: 'activity.plan', id, v: version, pick: 'call-in-3-days' } },
      { text: '一周后', action: { a: 'activity.plan', id, v: version, pick: 'in-a-week' } },
      { text: '暂不跟进', action: { a: 'activity.plan', id, v: version, pick: 'none' } },
    ],
  },
]

/** Taken back. */
export function activityUndoneCard(): Card {
  return {
    title: '已撤销',
    tone: 'neutral',
    summary: '已撤销这条记录',
    blocks: [{ type: 'text', line: '这条互动和它的下一步已撤回。' }],
  }
}

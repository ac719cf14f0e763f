import { type DraftRef, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

/** A deal that is given up, as people read it. */
export type DealLostView = {
  readonly deal: { readonly code: string; readonly name: string; readonly account: string }
  readonly stage: string
  /** Left out where the viewer may not see money. */
  readonly amount?: string
  /** What the forecast of this quarter loses by it; left out where it loses nothing. */
  readonly forecast?: string
  readonly reason: string
  /** 「无」 where there was none. */
  readonly rival: string
  readonly lesson?: string
}

const heading = ({ deal }: DealLostView) => `${deal.code} ${deal.name} · ${deal.account}`

const facts = ({ stage, amount, reason, rival }: DealLostView) => [
  { label: '原因', value: { text: reason, bold: true } },
  { label: '输给', value: { text: rival, bold: true } },
  { label: '停在', value: stage },
  ...(amount ? [{ label: '金额', value: amount }] : []),
]

/** Nothing is saved yet. The lesson may be written in before it is. */
export function dealLossPreviewCard(view: DealLostView, { id, version }: DraftRef): Card {
  return {
    title: '关闭为丢单?',
    subtitle: heading(view),
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `待确认:${view.deal.name} 关闭为丢单`,
    blocks: [
      { type: 'fields', fields: facts(view) },
      ...(view.forecast
        ? [{ type: 'text', line: `本季预测减少 ${view.forecast}` } satisfies Block]
        : []),
      {
        type: 'form',
        name: 'deal_loss',
        fields: [
          {
            type: 'input',
            name: 'lesson',
            label: '一条教训(可跳过)',
            placeholder: '下次会怎么做',
            ...(view.lesson && { value: view.lesson }),
            maxLength: 200,
          },
        ],
        buttons: [
          { text: '确认丢单', style: 'danger', action: { a: 'draft.confirm', id, v: version } },
          { text: '取消', action: { a: 'draft.cancel', id, v: version } },
        ],
      },
      { type: 'text', size: 'small', line: '确认后不再计入在谈;30 分钟内有效。' },
    ],
  }
}

/** Closed. */
export function dealLostCard(view: DealLostView, draft: DraftRef, undoable: boolean): Card {
  return {
    title: '已丢单',
    subtitle: heading(view),
    tone: 'neutral',
    summary: `已丢单:${view.deal.name} ${view.reason}`,
    blocks: [
      { type: 'fields', fields: facts(view) },
      ...(view.lesson ? [{ type: 'text', line: `教训:${view.lesson}` } satisfies Block] : []),
      ...(undoable
        ? ([
            {
              type: 'text',
              size: 'small',
              line: '10 分钟内可撤销;以后要再谈,说「重开」加商机名。',
            },
            { type: 'buttons', buttons: [undoButton(draft)] },
          ] satisfies Block[])
        : []),
    ],
  }
}

export type DealReopenView = {
  readonly deal: { readonly code: string; readonly name: string; readonly account: string }
  readonly stage: string
  /** 「2026-11-18(今天)」 */
  readonly lostOn?: string
  readonly reason?: string
}

const reopening = ({ deal }: DealReopenView) => `${deal.code} ${deal.name} · ${deal.account}`

const reopened = ({ stage, lostOn, reason }: DealReopenView) => [
  {
    label: '状态',
    from: ['已丢单', lostOn, reason].filter(Boolean).join(' '),
    to: `在谈 · ${stage}`,
  },
]

/** Nothing is saved yet. */
export function dealReopenPreviewCard(view: DealReopenView, { id, version }: DraftRef): Card {
  return {
    title: '重开商机?',
    subtitle: reopening(view),
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `待确认:重开 ${view.deal.name}`,
    blocks: [
      { type: 'changes', changes: reopened(view) },
      { type: 'text', size: 'small', line: '点确认才会保存,30 分钟内有效。' },
      {
        type: 'buttons',
        buttons: [
          { text: '确认重开', style: 'primary', action: { a: 'draft.confirm', id, v: version } },
          { text: '取消', action: { a: 'draft.cancel', id, v: version } },
        ],
      },
    ],
  }
}

/** In play again. */
export function dealReopenedCard(view: DealReopenView, draft: DraftRef, undoable: boolean): Card {
  return {
    title: '已重开',
    subtitle: reopening(view),
    tone: 'done',
    summary: `已重开:${view.deal.name}`,
    blocks: [
      { type: 'changes', changes: reopened(view) },
      ...(undoable
        ? ([
            { type: 'text', size: 'small', line: '10 分钟内可撤销。' },
            { type: 'buttons', buttons: [undoButton(draft)] },
          ] satisfies Block[])
        : []),
    ],
  }
}

import type { DraftRef } from './draft-buttons.ts'
import { draftButtons, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

/** A change of a deal as people read it, old → new. */
export type DealChangeView = {
  readonly deal: { readonly code: string; readonly name: string; readonly account: string }
  readonly changes: readonly {
    readonly label: string
    readonly from: string
    readonly to: string
    readonly note?: string
  }[]
  readonly warnings: readonly string[]
  /** Functions that the new stage asks for and nobody on the deal has. */
  readonly helpers?: readonly StageHelper[]
}

/** Somebody who could be called up on the deal. */
export type StageHelper = {
  readonly dealId: string
  readonly userId: string
  readonly name: string
  /** 售前 */
  readonly title: string
}

const heading = ({ deal }: DealChangeView) => `${deal.code} ${deal.name} · ${deal.account}`

/** Nothing is saved yet, and the card says so. */
export function dealChangePreviewCard(view: DealChangeView, draft: DraftRef): Card {
  return {
    title: '确认修改',
    subtitle: heading(view),
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `待确认:${view.deal.name} ${labels(view)}`,
    blocks: [
      { type: 'changes', changes: view.changes },
      ...warningBlocks(view.warnings),
      { type: 'text', size: 'small', line: '点确认才会保存,30 分钟内有效。' },
      draftButtons(draft),
    ],
  }
}

/** Saved. */
export function dealChangedCard(view: DealChangeView, draft: DraftRef, undoable: boolean): Card {
  return {
    title: '已更新',
    subtitle: heading(view),
    tone: 'done',
    summary: `已更新:${view.deal.name} ${labels(view)}`,
    blocks: [
      { type: 'changes', changes: view.changes },
      ...helperBlocks(view.helpers ?? []),
      ...(undoable
        ? ([
            { type: 'text', size: 'small', line: '10 分钟内可撤销。' },
            { type: 'buttons', buttons: [undoButton(draft)] },
          ] satisfies Block[])
        : []),
    ],
  }
}

function helperBlocks(helpers: readonly StageHelper[]): Block[] {
  if (helpers.length === 0) return []
  const titles = [...new Set(helpers.map(({ title }) => title))].join('、')
  return [
    { type: 'text', line: `这个阶段要 ${titles} 配合,商机里还没有。` },
    {
      type: 'buttons',
      buttons: helpers.map(({ dealId, userId, name, title }) => ({
        text: `请${name}(${title})`,
        action: { a: 'deal.call-up', id: dealId, v: 1, pick: userId },
      })),
    },
  ]
}

/** Taken back: what holds again. */
export function dealChangeUndoneCard(
  deal: { readonly code: string; readonly name: string },
  rows: readonly { readonly label: string; readonly to: string }[],
): Card {
  return {
    title: '已撤销',
    subtitle: `${deal.code} ${deal.name}`,
    tone: 'neutral',
    summary: `已撤销:${deal.name} ${rows.map((row) => row.label).join('、')}`,
    blocks: [
      { type: 'text', line: '现在是:' },
      { type: 'fields', fields: rows.map(({ label, to }) => ({ label, value: to })) },
      { type: 'text', size: 'small', line: '修改和撤销都留在历史里。' },
    ],
  }
}

const labels = (view: DealChangeView) => view.changes.map((change) => change.label).join('、')

const warningBlocks = (warnings: readonly string[]): Block[] =>
  warnings.map((warning) => ({ type: 'note', tone: 'attention', line: `提醒:${warning}` }))

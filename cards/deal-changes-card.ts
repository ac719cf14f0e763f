import type { DealChangeView } from './deal-change-card.ts'
import { type DraftRef, undoButton } from './draft-buttons.ts'
import type { Block, Button, Card } from './kit/card.ts'

/** Changes of several deals, each of which may be left out. */
export type DealChangesView = {
  readonly sets: readonly (DealChangeView & { readonly dealId: string })[]
  /** Those that do not change, each with why. */
  readonly skipped: readonly string[]
}

type ChangeSet = DealChangesView['sets'][number]

const heading = ({ deal }: ChangeSet) => `${deal.code} ${deal.name} · ${deal.account}`

const rowText = ({ label, from, to, note }: DealChangeView['changes'][number]) =>
  `${label} ${from} → ${to}${note ? `(${note})` : ''}`

const skippedBlocks = ({ skipped }: DealChangesView): Block[] =>
  skipped.map((line) => ({ type: 'note', tone: 'neutral', line }))

const nameList = (sets: readonly ChangeSet[]) => sets.map(({ deal }) => deal.name).join('、')

/** A tick for each deal, one tap for all of them. Nothing is saved yet. */
export function dealChangesPreviewCard(view: DealChangesView, draft: DraftRef): Card {
  const { id, version } = draft
  return {
    title: `确认修改 ${view.sets.length} 个商机`,
    subtitle: '不要改的去掉勾',
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `待确认:${nameList(view.sets)}`,
    blocks: [
      ...skippedBlocks(view),
      { type: 'text', size: 'small', line: '点确认才会保存,一起存下,30 分钟内有效。' },
      {
        type: 'form',
        name: 'deals',
        fields: view.sets.map((set) => ({
          type: 'check',
          name: tickName(set.dealId),
          label: heading(set),
          checked: true,
          details: [...set.changes.map(rowText), ...set.warnings.map((line) => `提醒:${line}`)],
        })),
        buttons: [
          { text: '确认', style: 'primary', action: { a: 'draft.confirm', id, v: version } },
          { text: '取消', action: { a: 'draft.cancel', id, v: version } },
        ],
      },
    ],
  }
}

/** The form field of this deal's tick. */
export const tickName = (dealId: string): string => `deal_${dealId}`

/**
 * Saved, each with its own way back.
 *
 * @param undone what has been taken back already
 */
export function dealsChangedCard(
  view: DealChangesView,
  draft: DraftRef,
  { undoable, undone = [] }: { readonly undoable: boolean; readonly undone?: readonly string[] },
): Card {
  return {
    title: `已更新 ${view.sets.length} 个商机`,
    tone: 'done',
    summary: `已更新:${nameList(view.sets)}`,
    blocks: [
      ...undone.map((name): Block => ({ type: 'note', tone: 'neutral', line: `已撤销:${name}` })),
      ...view.sets.flatMap((set): Block[] => [
        { type: 'text', line: [{ text: heading(set), bold: true }] },
        { type: 'changes', changes: set.changes },
      ]),
      ...skippedBlocks(view),
      ...(undoable
        ? ([
            { type: 'text', size: 'small', line: '10 分钟内可撤销。' },
            { type: 'buttons', buttons: undoButtons(view.sets, draft) },
          ] satisfies Block[])
        : []),
    ],
  }
}

function undoButtons(sets: readonly ChangeSet[], draft: DraftRef): Button[] {
  const all = undoButton(draft)
  if (sets.length < 2) return [all]
  return [
    ...sets.map(({ deal, dealId }) => ({
      text: `撤销 ${deal.name}`,
      action: { ...all.action, pick: dealId },
    })),
    { ...all, text: '全部撤销' },
  ]
}

/** All of them taken back: what holds again. */
export function dealChangesUndoneCard(sets: readonly ChangeSet[]): Card {
  return {
    title: '已撤销',
    subtitle: nameList(sets),
    tone: 'neutral',
    summary: `已撤销:${nameList(sets)}`,
    blocks: [
      { type: 'text', line: '现在是:' },
      ...sets.flatMap((set): Block[] => [
        { type: 'text', line: [{ text: heading(set), bold: true }] },
        {
          type: 'fields',
          fields: set.changes.map(({ label, from }) => ({ label, value: from })),
        },
      ]),
      { type: 'text', size: 'small', line: '修改和撤销都留在历史里。' },
    ],
  }
}

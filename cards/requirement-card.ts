import { type DraftRef, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

/** What is needed, in words; left out where nothing was said, or may not be seen. */
export type RequirementWords = {
  readonly standards?: string
  readonly equipment?: string
  readonly budget?: string
}

export type SavedRequirementView = RequirementWords & {
  /** D-1001 华芯检测项目 */
  readonly deal: string
  readonly version: number
  /** The version it is compared with, and in what it differs. */
  readonly since?: { readonly version: number; readonly differences: string }
}

const told = ({ standards, equipment, budget }: RequirementWords): readonly string[] => [
  ...(standards ? [`标准 ${standards}`] : []),
  ...(equipment ? [`设备 ${equipment}`] : []),
  ...(budget ? [`预算 ${budget}`] : []),
]

const fieldsOf = ({ standards, equipment, budget }: RequirementWords) =>
  [
    { label: '标准', value: standards },
    { label: '设备', value: equipment },
    { label: '预算', value: budget },
  ].flatMap(({ label, value }) => (value ? [{ label, value }] : []))

/** Saved at once; the deal's own amount stays as it is. */
export function requirementSavedCard(
  view: SavedRequirementView,
  draft: DraftRef,
  undoable: boolean,
): Card {
  const { version, since } = view
  const line = since
    ? `v${version},较v${since.version}:${since.differences}`
    : `需求档案 v${version} 已存:${told(view).join('/')}`
  return {
    title: `需求档案 v${version} 已存`,
    subtitle: view.deal,
    tone: 'done',
    summary: line,
    blocks: [
      { type: 'text', line },
      ...(since ? [{ type: 'fields', fields: fieldsOf(view) } satisfies Block] : []),
      ...(undoable ? [{ type: 'buttons', buttons: [undoButton(draft)] } satisfies Block] : []),
    ],
  }
}

export type RequirementView = RequirementWords & {
  readonly deal: string
  /** 0 where nothing has been kept yet. */
  readonly version: number
  /** 张伟 2026-11-18(今天) */
  readonly by?: string
  readonly since?: { readonly version: number; readonly differences: string }
}

/** What the customer needs now. */
export function requirementCard(view: RequirementView): Card {
  if (view.version === 0) return noRequirementCard(view.deal)
  const { version, since } = view
  return {
    title: `需求档案 v${version}`,
    subtitle: view.deal,
    tone: 'info',
    summary: told(view).join('/'),
    blocks: [
      { type: 'fields', fields: fieldsOf(view) },
      ...(since
        ? [
            {
              type: 'text',
              line: `v${version},较v${since.version}:${since.differences}`,
            } satisfies Block,
          ]
        : []),
      ...(view.by ? [{ type: 'text', size: 'small', line: view.by } satisfies Block] : []),
    ],
  }
}

const noRequirementCard = (deal: string): Card => ({
  title: '还没有需求档案',
  subtitle: deal,
  tone: 'neutral',
  blocks: [
    { type: 'text', line: '还没有记过这个项目的需求。' },
    {
      type: 'text',
      size: 'small',
      line: '这样说:标准GJB 548B,要2台老化箱,预算300万',
    },
  ],
})

export type RequirementHistoryView = {
  readonly deal: string
  /** The newest first. */
  readonly versions: readonly {
    readonly version: number
    readonly by: string
    /** In what it differs from the one before; the first one whole. */
    readonly told: string
  }[]
  /** Older ones that are not shown. */
  readonly more: boolean
}

/** How it came to what it is. */
export function requirementHistoryCard(view: RequirementHistoryView): Card {
  if (view.versions.length === 0) return noRequirementCard(view.deal)
  return {
    title: '需求档案的历史',
    subtitle: view.deal,
    tone: 'info',
    summary: `需求档案共 ${view.versions.length}${view.more ? '+' : ''} 版`,
    blocks: [
      {
        type: 'list',
        items: view.versions.map(({ version, by, told }) => ({
          line: [{ text: `v${version} `, bold: true }, told],
          detail: by,
        })),
      },
      ...(view.more
        ? [{ type: 'text', size: 'small', line: '更早的没有列出。' } satisfies Block]
        : []),
    ],
  }
}

import type { Block, Card } from './kit/card.ts'

export type AccountView = {
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly grade: string
  readonly owner: string
  /** Signed in the last 12 months; left out where the viewer may not see money. */
  readonly signed?: string
  /** Sum of the open deals, likewise. */
  readonly openTotal?: string
  /** At most five; `dealCount` is all of them. */
  readonly deals: readonly {
    readonly id: string
    readonly version: number
    readonly title: string
    readonly detail: string
  }[]
  readonly dealCount: number
  readonly lastActivity?: {
    readonly day: string
    readonly days: number
    readonly text: string
    readonly nextStep?: string
  }
}

/** An account at a glance: who, how much, what is open, when we last spoke. */
export function accountCard(view: AccountView): Card {
  return {
    title: view.name,
    subtitle: `${view.code} · 负责人 ${view.owner}`,
    tone: 'info',
    tags: [{ text: view.grade, tone: 'info' }],
    summary: `${view.shortName}:在谈 ${view.dealCount} 个商机`,
    blocks: [
      { type: 'fields', fields: figures(view) },
      ...activityBlocks(view),
      ...dealBlocks(view),
    ],
  }
}

function figures({ signed, openTotal, dealCount }: AccountView) {
  const open = dealCount === 0 ? '没有' : `${dealCount} 个`
  return [
    ...(signed ? [{ label: '近12月签约', value: { text: signed, bold: true } }] : []),
    {
      label: '在谈商机',
      value: { text: openTotal ? `${open},合计 ${openTotal}` : open, bold: true },
    },
  ]
}

function activityBlocks({ lastActivity }: AccountView): Block[] {
  if (!lastActivity) return [{ type: 'note', tone: 'attention', line: '还没有互动记录' }]
  const { day, days, text, nextStep } = lastActivity
  return [
    {
      type: 'fields',
      fields: [
        {
          label: '上次互动',
          value: [day, days > 0 ? `${days} 天前` : '', text].filter(Boolean).join(' · '),
        },
        { label: '下一步', value: nextStep ?? '没有安排' },
      ],
    },
  ]
}

function dealBlocks({ deals, dealCount }: AccountView): Block[] {
  if (deals.length === 0) return []
  return [
    {
      type: 'choices',
      choices: deals.map(({ id, version, title, detail }) => ({
        title,
        detail,
        action: { a: 'deal.show', id, v: version },
      })),
    },
    ...(dealCount > deals.length
      ? [
          {
            type: 'text',
            size: 'small',
            line: `还有 ${dealCount - deals.length} 个`,
          } satisfies Block,
        ]
      : []),
  ]
}

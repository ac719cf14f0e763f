import type { Block, Card } from './kit/card.ts'
import { truncate } from './kit/text.ts'

export type RivalView = {
  readonly id: string
  readonly name: string
  /** The latest of each kind, newest first. */
  readonly notes: readonly {
    /** 价格 */
    readonly kind: string
    readonly told: readonly {
      /** 11-18 张伟, and 华芯 where it was heard at a customer. */
      readonly when: string
      readonly text: string
    }[]
  }[]
  /** Open deals that are fought against it: at most five, `open` is all of them. */
  readonly deals: readonly {
    readonly id: string
    readonly version: number
    readonly title: string
    readonly detail: string
  }[]
  readonly open: number
  readonly won: number
  readonly lost: number
  /** 60%, or 样本不足. */
  readonly rate: string
  /** Whether the viewer may put a deal down as fought against it. */
  readonly mayAdd: boolean
}

/** Characters of a note on the card. */
const shown = 80

/** What is known of one competitor: what was heard, where we meet it, how that ended. */
export function rivalCard(view: RivalView): Card {
  const { id, name, open, won, lost, rate, mayAdd } = view
  return {
    title: name,
    subtitle: '竞争对手',
    tone: 'info',
    summary: `${name}:在谈 ${open} 个,赢 ${won},输 ${lost}`,
    blocks: [
      ...noteBlocks(view),
      { type: 'divider' },
      ...dealBlocks(view),
      { type: 'text', line: `交手:赢 ${won} · 输 ${lost} · 胜率 ${rate}` },
      ...(mayAdd
        ? [
            {
              type: 'buttons',
              buttons: [{ text: '加到商机', action: { a: 'rival.add-to-deal', id, v: 1 } }],
            } satisfies Block,
          ]
        : []),
    ],
  }
}

function noteBlocks({ name, notes }: RivalView): Block[] {
  if (notes.length === 0) {
    return [
      { type: 'text', line: '还没有记录。' },
      { type: 'text', size: 'small', line: `听到什么直接说,如「${name}报价降了8%」。` },
    ]
  }
  return notes.flatMap(({ kind, told }): Block[] => [
    { type: 'text', line: [{ text: kind, bold: true }] },
    {
      type: 'list',
      items: told.map(({ when, text }) => ({ line: truncate(text, shown), detail: when })),
    },
  ])
}

function dealBlocks({ name, deals, open }: RivalView): Block[] {
  if (deals.length === 0) return [{ type: 'text', line: `目前没有在谈商机登记${name}。` }]
  return [
    { type: 'text', line: [{ text: `在谈 ${open} 个`, bold: true }] },
    {
      type: 'choices',
      choices: deals.map((deal) => ({
        title: deal.title,
        detail: deal.detail,
        action: { a: 'deal.show', id: deal.id, v: deal.version },
      })),
    },
    ...(open > deals.length
      ? [{ type: 'text', size: 'small', line: `还有 ${open - deals.length} 个` } satisfies Block]
      : []),
  ]
}

export type RivalsView = {
  /** 竞争对手, D-1001 华芯检测项目 的对手. */
  readonly title: string
  readonly rivals: readonly {
    readonly id: string
    readonly name: string
    /** 11-18 报价降8%, 在谈 2 个. */
    readonly detail: string
  }[]
  /** More than are shown. */
  readonly more: boolean
  /** What is said where there are none: how one is put down. */
  readonly none: string
}

/** Which competitors there are; a tap shows one. */
export function rivalsCard({ title, rivals, more, none }: RivalsView): Card {
  return {
    title,
    tone: 'info',
    summary: rivals.length > 0 ? rivals.map(({ name }) => name).join('、') : '没有登记',
    blocks:
      rivals.length === 0
        ? [
            { type: 'text', line: '没有登记。' },
            { type: 'text', size: 'small', line: none },
          ]
        : [
            {
              type: 'choices',
              choices: rivals.map(({ id, name, detail }) => ({
                title: name,
                detail,
                action: { a: 'rival.show', id, v: 1 },
              })),
            },
            ...(more
              ? [{ type: 'text', size: 'small', line: '还有别的,说名字就能看。' } satisfies Block]
              : []),
          ],
  }
}

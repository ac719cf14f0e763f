import type { Block, Card } from './kit/card.ts'

/** How many deals were lost to one thing, and what they came to. */
export type LossRow = {
  readonly name: string
  readonly count: number
  /** Left out where the viewer may not see money. */
  readonly amount?: string
  /** Part of all that were lost, 0–1. */
  readonly share: number
  /** 价格 2、交期 1: of these, by reason. Left out where the row is a reason. */
  readonly reasons?: string
}

export type LossReportView = {
  /** 我的丢单原因 */
  readonly title: string
  /** 近12个月 · 2025-11-18 至 2026-11-18(今天) */
  readonly days: string
  readonly total: { readonly count: number; readonly amount?: string }
  readonly parts: readonly { readonly label: string; readonly rows: readonly LossRow[] }[]
  readonly notes: readonly string[]
}

const figure = ({ count, amount }: { readonly count: number; readonly amount?: string }) =>
  [`${count} 个`, ...(amount ? [amount] : [])].join(' · ')

/** Why deals were lost, and in which stage, where and to whom. */
export function lossReportCard({ title, days, total, parts, notes }: LossReportView): Card {
  const sum = `丢单 ${figure(total)}`
  return {
    title,
    subtitle: days,
    tone: 'info',
    summary: `${title}:${total.count === 0 ? '没有丢单' : sum}`,
    blocks: [
      ...(total.count === 0
        ? [{ type: 'text', line: '这段时间没有丢单。' } satisfies Block]
        : [
            { type: 'text', line: [{ text: sum, bold: true }] } satisfies Block,
            ...parts.flatMap(partBlocks),
          ]),
      ...notes.map((line): Block => ({ type: 'text', size: 'small', line })),
    ],
  }
}

const partBlocks = ({ label, rows }: LossReportView['parts'][number]): Block[] => [
  { type: 'text', line: [{ text: label, bold: true }] },
  {
    type: 'list',
    items: rows.map((row) => ({
      line: `${row.name} ${Math.round(row.share * 100)}% · ${figure(row)}`,
      ...(row.reasons && { detail: row.reasons }),
    })),
  },
]

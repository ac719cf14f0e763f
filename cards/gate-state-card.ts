import type { Block, Button, Card } from './kit/card.ts'

/** How far a deal is with what the way to a later stage asks for. */
export type GateStateView = {
  readonly deal: { readonly id: string; readonly code: string; readonly name: string }
  readonly account: string
  readonly from: string
  /** Left out where there is no later stage. */
  readonly to?: { readonly id: string; readonly name: string } | undefined
  readonly items: readonly {
    readonly name: string
    readonly met: boolean
    /** The sentence that supplies it, while it is missing. */
    readonly say?: string
  }[]
  /** The reader may move the deal. */
  readonly mayMove: boolean
}

/** Moves the deal on: previewed, or kept with what it lacks. */
export const advanceButton = (dealId: string, to: { id: string; name: string }): Button => ({
  text: `推进到${to.name}`,
  action: { a: 'deal.advance', id: dealId, v: 1, pick: to.id },
})

/** What is there and what is not, with how to give it. */
export function gateStateCard(view: GateStateView): Card {
  const { deal, account, from, to, items, mayMove } = view
  const missing = items.filter(({ met }) => !met)
  const line = summaryOf(view, missing.length)
  return {
    title: `${deal.code} ${deal.name}`,
    subtitle: to ? `${account} · ${from} → ${to.name}` : `${account} · ${from}`,
    tone: missing.length > 0 ? 'attention' : 'info',
    summary: line,
    blocks: [
      { type: 'text', line: { text: line, bold: true } },
      ...(items.length > 0
        ? [
            {
              type: 'list',
              items: items.map(({ name, met, say }) => ({
                line: met ? { text: `✓ ${name}`, tone: 'done' as const } : `○ ${name}`,
                ...(!met && say && { detail: `说「${say}」` }),
              })),
            } satisfies Block,
          ]
        : []),
      ...(to && mayMove
        ? [{ type: 'buttons', buttons: [advanceButton(deal.id, to)] } satisfies Block]
        : []),
      ...(to && mayMove && missing.length > 0
        ? [
            {
              type: 'text',
              size: 'small',
              line: '现在点推进我会先记着,最后一项到了再发你确认。',
            } satisfies Block,
          ]
        : []),
    ],
  }
}

function summaryOf({ to, items }: GateStateView, missing: number): string {
  if (!to) return '已经是最后一个阶段了'
  if (missing > 0) return `到${to.name}还差 ${missing} 项`
  return items.length > 0
    ? `退出条件都满足了,可以推进到${to.name}`
    : `没有要求,可以推进到${to.name}`
}

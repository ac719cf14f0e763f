import type { Card } from './kit/card.ts'

/** Something was taken back; `now` says what holds again. */
export function undoneCard(what: string, now: string): Card {
  return {
    title: '已撤销',
    subtitle: what,
    tone: 'neutral',
    summary: `已撤销:${what}`,
    blocks: [{ type: 'text', line: now }],
  }
}

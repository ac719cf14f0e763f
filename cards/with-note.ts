import type { Card } from './kit/card.ts'

/** The same card with something to notice first. */
export function withNote(card: Card, note: string): Card {
  return { ...card, blocks: [{ type: 'note', tone: 'attention', line: note }, ...card.blocks] }
}

/** The same card with 「待处理:…」 as its last line; unchanged when nothing waits. */
export function withWaiting(card: Card, waiting: { drafts: number; approvals: number }): Card {
  const parts = [
    waiting.approvals > 0 ? `审批${waiting.approvals}` : '',
    waiting.drafts > 0 ? `待确认${waiting.drafts}` : '',
  ].filter(Boolean)
  if (parts.length === 0) return card
  const line = `待处理:${parts.join(' · ')}`
  return { ...card, blocks: [...card.blocks, { type: 'text', size: 'small', line }] }
}

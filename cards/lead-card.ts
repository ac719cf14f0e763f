import type { Card } from './kit/card.ts'

export type LeadView = {
  readonly code: string
  readonly name: string
  /** Left out while nobody has it. */
  readonly owner?: string
  readonly late: boolean
  /** Label and value, in order. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
}

/** A lead at a glance; no phone stands on it. */
export function leadCard({ code, name, owner, late, facts }: LeadView): Card {
  return {
    title: `${code} ${name}`,
    subtitle: owner ? `线索 · 负责人 ${owner}` : '线索 · 未分配',
    tone: late ? 'attention' : 'info',
    ...(late && { tags: [{ text: '首次联系超时', tone: 'danger' as const }] }),
    blocks: [{ type: 'fields', fields: facts }],
  }
}

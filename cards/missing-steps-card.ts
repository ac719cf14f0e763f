import type { ActionValue, Card } from './kit/card.ts'

export type StepMissing = {
  readonly title: string
  readonly detail: string
  readonly action: ActionValue
}

export type MissingStepsView = {
  /** Left out for one's own. */
  readonly whose?: string
  /** At most eight; `count` is all of them, or how many were looked at where there are more. */
  readonly items: readonly StepMissing[]
  readonly count: number
  readonly uncounted: boolean
}

/** What has no next step; a tap opens the record, a sentence gives it one. */
export function missingStepsCard({ whose, items, count, uncounted }: MissingStepsView): Card {
  if (count === 0) {
    return {
      title: '都有下一步',
      subtitle: whose,
      tone: 'done',
      blocks: [{ type: 'text', line: '在谈的商机和最近聊过的客户,都写了下一步。' }],
    }
  }
  const rest = count - items.length
  const more = uncounted ? `还有 ${rest} 个以上` : `还有 ${rest} 个`
  return {
    title: `缺下一步 ${count}${uncounted ? '+' : ''} 个`,
    subtitle: whose,
    tone: 'attention',
    blocks: [
      { type: 'choices', choices: items },
      ...(rest > 0 ? [{ type: 'text' as const, size: 'small' as const, line: more }] : []),
      {
        type: 'text',
        size: 'small',
        line: '聊完说一句就有了,如「今天和某客户李总电话,下周二发合同」。',
      },
    ],
  }
}

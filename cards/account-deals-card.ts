import type { Card } from './kit/card.ts'

export type AccountDealsView = {
  readonly account: string
  readonly code: string
  /** At most ten; `count` is all of them. */
  readonly deals: readonly {
    readonly id: string
    readonly version: number
    readonly title: string
    readonly detail: string
  }[]
  readonly count: number
}

/** The open deals of one account; a tap opens one. */
export function accountDealsCard({ account, code, deals, count }: AccountDealsView): Card {
  return {
    title: count === 0 ? `${account}没有在谈商机` : `${account}在谈 ${count} 个商机`,
    subtitle: code,
    tone: 'info',
    blocks:
      count === 0
        ? [{ type: 'text', line: `要新建,说「新建商机 ${account}… 80万 预计下月底签」。` }]
        : [
            {
              type: 'choices',
              choices: deals.map(({ id, version, title, detail }) => ({
                title,
                detail,
                action: { a: 'deal.show', id, v: version },
              })),
            },
            ...(count > deals.length
              ? [
                  {
                    type: 'text' as const,
                    size: 'small' as const,
                    line: `还有 ${count - deals.length} 个`,
                  },
                ]
              : []),
          ],
  }
}

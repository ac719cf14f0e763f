import type { Card } from './kit/card.ts'

export type TalksView = {
  readonly account: string
  /** A级 · 互动已超期2天. */
  readonly stands: string
  readonly talks: readonly {
    /** 2026-11-09(上周一) 会议 李总. */
    readonly when: string
    readonly what: string
    readonly next?: string
    readonly done?: boolean
  }[]
}

/** What was talked about lately, and what came of it. */
export function talksCard({ account, stands, talks }: TalksView): Card {
  return {
    title: `${account}最近互动`,
    subtitle: stands,
    tone: 'info',
    summary: `${account} 最近 ${talks.length} 次互动`,
    blocks:
      talks.length === 0
        ? [{ type: 'text', line: '还没有互动记录。聊完说一句,我就记下来。' }]
        : [
            {
              type: 'list',
              items: talks.map(({ when, what, next, done }) => ({
                line: [{ text: when, bold: true }, what && ` ${what}`],
                ...(next && {
                  detail: done
                    ? { text: `✓ 下一步 ${next}(已完成)`, tone: 'done' as const }
                    : `→ 下一步 ${next}`,
                }),
              })),
            },
          ],
  }
}

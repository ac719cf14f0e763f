import type { Card } from './kit/card.ts'

export type ChangesView = {
  /** 华芯检测项目 金额. */
  readonly title: string
  readonly subtitle: string
  readonly changes: readonly {
    /** 2026-11-18(今天) 10:03 陈静. */
    readonly who: string
    /** 金额 ¥2,800,000(280万)→¥3,200,000(320万). */
    readonly what: string
    readonly reason?: string
  }[]
  /** How many more there are at least. */
  readonly more: boolean
  /** Where nothing was changed: since when it is as it is. */
  readonly none: string
}

/** R6: who changed what, when, from what to what; newest first. */
export function changesCard({ title, subtitle, changes, more, none }: ChangesView): Card {
  return {
    title: `${title}的变更记录`,
    subtitle,
    tone: 'info',
    summary: changes[0] ? `${changes[0].who} ${changes[0].what}` : none,
    blocks:
      changes.length === 0
        ? [{ type: 'text', line: none }]
        : [
            {
              type: 'list',
              items: changes.map(({ who, what, reason }) => ({
                line: [{ text: who, bold: true }, ` ${what}`],
                ...(reason && { detail: `原因:${reason}` }),
              })),
            },
            ...(more
              ? [{ type: 'text' as const, size: 'small' as const, line: '更早的没有列出。' }]
              : []),
          ],
  }
}

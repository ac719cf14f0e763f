import type { Block, Card } from './kit/card.ts'

export type ReleaseLine = {
  readonly id: string
  readonly round: number
  readonly code: string
  /** 射频校准 · 华芯 */
  readonly deal: string
  readonly requester: string
  readonly by: string
  /** 2026-11-17 16:00 */
  readonly when: string
  readonly reason: string
  /** What is outside policy: 折扣 12%(88折). */
  readonly terms: readonly string[]
  readonly margin?: string
}

/** A card shows no more of them. */
const most = 10

/** What was let through by 特批 in a month. @param month YYYY-MM */
export function releasesCard({
  month,
  lines,
}: {
  readonly month: string
  readonly lines: readonly ReleaseLine[]
}): Card {
  const [year, number] = month.split('-').map(Number)
  return {
    title: `${year}年${number}月特批 ${lines.length} 个`,
    subtitle: '审批没走完,由总监特批的条款',
    tone: 'info',
    blocks: [
      {
        type: 'choices',
        choices: lines.slice(0, most).map((line) => ({
          title: `${line.code} ${line.deal}`,
          detail: [
            ...line.terms,
            ...(line.margin ? [`毛利 ${line.margin}`] : []),
            `${line.requester} 申请`,
            `${line.by} ${line.when}`,
            `原因:${line.reason}`,
          ].join(' · '),
          action: { a: 'approval.show', id: line.id, v: line.round },
        })),
      },
      ...(lines.length > most
        ? [
            {
              type: 'text',
              size: 'small',
              line: `还有 ${lines.length - most} 个。`,
            } satisfies Block,
          ]
        : []),
    ],
  }
}

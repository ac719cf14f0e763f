import type { Block } from './kit/card.ts'

/** One part of commercial terms, in words. */
export type TermsLine = {
  readonly label: string
  readonly value: string
  /** Outside policy: what somebody has to decide on. */
  readonly outside: boolean
  /** As always, so it is told in passing. */
  readonly standard: boolean
}

/** What stands out first and in red, what merely differs calmly, what is standard in one small line. */
export function termsBlocks(lines: readonly TermsLine[]): Block[] {
  const told = lines.filter(({ standard }) => !standard)
  const usual = lines.filter(({ standard }) => standard)
  const ordered = [...told.filter((one) => one.outside), ...told.filter((one) => !one.outside)]
  return [
    ...(ordered.length > 0
      ? [
          {
            type: 'fields' as const,
            fields: ordered.map(({ label, value, outside }) => ({
              label,
              value: outside ? { text: value, bold: true, tone: 'danger' as const } : value,
            })),
          },
        ]
      : []),
    ...(usual.length > 0
      ? [
          {
            type: 'text' as const,
            size: 'small' as const,
            line: `按标准:${usual.map(({ label, value }) => `${label}${value}`).join('、')}`,
          },
        ]
      : []),
  ]
}

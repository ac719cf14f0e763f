import type { Block, Card, Line } from './kit/card.ts'

export type AccountView = {
  readonly id: string
  readonly version: number
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly grade: string
  /** What the last twelve months would make of the grade, where that is another one. */
  readonly gradeNote?: string
  readonly owner: string
  /** 李娜: who works on all of it beside the owner. */
  readonly beside?: string
  /** Signed in the last 12 months; left out where the viewer may not see money. */
  readonly signed?: string
  /** Sum of the open deals, likewise. */
  readonly openTotal?: string
  /** At most three; `dealCount` is all of them. */
  readonly deals: readonly {
    readonly id: string
    readonly version: number
    readonly title: string
    readonly detail: string
  }[]
  readonly dealCount: number
  readonly lastActivity?: {
    readonly day: string
    readonly days: number
    /** Left out where the viewer may not read what was talked about. */
    readonly text?: string
  }
  /** 互动已超期2天, 12-31前需1次互动. */
  readonly cadence?: { readonly words: string; readonly late: boolean }
  /** What is planned next; 没有安排 where nothing is. Left out like `text`. */
  readonly nextStep?: string
  /** 环测(11-18 报价降8%): whom the open deals are fought against. Left out like `text`. */
  readonly rivals?: string
  /** 3/3, or who is missing. Left out where the viewer may not see contacts. */
  readonly keyPeople?: string
  /** Approvals under way, by code. */
  readonly approvals?: readonly string[]
  /** 9/12, and what is missing. */
  readonly completeness?: string
  /** What a tap shows more of. */
  readonly more: readonly ('talks' | 'deals' | 'contacts')[]
}

/** An account at a glance: who, how much, what is open, when we last spoke. */
export function accountCard(view: AccountView): Card {
  return {
    title: view.name,
    subtitle: [view.code, `负责人 ${view.owner}`, view.beside && `参与 ${view.beside}`]
      .filter(Boolean)
      .join(' · '),
    tone: 'info',
    tags: [
      { text: view.grade, tone: 'info' },
      ...(view.cadence?.late ? [{ text: '互动超期', tone: 'danger' as const }] : []),
    ],
    summary: `${view.shortName}:在谈 ${view.dealCount} 个商机`,
    blocks: [
      { type: 'fields', fields: facts(view) },
      ...dealBlocks(view),
      ...(view.gradeNote ? [{ type: 'text', size: 'small', line: view.gradeNote } as const] : []),
      ...moreBlocks(view),
    ],
  }
}

function facts(view: AccountView): { label: string; value: Line }[] {
  const { signed, openTotal, dealCount, keyPeople, approvals, completeness, nextStep, rivals } =
    view
  const open = dealCount === 0 ? '没有在谈' : `在谈${dealCount}个`
  const rows: { label: string; value: Line | undefined }[] = [
    { label: '近12月签约', value: signed && { text: signed, bold: true } },
    {
      label: '商机',
      value: { text: openTotal ? `${open} 合计 ${openTotal}` : open, bold: true },
    },
    { label: '上次互动', value: lastWords(view) },
    { label: '下一步', value: nextStep },
    { label: '关键人', value: keyPeople },
    { label: '竞品', value: rivals },
    {
      label: '待审批',
      value:
        approvals &&
        (approvals.length > 0 ? `${approvals.length} 个(${approvals.join('、')})` : '0'),
    },
    { label: '完整度', value: completeness },
  ]
  return rows.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]))
}

function lastWords({ lastActivity, cadence }: AccountView): Line {
  const late = cadence && {
    text: cadence.words,
    ...(cadence.late && { tone: 'danger' as const, bold: true }),
  }
  if (!lastActivity) return ['还没有互动记录', ...(late ? [' · ', late] : [])]
  const { day, days, text } = lastActivity
  const ago = days > 0 ? ` · ${days} 天前` : ''
  return [`${day}${ago}${text ? ` · ${text}` : ''}`, ...(late ? [' · ', late] : [])]
}

function dealBlocks({ deals, dealCount }: AccountView): Block[] {
  if (deals.length === 0) return []
  return [
    {
      type: 'choices',
      choices: deals.map(({ id, version, title, detail }) => ({
        title,
        detail,
        action: { a: 'deal.show', id, v: version },
      })),
    },
    ...(dealCount > deals.length
      ? [
          {
            type: 'text',
            size: 'small',
            line: `还有 ${dealCount - deals.length} 个`,
          } satisfies Block,
        ]
      : []),
  ]
}

const moreWords = { talks: '互动', deals: '商机', contacts: '联系人' } as const

function moreBlocks({ id, version, more }: AccountView): Block[] {
  if (more.length === 0) return []
  return [
    {
      type: 'buttons',
      buttons: more.map((what) => ({
        text: moreWords[what],
        action: { a: `account.show-${what}`, id, v: version },
      })),
    },
  ]
}

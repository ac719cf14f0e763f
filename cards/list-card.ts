import type { Block, Button, Card, Choice } from './kit/card.ts'

export type ListView = {
  /** 我的在谈商机 */
  readonly what: string
  /** What it was narrowed down to, each in words. */
  readonly conditions: readonly string[]
  /** 6个,合计 ¥7,030,000(703万) */
  readonly figures: string
  /** 按预计签约 */
  readonly order: string
  /** A page of them. */
  readonly rows: readonly {
    readonly id: string
    readonly version: number
    readonly title: string
    readonly detail: string
  }[]
  readonly opens: 'deal.show' | 'account.show'
  /** What to know beside it: conditions that could not be used, amounts that do not count. */
  readonly notes: readonly string[]
  /** What else one may say, where there is nothing. */
  readonly hint?: string
  /** The stored list, while there is more to turn to or somebody to remind. */
  readonly list?: {
    readonly id: string
    readonly version: number
    /** From 1. */
    readonly page: number
    readonly pages: number
  }
  /** Whose they are and who may be told, by user id. */
  readonly owners?: readonly { readonly id: string; readonly name: string }[]
}

/** At most ten records; every condition that was understood stands in the title. */
export function listCard(view: ListView): Card {
  const title = [view.what, ...view.conditions].join(' · ')
  const only = view.rows.length === 1 && view.rows[0]
  return {
    title,
    subtitle: [view.figures, view.rows.length > 1 ? view.order : ''].filter(Boolean).join(' · '),
    tone: 'info',
    summary: only ? `${view.figures}:${only.title}` : `${view.what}:${view.figures}`,
    blocks: [
      ...notes(view),
      ...rows(view),
      ...(view.rows.length === 0 && view.hint
        ? [{ type: 'text', size: 'small', line: view.hint } satisfies Block]
        : []),
      ...buttons(view),
    ],
  }
}

const notes = ({ notes: lines }: ListView): Block[] =>
  lines.map((line) => ({ type: 'note', tone: 'attention', line }))

function rows({ rows: records, opens }: ListView): Block[] {
  if (records.length === 0) return []
  const choices = records.map(
    ({ id, version, title, detail }): Choice => ({
      title,
      ...(detail && { detail }),
      action: { a: opens, id, v: version },
    }),
  )
  return [{ type: 'choices', choices }]
}

function buttons({ list, owners = [] }: ListView): Block[] {
  if (!list) return []
  const { id, version: v, page, pages } = list
  const turn = (text: string, to: number): Button => ({
    text,
    action: { a: 'list.page', id, v, pick: String(to) },
  })
  const all: Button[] = [
    ...owners.slice(0, 3).map(({ id: userId, name }) => ({
      text: `提醒${name}`,
      action: { a: 'list.remind', id, v, pick: userId },
    })),
    ...(page > 1 ? [turn('上一页', page - 1)] : []),
    ...(page < pages ? [turn('更多', page + 1)] : []),
  ]
  return [
    ...(pages > 1
      ? [{ type: 'text', size: 'small', line: `第 ${page}/${pages} 页` } satisfies Block]
      : []),
    ...(all.length > 0 ? [{ type: 'buttons', buttons: all } satisfies Block] : []),
  ]
}

export type OwnerReminderView = {
  /** Who asked for it. */
  readonly by: string
  readonly rows: readonly {
    readonly id: string
    readonly version: number
    readonly title: string
    readonly detail: string
  }[]
  readonly opens: 'deal.show' | 'account.show'
  readonly more: number
}

/** What a colleague asked to have an eye on. */
export function ownerReminderCard({ by, rows: records, opens, more }: OwnerReminderView): Card {
  const what = opens === 'deal.show' ? '商机' : '客户'
  return {
    title: `${by}提醒你跟进 ${records.length + more} 个${what}`,
    tone: 'attention',
    summary: `${by}提醒你跟进:${records[0]?.title ?? ''}`,
    blocks: [
      {
        type: 'choices',
        choices: records.map(({ id, version, title, detail }) => ({
          title,
          ...(detail && { detail }),
          action: { a: opens, id, v: version },
        })),
      },
      ...(more > 0
        ? [{ type: 'text', size: 'small', line: `还有 ${more} 个` } satisfies Block]
        : []),
      {
        type: 'text',
        size: 'small',
        line: '联系过了就发一句给我,例如「今天电话联系了…,聊了…,下周二再…」。',
      },
    ],
  }
}

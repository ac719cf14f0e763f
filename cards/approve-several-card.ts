import type { DraftRef } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

/** Requests for approval that are agreed to together. */
export type SeveralApprovals = {
  readonly items: readonly {
    readonly id: string
    readonly code: string
    readonly deal: string
    readonly account: string
    readonly requester: string
    /** What is outside policy: 折扣 8%(92折). */
    readonly terms: readonly string[]
    /** 毛利 18%, where the reader may see it. */
    readonly margin?: string
  }[]
  /** Those that cannot be decided any more, each with why. */
  readonly gone: readonly string[]
  /** To be looked at one by one. */
  readonly apart: readonly {
    readonly id: string
    readonly round: number
    readonly title: string
    readonly detail: string
  }[]
}

type Item = SeveralApprovals['items'][number]

const heading = ({ code, deal, account }: Item) => `${code} ${deal} · ${account}`
const factsOf = ({ terms, margin, requester }: Item) =>
  [...terms, ...(margin ? [`毛利 ${margin}`] : []), `${requester} 提交`].join(' · ')

const goneBlocks = ({ gone }: SeveralApprovals): Block[] =>
  gone.map((line) => ({ type: 'note', tone: 'attention', line }))

const apartBlocks = ({ apart }: SeveralApprovals): Block[] =>
  apart.length === 0
    ? []
    : [
        { type: 'divider' },
        { type: 'text', size: 'small', line: '下面的不在这次里,点开单独看:' },
        {
          type: 'choices',
          choices: apart.map(({ id, round, title, detail }) => ({
            title,
            detail,
            action: { a: 'approval.show', id, v: round },
          })),
        },
      ]

/** The form field of this request's tick. */
export const tickName = (approvalId: string): string => `approval_${approvalId}`

/** A tick for each request, one tap for all of them. Nothing is decided yet. */
export function approveSeveralCard(view: SeveralApprovals, { id, version }: DraftRef): Card {
  return {
    title: `同意 ${view.items.length} 个审批?`,
    subtitle: '不同意的去掉勾',
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `待确认:同意 ${view.items.map(({ code }) => code).join('、')}`,
    blocks: [
      ...goneBlocks(view),
      {
        type: 'form',
        name: 'approvals',
        fields: view.items.map((item) => ({
          type: 'check',
          name: tickName(item.id),
          label: heading(item),
          checked: true,
          details: [factsOf(item)],
        })),
        buttons: [
          { text: '同意勾选的', style: 'primary', action: { a: 'draft.confirm', id, v: version } },
          { text: '取消', action: { a: 'draft.cancel', id, v: version } },
        ],
      },
      { type: 'text', size: 'small', line: '点了才算同意,同意后不能撤回,30 分钟内有效。' },
      ...apartBlocks(view),
    ],
  }
}

/** Decided, each by itself; who asked is told by the same transaction. */
export function severalApprovedCard(view: SeveralApprovals): Card {
  const people = [...new Set(view.items.map(({ requester }) => requester))]
  return {
    title: `已同意 ${view.items.length} 个审批`,
    tone: 'done',
    summary: `已同意 ${view.items.map(({ code }) => code).join('、')}`,
    blocks: [
      ...goneBlocks(view),
      {
        type: 'list',
        items: view.items.map((item) => ({ line: heading(item), detail: factsOf(item) })),
      },
      { type: 'text', size: 'small', line: `已通知 ${people.join('、')}。` },
    ],
  }
}

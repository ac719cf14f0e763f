import { type DraftRef, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'
import { type TermsLine, termsBlocks } from './terms-lines.ts'

/** Commercial terms on their way to be handed in. */
export type TermsRequestView = {
  readonly deal: { readonly code: string; readonly name: string; readonly account: string }
  /** AP-33, once there is one; of what was sent back it stays the same. */
  readonly code?: string
  readonly id?: string
  /** What the deal's price is now, where it would be another. */
  readonly priceFrom?: string
  readonly lines: readonly TermsLine[]
  /** Who decides, one list after the other; none within policy. */
  readonly ranks: readonly (readonly { readonly who: string; readonly why: string }[])[]
  /** Codes of what is under way for the same deal and would be void. */
  readonly overtakes: readonly string[]
}

const heading = ({ deal }: TermsRequestView) => `${deal.code} ${deal.name} · ${deal.account}`

/** Nothing is handed in yet. */
export function termsRequestCard(view: TermsRequestView, { id, version }: DraftRef): Card {
  const isFree = view.ranks.length === 0
  return {
    title: view.code ? `重新提交 ${view.code}` : isFree ? '确认条款' : '申请条款审批',
    subtitle: heading(view),
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `待确认:${view.deal.name} 的商务条款`,
    blocks: [
      ...termsBlocks(linesOf(view)),
      ...rankBlocks(view),
      ...view.overtakes.map(
        (code): Block => ({
          type: 'note',
          tone: 'attention',
          line: `提醒:${code} 还在审批,提交后作废`,
        }),
      ),
      {
        type: 'text',
        size: 'small',
        line: `点${isFree ? '保存' : '提交'}才会${isFree ? '保存' : '发给审批人'},30 分钟内有效。`,
      },
      {
        type: 'buttons',
        buttons: [
          {
            text: isFree ? '保存' : '提交',
            style: 'primary',
            action: { a: 'draft.confirm', id, v: version },
          },
          { text: '改条件', action: { a: 'draft.revise', id, v: version } },
          { text: '取消', action: { a: 'draft.cancel', id, v: version } },
        ],
      },
    ],
  }
}

/** The price as a change where it is one. */
const linesOf = ({ lines, priceFrom }: TermsRequestView): TermsLine[] =>
  lines.map((line) =>
    line.label === '价格' && priceFrom ? { ...line, value: `${priceFrom} → ${line.value}` } : line,
  )

function rankBlocks({ ranks }: TermsRequestView): Block[] {
  if (ranks.length === 0) {
    return [{ type: 'note', tone: 'done', line: '都在标准之内,不用审批。' }]
  }
  return [
    { type: 'divider' },
    {
      type: 'text',
      line: [
        { text: '审批', bold: true },
        ` ${ranks.map((people) => people.map(({ who }) => who).join('、')).join(' → ')}`,
      ],
    },
    {
      type: 'list',
      items: ranks.flat().map(({ who, why }) => ({ line: `${who}:${why}` })),
    },
  ]
}

/** Handed in, or saved where nobody has to decide. */
export function termsSubmittedCard(
  view: TermsRequestView,
  draft: DraftRef,
  undoable: boolean,
): Card {
  const isFree = view.ranks.length === 0
  const first = view.ranks[0]?.map(({ who }) => who).join('、')
  return {
    title: isFree ? '条款已保存' : `已提交 ${view.code ?? ''}`,
    subtitle: heading(view),
    tone: 'done',
    summary: isFree ? `${view.deal.name} 的条款已保存` : `${view.code} 已提交,等 ${first} 审批`,
    blocks: [
      ...termsBlocks(linesOf(view)),
      {
        type: 'text',
        line: isFree
          ? '在标准之内,不用审批,现在起 30 天有效。'
          : `等 ${first} 审批,说「我的审批到哪了」随时可看。`,
      },
      ...(undoable && !isFree
        ? ([
            { type: 'text', size: 'small', line: '还没有人审批时,10 分钟内可撤销。' },
            { type: 'buttons', buttons: [undoButton(draft)] },
          ] satisfies Block[])
        : []),
    ],
  }
}

import { type DraftRef, draftButtons } from './draft-buttons.ts'
import type { Block, Button, Card, Tone } from './kit/card.ts'
import { type TermsLine, termsBlocks } from './terms-lines.ts'

/** A request for approval as one person may see it. */
export type ApprovalView = {
  readonly id: string
  /** Which handing-in the buttons are for. */
  readonly round: number
  readonly code: string
  readonly deal: {
    readonly code: string
    readonly name: string
    readonly account: string
    readonly grade?: string
  }
  readonly requester: string
  /** 2026-11-17(昨天) 16:00 */
  readonly submitted: string
  readonly state: string
  readonly terms: readonly TermsLine[]
  /** 毛利 18%, where the viewer may see it. */
  readonly margin?: string
  /** Earlier approved terms of the deal, in a line. */
  readonly history?: string
  readonly steps: readonly {
    readonly who: string
    /** Whose place it was, where somebody stood in. */
    readonly standIn?: string
    readonly state: string
    /** Why they are asked: 折扣超过5%. */
    readonly why?: string
    /** When it was decided, or since when it waits. */
    readonly when?: string
    readonly comment?: string
  }[]
  /** Whether it is the viewer's turn to decide. */
  readonly isTheirTurn: boolean
  /** The viewer's own request, which they may take back. */
  readonly isTheirRequest: boolean
  readonly mayRelease: boolean
  /** How it ended: who, when, why. */
  readonly ending?: { readonly by?: string; readonly when?: string; readonly reason?: string }
  /** Until when approved terms hold. */
  readonly validUntil?: string
}

const stateTags: Readonly<Record<string, { readonly text: string; readonly tone: Tone }>> = {
  pending: { text: '审批中', tone: 'attention' },
  approved: { text: '已批准', tone: 'done' },
  rejected: { text: '已驳回', tone: 'danger' },
  returned: { text: '要求修改', tone: 'attention' },
  withdrawn: { text: '已撤回', tone: 'neutral' },
  expired: { text: '已过期', tone: 'neutral' },
  superseded: { text: '已作废', tone: 'neutral' },
}

const tagOf = (state: string) => stateTags[state] ?? { text: state, tone: 'neutral' as const }

/** One request: what is asked, who decides, and what the reader can do about it. */
export function approvalCard(view: ApprovalView): Card {
  const tag = tagOf(view.state)
  return {
    title: `${view.isTheirTurn ? '请审批' : '审批'} ${view.code} ${view.deal.name}`,
    subtitle: `${view.deal.code} · ${view.deal.account}${view.deal.grade ? ` ${view.deal.grade}` : ''} · ${view.requester} ${view.submitted} 提交`,
    tone: view.state === 'pending' && !view.isTheirTurn ? 'info' : tag.tone,
    tags: [tag],
    summary: summaryOf(view),
    blocks: [
      ...endingBlocks(view),
      ...termsBlocks(view.state === 'pending' ? view.terms : calm(view.terms)),
      ...factBlocks(view),
      ...stepBlocks(view),
      ...decisionBlocks(view),
      ...ownBlocks(view),
    ],
  }
}

/** Once it is decided nothing has to stand out any more. */
const calm = (terms: ApprovalView['terms']) => terms.map((line) => ({ ...line, outside: false }))

function summaryOf({ code, deal, state, isTheirTurn, requester }: ApprovalView): string {
  if (isTheirTurn) return `请审批 ${code}:${requester} 的 ${deal.name}`
  return `${code} ${deal.name} ${tagOf(state).text}`
}

/** The end first: whoever opens an old copy reads who decided, when and why. */
function endingBlocks({ ending, state, validUntil }: ApprovalView): Block[] {
  if (!ending) return []
  const how = [ending.by && `由${ending.by}`, ending.when && `于 ${ending.when}`].filter(Boolean)
  const line = `${tagOf(state).text}${how.length > 0 ? `:${how.join(' ')}` : ''}`
  return [
    { type: 'note', tone: tagOf(state).tone, line },
    ...(ending.reason
      ? [
          {
            type: 'text',
            line: [{ text: '原因', bold: true }, ` ${ending.reason}`],
          } satisfies Block,
        ]
      : []),
    ...(validUntil
      ? [{ type: 'text', size: 'small', line: `这一版条款有效到 ${validUntil}。` } satisfies Block]
      : []),
  ]
}

function factBlocks({ margin, history }: ApprovalView): Block[] {
  const fields = [
    ...(margin ? [{ label: '毛利', value: margin }] : []),
    ...(history ? [{ label: '以往条款', value: history }] : []),
  ]
  return fields.length > 0 ? [{ type: 'fields', fields }] : []
}

const stepMarks: Readonly<Record<string, { readonly mark: string; readonly tone?: Tone }>> = {
  approved: { mark: '✓', tone: 'done' },
  rejected: { mark: '✗', tone: 'danger' },
  returned: { mark: '↩', tone: 'attention' },
  open: { mark: '●', tone: 'attention' },
  waiting: { mark: '○' },
  cancelled: { mark: '–' },
}

function stepBlocks({ steps }: ApprovalView): Block[] {
  if (steps.length === 0) return []
  return [
    { type: 'divider' },
    ...steps.map(({ who, standIn, state, why, when, comment }): Block => {
      const { mark, tone } = stepMarks[state] ?? { mark: '○' }
      const name = standIn ? `${standIn}(代${who})` : who
      const rest = [why, when].filter(Boolean).join(' · ')
      return {
        type: 'text',
        line: [
          { text: `${mark} ${name}`, ...(tone && { tone }) },
          ...(rest ? [`  ${rest}`] : []),
          ...(comment ? [`  「${comment}」`] : []),
        ],
      }
    }),
  ]
}

/** Reject and change need words, so they are part of the form that has the input for them. */
function decisionBlocks({ isTheirTurn, mayRelease, id, round, state }: ApprovalView): Block[] {
  if (state !== 'pending') return []
  const button = (text: string, a: string, style?: Button['style']): Button => ({
    text,
    ...(style && { style }),
    action: { a, id, v: round },
  })
  if (!isTheirTurn && !mayRelease) return []
  const decide = isTheirTurn
    ? [
        button('同意', 'approval.approve', 'primary'),
        button('驳回', 'approval.reject', 'danger'),
        button('要求修改', 'approval.return'),
      ]
    : []
  const releasing = mayRelease ? [button('特批', 'approval.release')] : []
  return [
    {
      type: 'form',
      name: 'decision',
      fields: [
        {
          type: 'input',
          name: 'comment',
          label: '意见',
          placeholder: isTheirTurn ? '驳回、要求修改要写原因' : '特批要写原因',
          maxLength: 200,
        },
      ],
      buttons: [...decide, ...releasing],
    },
    ...(isTheirTurn
      ? [
          {
            type: 'buttons',
            buttons: [button('转交', 'approval.pass-on'), button('加签', 'approval.add-approver')],
          } satisfies Block,
        ]
      : []),
  ]
}

function ownBlocks({ isTheirRequest, state, id, round, code, deal }: ApprovalView): Block[] {
  if (!isTheirRequest) return []
  if (state === 'pending') {
    return [
      {
        type: 'buttons',
        buttons: [
          { text: '催一下', action: { a: 'approval.nudge', id, v: round } },
          { text: '撤回', action: { a: 'approval.withdraw', id, v: round } },
        ],
      },
    ]
  }
  if (state !== 'returned') return []
  return [
    {
      type: 'text',
      size: 'small',
      line: `改好再提,直接说条件就行,如「${deal.name} 账期20天,再提一次」,还是 ${code}。`,
    },
  ]
}

/** To whom it is passed on, or who is asked as well. */
export function approverPickCard(view: {
  readonly id: string
  readonly round: number
  readonly code: string
  /** The action that the form is sent to. */
  readonly action: string
  readonly what: 'pass-on' | 'add'
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly department: string | null
  }[]
}): Card {
  const words = view.what === 'add' ? '加签' : '转交'
  return {
    title: `${words} ${view.code}`,
    tone: 'info',
    blocks: [
      {
        type: 'text',
        line: view.what === 'add' ? '请谁也审一下?你还要自己审。' : '交给谁审?之后由对方决定。',
      },
      {
        type: 'form',
        name: 'approver',
        fields: [
          {
            type: 'select',
            name: 'to',
            label: '同事',
            placeholder: '选一位',
            required: true,
            options: view.people.map(({ id, name, department }) => ({
              text: [name, department].filter(Boolean).join(' · '),
              value: id,
            })),
          },
          { type: 'input', name: 'comment', label: '说明', maxLength: 200 },
        ],
        buttons: [
          {
            text: words,
            style: 'primary',
            action: { a: view.action, id: view.id, v: view.round },
          },
        ],
      },
    ],
  }
}

/** What somebody does to a request, as far as a card has to say it. */
type Deed = {
  readonly do: 'approved' | 'rejected' | 'returned' | 'release' | 'pass-on' | 'add' | 'withdraw'
  readonly comment?: string
}

const deedWords: Readonly<Record<Deed['do'], string>> = {
  approved: '同意',
  rejected: '驳回',
  returned: '要求修改',
  release: '特批',
  'pass-on': '转交',
  add: '加签',
  withdraw: '撤回',
}

/** Before a deed that was said in words: what it would be done to. */
export function approvalDeedCard(view: ApprovalView, deed: Deed, draft: DraftRef): Card {
  const words = deedWords[deed.do]
  return {
    title: `${words} ${view.code}?`,
    subtitle: `${view.deal.code} ${view.deal.name} · ${view.requester} ${view.submitted} 提交`,
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `待确认:${words} ${view.code}`,
    blocks: [
      ...termsBlocks(view.terms),
      ...(deed.comment ? [{ type: 'text', line: `原因:${deed.comment}` } satisfies Block] : []),
      {
        type: 'text',
        size: 'small',
        line:
          deed.do === 'withdraw'
            ? '撤回后审批人的卡片失效,条款可以再改。'
            : '点确认才会生效,30 分钟内有效。',
      },
      draftButtons(draft, { editable: false }),
    ],
  }
}

/** After a deed that was said in words. Who asked for it is told by the same transaction. */
export function approvalDoneCard(view: ApprovalView, deed: Deed): Card {
  const words = deedWords[deed.do]
  const tells = deed.do === 'rejected' || deed.do === 'returned' || deed.do === 'release'
  const line =
    deed.do === 'withdraw'
      ? '审批人的卡片已失效。'
      : tells
        ? `已通知${view.requester}${deed.comment ? `:${deed.comment}` : ''}`
        : undefined
  const { blocks, ...card } = approvalCard({ ...view, isTheirTurn: false })
  return {
    ...card,
    title: `已${words} ${view.code}`,
    summary: line ?? `已${words} ${view.code} ${view.deal.name}`,
    blocks: [...(line ? [{ type: 'text', line } satisfies Block] : []), ...blocks],
  }
}

/** To a superior: something waits with one of theirs. What it is about stands in no such message. */
export function approvalLateCard(view: {
  readonly code: string
  readonly who: string
  readonly waited: string
  readonly requester: string
}): Card {
  return {
    title: `审批 ${view.code} 还没处理`,
    tone: 'attention',
    blocks: [
      {
        type: 'text',
        line: `${view.requester} 提交的 ${view.code} 在 ${view.who} 处${view.waited}。`,
      },
      { type: 'text', size: 'small', line: '满24个工作小时还没处理,你可以代为审批。' },
    ],
  }
}

/** In place of a request that is no longer the reader's business. */
export function approvalGoneCard(code: string): Card {
  return {
    title: `审批 ${code}`,
    tone: 'neutral',
    blocks: [{ type: 'text', line: '已转给同事处理,这张卡片不用再管。' }],
  }
}

/** Several requests at a glance. */
export function approvalsCard(view: {
  readonly title: string
  readonly none: string
  readonly items: readonly {
    readonly id: string
    readonly round: number
    readonly title: string
    readonly detail: string
  }[]
  readonly more: number
  /** Some of them can be agreed to with one tap. */
  readonly together?: boolean
}): Card {
  return {
    title: view.title,
    tone: 'info',
    blocks:
      view.items.length === 0
        ? [{ type: 'text', line: view.none }]
        : [
            {
              type: 'choices',
              choices: view.items.map(({ id, round, title, detail }) => ({
                title,
                detail,
                action: { a: 'approval.show', id, v: round },
              })),
            },
            ...(view.together
              ? [
                  {
                    type: 'buttons',
                    buttons: [
                      {
                        text: '轻的一起同意',
                        action: { a: 'phrase.say', id: 'approve-several', v: 1 },
                      },
                    ],
                  } satisfies Block,
                ]
              : []),
            ...(view.more > 0
              ? [{ type: 'text', size: 'small', line: `还有 ${view.more} 个。` } satisfies Block]
              : []),
          ],
  }
}

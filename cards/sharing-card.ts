/** Who is let into a record, as the one who does it and the one who is let in read it. */
import { type DraftRef, draftButtons, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

export type SharingView = {
  /** 「D-1001 华芯检测项目」, 「华芯(整个客户)」 */
  readonly records: readonly string[]
  /** 华芯 · 负责人 张伟 */
  readonly about: string
  readonly wholeAccount: boolean
  /** One a person and record, with what they are in the company. */
  readonly changes: readonly {
    readonly label: string
    readonly from: string
    readonly to: string
    readonly note?: string
  }[]
  /** What opens to whom, and what stays shut. */
  readonly rights: readonly {
    readonly who: string
    readonly may: string
    readonly mayNot: string
  }[]
  readonly notes: readonly string[]
  /** Whether somebody comes in; otherwise all of them leave. */
  readonly opens: boolean
  /** Whether it can be chosen what they may do. */
  readonly editable: boolean
  /** Who is told. */
  readonly told: readonly string[]
}

const small = (line: string): Block => ({ type: 'text', size: 'small', line })

const titleOf = ({ records }: SharingView): string =>
  records.length > 2 ? `${records[0]}等 ${records.length} 个` : records.join('、')

const rightsBlocks = ({ rights }: SharingView): Block[] =>
  rights.map(({ who, may, mayNot }) => ({
    type: 'text',
    line: [{ text: who, bold: true }, ` 能${may}。不能${mayNot}。`],
  }))

const noteBlocks = ({ notes }: SharingView): Block[] =>
  notes.map((line) => ({ type: 'note', tone: 'info', line: `${line}。` }))

/** Nothing is open yet. */
export function sharingPreviewCard(view: SharingView, draft: DraftRef): Card {
  const title = view.opens ? '确认共享' : '确认移除'
  return {
    title,
    subtitle: [titleOf(view), view.about].join(' · '),
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `待${title}:${titleOf(view)}`,
    blocks: [
      { type: 'changes', changes: view.changes },
      ...rightsBlocks(view),
      ...noteBlocks(view),
      ...(view.opens && view.wholeAccount
        ? [small('整个客户:它的全部商机、联系人和互动,以后新加的也在内。')]
        : []),
      small(
        view.opens
          ? `点确认才会生效,30 分钟内有效;负责人不变${view.told.length > 0 ? `,确认后会私信告诉${view.told.join('、')}` : ''}。`
          : '点确认才会生效,30 分钟内有效;确认后马上看不到。',
      ),
      draftButtons(draft, { editable: view.editable }),
    ],
  }
}

/** The rights hold from now on. */
export function sharingDoneCard(view: SharingView, draft: DraftRef, undoable: boolean): Card {
  const title = view.opens ? '已共享' : '已移除'
  return {
    title,
    subtitle: titleOf(view),
    tone: 'done',
    summary: `${title}:${titleOf(view)}`,
    blocks: [
      { type: 'changes', changes: view.changes },
      ...noteBlocks(view),
      ...(view.told.length > 0 ? [small(`私信告诉${view.told.join('、')}。`)] : []),
      ...(undoable
        ? ([
            small('10 分钟内可撤销。'),
            { type: 'buttons', buttons: [undoButton(draft)] },
          ] satisfies Block[])
        : []),
    ],
  }
}

export type SharedWithYouView = {
  readonly by: string
  readonly kind: 'account' | 'deal'
  readonly id: string
  readonly title: string
  readonly account: string
  readonly owner: string
  readonly part: 'collaborator' | 'reader' | 'called-up'
  /** Comes to it for what they do. */
  readonly isFunction: boolean
  readonly may: string
  readonly mayNot: string
}

/** Somebody is let in, and opens the record from here. */
export function sharedWithYouCard(view: SharedWithYouView): Card {
  const { by, title, kind, id, account, owner } = view
  const asked = view.isFunction ? '请你支持' : view.part === 'reader' ? '请你看看' : '请你一起跟'
  return {
    title: `${by}${asked}`,
    subtitle: title,
    tone: 'info',
    tags: view.part === 'reader' ? [{ text: '只读', tone: 'neutral' }] : [],
    summary: `${by}${asked} ${title}`,
    blocks: [
      {
        type: 'choices',
        choices: [
          {
            title,
            detail: [kind === 'deal' ? account : '', `负责人 ${owner}`].filter(Boolean).join(' · '),
            action: { a: kind === 'deal' ? 'deal.show' : 'account.show', id, v: 0 },
          },
        ],
      },
      { type: 'text', line: `你能${view.may}。` },
      small(`不能${view.mayNot};要改请找${owner}。`),
    ],
  }
}

/** Takes the place of an earlier one: what it spoke of is not named. */
export function sharingEndedCard(): Card {
  return {
    title: '这次共享已变更',
    tone: 'neutral',
    blocks: [{ type: 'text', line: '这条不再有效:共享已收回或有变更,以最新的消息为准。' }],
  }
}

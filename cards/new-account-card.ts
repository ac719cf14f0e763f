import { completenessBlock, fillButtons, type ProfileView } from './account-profile.ts'
import { type DraftRef, draftButtons, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

export type NewAccountView = {
  /** Once it is stored. */
  readonly id?: string
  readonly code?: string
  readonly name: string
  readonly shortName: string
  readonly owner: string
  readonly profile: ProfileView
  /** The lead it comes from: 「L-202 苏州岚微」. */
  readonly lead?: string
  /** Why it was opened although there is one like it. */
  readonly reason?: string
  /** What was said beside it and not understood. */
  readonly unread?: readonly string[]
}

function rows(view: NewAccountView): Block[] {
  const { profile, lead, reason, unread = [] } = view
  return [
    ...unread.map(
      (words): Block => ({ type: 'note', tone: 'attention', line: `没看懂,没有存:“${words}”` }),
    ),
    {
      type: 'fields',
      fields: [
        ...profile.fields.filter(({ key }) => key !== 'name'),
        { label: '负责人', value: view.owner },
        ...(lead ? [{ label: '来自线索', value: lead }] : []),
        ...(reason ? [{ label: '仍新建', value: reason }] : []),
      ].map(({ label, value }) => ({ label, value })),
    },
    completenessBlock(profile),
  ]
}

/** Nothing is saved yet. */
export function accountCreationPreviewCard(view: NewAccountView, draft: DraftRef): Card {
  return {
    title: `新建客户:${view.name}`,
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `待确认:新建客户 ${view.name}`,
    blocks: [
      ...rows(view),
      { type: 'text', size: 'small', line: '点确认才会保存,30 分钟内有效。' },
      draftButtons(draft, { editable: false }),
    ],
  }
}

/** Saved, with what is still missing as buttons, and what one does with a customer next. */
export function accountCreatedCard(view: NewAccountView, draft: DraftRef, undoable: boolean): Card {
  const fill = view.id ? fillButtons(view.id, view.profile) : []
  return {
    title: `已新建 ${view.code} ${view.name}`,
    tone: 'done',
    summary: `已新建客户 ${view.name}`,
    blocks: [
      ...rows(view),
      ...(fill.length > 0 ? [{ type: 'buttons' as const, buttons: fill }] : []),
      {
        type: 'text',
        size: 'small',
        line: `接着可以说「${view.shortName}的行业是半导体」「新建商机 ${view.shortName}检测 80万 预计下季度签」。`,
      },
      ...(undoable ? [{ type: 'buttons' as const, buttons: [undoButton(draft)] }] : []),
    ],
  }
}

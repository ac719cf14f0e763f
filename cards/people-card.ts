import { type DraftRef, draftButtons } from './draft-buttons.ts'
import type { Card } from './kit/card.ts'

export type PeopleView = {
  /** The person or the team. */
  readonly title: string
  readonly changes: readonly {
    readonly label: string
    readonly from: string
    readonly to: string
    readonly note?: string
  }[]
}

/** Nothing is saved yet. */
export function peoplePreviewCard(view: PeopleView, draft: DraftRef): Card {
  return {
    title: '确认人员设置',
    subtitle: view.title,
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    blocks: [
      { type: 'changes', changes: view.changes },
      { type: 'text', size: 'small', line: '确认后权限马上生效。' },
      draftButtons(draft, { editable: false }),
    ],
  }
}

/** Saved; the rights follow at once. */
export function peopleChangedCard(view: PeopleView): Card {
  return {
    title: '已设置',
    subtitle: view.title,
    tone: 'done',
    blocks: [{ type: 'changes', changes: view.changes }],
  }
}

import { type DraftRef, undoButton } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

/** A move that is, or is to be, let through with something missing. */
export type ReleasedView = {
  /** D-1005 立辰可靠性实验室 */
  readonly deal: string
  readonly from: string
  readonly to: string
  readonly missing: readonly string[]
  readonly reason: string
  readonly by: string
}

const fieldsOf = ({ from, to, missing }: Omit<ReleasedView, 'reason' | 'by' | 'deal'>): Block => ({
  type: 'fields',
  fields: [
    { label: '阶段', value: `${from} → ${to}` },
    { label: '缺', value: { text: missing.join('、'), tone: 'attention' } },
  ],
})

/** Let through; whose move it is gets a preview. */
export function gateReleasedCard(view: ReleasedView, draft: DraftRef, undoable: boolean): Card {
  return {
    title: '已放行',
    subtitle: view.deal,
    tone: 'done',
    summary: `已放行:${view.deal}`,
    blocks: [
      fieldsOf(view),
      { type: 'text', line: `原因:${view.reason}` },
      { type: 'text', size: 'small', line: `${view.by}放行,留在商机上;推进的人会收到确认。` },
      ...(undoable ? [{ type: 'buttons', buttons: [undoButton(draft)] } satisfies Block] : []),
    ],
  }
}

export type AskedReleaseView = Omit<ReleasedView, 'by'> & {
  /** Who asks. */
  readonly asker: string
}

/** Asks who leads the owner: let it through, or not. The reason may be put in other words. */
export function releaseAskedCard(view: AskedReleaseView, { id, version: v }: DraftRef): Card {
  const { deal, asker, reason } = view
  return {
    title: `${asker}请你放行`,
    subtitle: deal,
    tone: 'attention',
    tags: [{ text: '待放行', tone: 'attention' }],
    summary: `${asker}请你放行:${deal}`,
    blocks: [
      fieldsOf(view),
      { type: 'text', line: `${asker}的理由:${reason}` },
      {
        type: 'form',
        name: 'release',
        fields: [
          {
            type: 'input',
            name: 'reason',
            label: '放行或不放行的原因',
            value: reason,
            required: true,
            maxLength: 300,
          },
        ],
        buttons: [
          { text: '放行', style: 'primary', action: { a: 'gate.decide', id, v, pick: 'yes' } },
          { text: '不放行', action: { a: 'gate.decide', id, v, pick: 'no' } },
        ],
      },
    ],
  }
}

/** Why it is to be let through: asked of who asks for it, or of who may do it. */
export function releaseReasonCard(
  view: { readonly deal: string; readonly missing: readonly string[]; readonly button: string },
  { id, version: v }: DraftRef,
): Card {
  return {
    title: '为什么放行?',
    subtitle: view.deal,
    tone: 'info',
    blocks: [
      { type: 'text', line: `缺:${view.missing.join('、')}` },
      {
        type: 'form',
        name: 'release-reason',
        fields: [
          {
            type: 'input',
            name: 'reason',
            label: '原因',
            placeholder: '如 客户高层已口头同意',
            required: true,
            maxLength: 300,
          },
        ],
        buttons: [
          { text: view.button, style: 'primary', action: { a: 'gate.ask-release', id, v } },
        ],
      },
    ],
  }
}

/** What the one who asked is told when it is not let through. */
export function notReleasedCard(view: {
  readonly deal: string
  readonly by: string
  readonly reason: string
  readonly missing: readonly string[]
}): Card {
  return {
    title: '没有放行',
    subtitle: view.deal,
    tone: 'neutral',
    summary: `${view.by}没有放行:${view.reason}`,
    blocks: [
      { type: 'text', line: `${view.by}没有放行:${view.reason}` },
      { type: 'text', size: 'small', line: `补齐${view.missing.join('、')},就继续推进。` },
    ],
  }
}

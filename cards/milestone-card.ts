import { type DraftRef, undoButton } from './draft-buttons.ts'
import { advanceButton } from './gate-state-card.ts'
import type { Block, Card } from './kit/card.ts'

/** Evidence that was given for what a gate asks. */
export type MilestoneView = {
  /** D-1005 立辰可靠性实验室 */
  readonly deal: string
  readonly names: readonly string[]
  /** What was said, the link or the file. */
  readonly evidence: string
  /** Whose word it is. */
  readonly witness?: string
  readonly day: string
  /** Where it leads, and what is still missing on the way. */
  readonly next?: {
    readonly stage: string
    readonly missing: readonly string[]
    /** Where nothing is missing, for who may move the deal. */
    readonly move?: { readonly dealId: string; readonly stageId: string }
  }
}

/** Registered, with what is left to do. */
export function milestoneCard(view: MilestoneView, draft: DraftRef, undoable: boolean): Card {
  const { deal, names, evidence, witness, day, next } = view
  const what = names.join('、')
  const { move, stage = '' } = next ?? {}
  const buttons = [
    ...(move ? [advanceButton(move.dealId, { id: move.stageId, name: stage })] : []),
    ...(undoable ? [undoButton(draft)] : []),
  ]
  return {
    title: '已登记',
    subtitle: deal,
    tone: 'done',
    summary: `已登记:${what}`,
    blocks: [
      {
        type: 'fields',
        fields: [
          { label: '里程碑', value: { text: `✓ ${what}`, bold: true } },
          { label: '凭证', value: evidence },
          ...(witness ? [{ label: '确认人', value: witness }] : []),
          { label: '日期', value: day },
        ],
      },
      ...(next ? [leftLine(next)] : []),
      ...(buttons.length > 0 ? [{ type: 'buttons', buttons } satisfies Block] : []),
    ],
  }
}

const leftLine = ({ stage, missing }: NonNullable<MilestoneView['next']>): Block => ({
  type: 'text',
  size: 'small',
  line:
    missing.length > 0
      ? `到${stage}还缺:${missing.join('、')}`
      : `退出条件已满足,可以推进到${stage}`,
})

import type { Block, Card, Tone } from './kit/card.ts'

/** A won deal for who delivers it: when and what, not for how much. */
export type HandoverView = {
  readonly id: string
  readonly version: number
  readonly deal: { readonly code: string; readonly name: string; readonly account: string }
  readonly from: string
  readonly to: string
  /** open accepted returned */
  readonly state: string
  readonly contract?: string
  readonly signed?: string
  /** 8–16周 */
  readonly delivery?: string
  /** What is to be completed, where it was returned. */
  readonly reason?: string
}

const states: Readonly<Record<string, { readonly text: string; readonly tone: Tone }>> = {
  open: { text: '待接收', tone: 'attention' },
  accepted: { text: '已接收', tone: 'done' },
  returned: { text: '退回补充', tone: 'attention' },
}

/** Handed over, and what came of it. */
export function handoverCard(view: HandoverView): Card {
  const { deal, from, to, contract, signed, delivery, reason, state, id, version } = view
  const tag = states[state] ?? { text: state, tone: 'neutral' as const }
  const facts = [
    { label: '销售', value: from },
    { label: '交付', value: to },
    ...(contract ? [{ label: '合同号', value: contract }] : []),
    ...(signed ? [{ label: '签署日', value: signed }] : []),
    ...(delivery ? [{ label: '交期', value: delivery }] : []),
  ]
  return {
    title: `移交 ${deal.code} ${deal.name}`,
    subtitle: deal.account,
    tone: tag.tone,
    tags: [tag],
    summary: `移交 ${deal.name}:${tag.text}`,
    blocks: [
      { type: 'fields', fields: facts },
      ...(reason
        ? [{ type: 'note', tone: 'attention', line: `要补充:${reason}` } satisfies Block]
        : []),
      ...(state === 'open'
        ? [
            {
              type: 'form',
              name: 'handover',
              fields: [
                {
                  type: 'input',
                  name: 'reason',
                  label: '要补充什么',
                  placeholder: '退回时写',
                  maxLength: 200,
                },
              ],
              buttons: [
                {
                  text: '接收',
                  style: 'primary',
                  action: { a: 'handover.accept', id, v: version },
                },
                { text: '退回补充', action: { a: 'handover.return', id, v: version } },
              ],
            } satisfies Block,
          ]
        : []),
    ],
  }
}

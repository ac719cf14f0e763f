import type { DraftRef } from './draft-buttons.ts'
import type { Block, Card } from './kit/card.ts'

/** A deal that is signed, as people read it. */
export type DealWonView = {
  readonly deal: { readonly code: string; readonly name: string; readonly account: string }
  readonly amount: string
  readonly number?: string
  /** 2026-11-18(今天) */
  readonly signed: string
  readonly signedDate: string
  /** Where the contract itself is. */
  readonly paper?: string
  readonly handedTo?: string
}

const heading = ({ deal }: Pick<DealWonView, 'deal'>) =>
  `${deal.code} ${deal.name} · ${deal.account}`

/** Nothing is saved yet; the number and the day may be written in before it is. */
export function dealWinPreviewCard(view: DealWonView, { id, version }: DraftRef): Card {
  return {
    title: '确认成交?',
    subtitle: heading(view),
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `待确认:${view.deal.name} 成交 ${view.amount}`,
    blocks: [
      {
        type: 'fields',
        fields: [
          { label: '合同金额', value: { text: view.amount, bold: true } },
          { label: '签署日', value: view.signed },
          ...(view.paper ? [{ label: '合同', value: view.paper }] : []),
        ],
      },
      { type: 'text', size: 'small', line: '金额和已批准的条款一致。' },
      {
        type: 'form',
        name: 'deal_win',
        fields: [
          {
            type: 'input',
            name: 'number',
            label: '合同号',
            placeholder: '如 HT-2026-081',
            ...(view.number && { value: view.number }),
            maxLength: 60,
          },
          { type: 'date', name: 'signedDate', label: '签署日', value: view.signedDate },
          ...(view.paper
            ? []
            : [
                {
                  type: 'input' as const,
                  name: 'link',
                  label: '合同链接',
                  placeholder: '有合同号可以不填',
                  maxLength: 500,
                },
              ]),
        ],
        buttons: [
          {
            text: '确认成交',
            style: 'primary',
            action: { a: 'draft.confirm', id, v: version },
          },
          { text: '取消', action: { a: 'draft.cancel', id, v: version } },
        ],
      },
      { type: 'text', size: 'small', line: '确认后移交交付,不能撤销;30 分钟内有效。' },
    ],
  }
}

/** Closed. */
export function dealWonCard(view: DealWonView): Card {
  return {
    title: '已成交',
    subtitle: heading(view),
    tone: 'done',
    summary: `已成交:${view.deal.name} ${view.amount}`,
    blocks: [
      {
        type: 'fields',
        fields: [
          { label: '合同金额', value: { text: view.amount, bold: true } },
          ...(view.number ? [{ label: '合同号', value: view.number }] : []),
          { label: '签署日', value: view.signed },
          ...(view.paper ? [{ label: '合同', value: view.paper }] : []),
        ],
      },
      ...(view.handedTo
        ? [{ type: 'text', line: `已移交 ${view.handedTo},等接收。` } satisfies Block]
        : []),
    ],
  }
}

/** Why a deal cannot be won yet. */
export type WinBlockedView = {
  readonly deal: { readonly code: string; readonly name: string; readonly account: string }
  /** What the contract says, kept with the request. */
  readonly amount?: string
  readonly why: string
  /** The request that it waits for. */
  readonly nudge?: { readonly id: string; readonly round: number }
  /** The sentence that supplies what is missing. */
  readonly supply?: { readonly say: string }
}

/** Refused, kept, and what to do about it. */
export function winBlockedCard(view: WinBlockedView, { id, version }: DraftRef): Card {
  const line = `还不能成交:${view.why}。`
  const kept = view.amount ? `合同金额 ${view.amount} 已记下,` : '已记下,'
  return {
    title: '还不能成交',
    subtitle: heading(view),
    tone: 'attention',
    tags: [{ text: '已记下', tone: 'attention' }],
    summary: line,
    blocks: [
      { type: 'text', line },
      {
        type: 'text',
        line: view.nudge ? `${kept}批准后一键成交。` : `${kept}补齐后我再发一张给你确认。`,
      },
      ...(view.supply
        ? [{ type: 'text', size: 'small', line: `可以说「${view.supply.say}」` } satisfies Block]
        : []),
      {
        type: 'buttons',
        buttons: [
          ...(view.nudge
            ? [
                {
                  text: '催一下',
                  style: 'primary' as const,
                  action: { a: 'approval.nudge', id: view.nudge.id, v: view.nudge.round },
                },
              ]
            : []),
          { text: '取消', action: { a: 'draft.cancel', id, v: version } },
        ],
      },
    ],
  }
}

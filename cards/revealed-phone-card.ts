import type { Card } from './kit/card.ts'

export type RevealedPhoneView = {
  readonly contact: { readonly id: string; readonly name: string }
  /** 华芯·采购 */
  readonly where: string
  /** 139 0000 0001; left out when none is kept. */
  readonly phone?: string
  /** How many were looked at today, this one included, and how many there may be. */
  readonly today: number
  readonly limit: number
  /** May this person add one? */
  readonly mayAdd: boolean
}

/**
 * A number that somebody asked for, to that person alone. The notification shows the name without
 * the number.
 */
export function revealedPhoneCard(view: RevealedPhoneView): Card {
  const who = `${view.contact.name}(${view.where})`
  if (!view.phone) return noPhoneCard(view, who)
  return {
    title: `${view.contact.name}的电话`,
    tone: 'info',
    summary: `${who} 的电话`,
    blocks: [
      { type: 'text', line: [who, { text: view.phone, bold: true }, ',已记录本次查看'] },
      { type: 'text', size: 'small', line: `今天第 ${view.today} 次,每天最多 ${view.limit} 次。` },
    ],
  }
}

function noPhoneCard({ contact, mayAdd }: RevealedPhoneView, who: string): Card {
  return {
    title: '还没有电话',
    tone: 'attention',
    summary: `${who} 还没有存电话`,
    blocks: [
      { type: 'text', line: `${who} 还没有存电话。` },
      ...(mayAdd
        ? [
            {
              type: 'text' as const,
              size: 'small' as const,
              line: `知道了直接说「${contact.name}电话 138…」,或点下面补上。`,
            },
            {
              type: 'buttons' as const,
              buttons: [
                { text: '补电话', action: { a: 'contact.add-phone', id: contact.id, v: 0 } },
              ],
            },
          ]
        : []),
    ],
  }
}

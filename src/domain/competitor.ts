/** What is heard of competitors, and how often one wins against them. */

/** S0: 「记录和分析竞争对手的产品特点、价格策略、服务优势」. */
export const noteKinds = {
  price: '价格',
  product: '产品',
  service: '服务',
  other: '其他',
} as const

export type NoteKind = keyof typeof noteKinds

/** Fewer closed deals say nothing. E3: 「win rate shown only when ≥5 closed deals else 「样本不足」」. */
const fewestClosed = 5

/** 60%, of the deals that were closed against somebody. */
export function winRate({ won, lost }: { readonly won: number; readonly lost: number }): string {
  const closed = won + lost
  return closed < fewestClosed ? '样本不足' : `${Math.round((won / closed) * 100)}%`
}

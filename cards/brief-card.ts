import type { Block, Card } from './kit/card.ts'

export type BriefView = {
  readonly account: string
  /** A级 · 近12月 ¥8,200,000(820万) · 互动已超期2天. */
  readonly stands: string
  /** A line each; ten lines are all that is read at a customer's door. */
  readonly deals: readonly string[]
  readonly talks: readonly string[]
  readonly steps: readonly string[]
  readonly people?: string
  readonly rivals?: string
}

/** What to know before a visit, on one screen. */
export function briefCard(view: BriefView): Card {
  const part = (label: string, lines: readonly string[]): Block[] =>
    lines.map((line, i) => ({
      type: 'text',
      line: i === 0 ? [{ text: `${label} `, bold: true }, line] : [line],
    }))
  return {
    title: `拜访前 ${view.account}`,
    tone: 'info',
    summary: `${view.account}:${view.stands}`,
    blocks: [
      { type: 'text', line: view.stands },
      ...part('在谈', view.deals),
      ...part('聊过', view.talks),
      ...part('待办', view.steps),
      ...part('人', view.people ? [view.people] : []),
      ...part('竞品', view.rivals ? [view.rivals] : []),
    ],
  }
}

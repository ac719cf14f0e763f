import type { Card } from './kit/card.ts'

export type HelpView = {
  readonly name: string
  /** What one does and a sentence for it. */
  readonly examples: readonly { readonly what: string; readonly say: string }[]
}

/** What this person can say, by example. */
export function helpCard(view: HelpView): Card {
  return {
    title: '我能帮你做什么',
    subtitle: `${view.name},像跟同事说话一样就行`,
    tone: 'info',
    blocks: [
      {
        type: 'list',
        items: view.examples.map(({ what, say }) => ({
          line: [{ text: what, bold: true }],
          detail: `「${say}」`,
        })),
      },
      {
        type: 'text',
        size: 'small',
        line: '改商机会先给你看一遍,点确认才保存;保存后 10 分钟内可以撤销。',
      },
    ],
  }
}

/** Not understood: what was heard, and the nearest things one can say. */
export function notUnderstoodCard(said: string, nearest: readonly string[]): Card {
  const short = said.length > 60 ? `${said.slice(0, 60)}…` : said
  return {
    title: '没听懂',
    tone: 'attention',
    summary: `没听懂“${short}”`,
    blocks: [
      { type: 'text', line: `没听懂“${short}”。你可以这样说:` },
      { type: 'list', items: nearest.map((line) => ({ line: `「${line}」` })) },
      { type: 'text', size: 'small', line: '只是想留个记录?回“刚才那句记成互动”。' },
    ],
  }
}

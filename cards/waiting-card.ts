import { maskPhones } from '../src/lib/phone.ts'
import type { Card } from './kit/card.ts'

export type WaitingView = {
  readonly items: readonly {
    readonly id: string
    readonly version: number
    /** What the person said. */
    readonly said: string
    /** What is asked; none when only the confirmation is missing. */
    readonly questions: readonly string[]
    /** Until when, in words: 今天 10:30. */
    readonly until: string
  }[]
}

/** What waits for the person's answer or tap; each is taken up again where it stopped. */
export function waitingCard({ items }: WaitingView): Card {
  const title = items.length === 0 ? '没有待补充的' : `待补充 ${items.length} 项`
  return {
    title,
    tone: items.length === 0 ? 'neutral' : 'attention',
    summary: title,
    blocks:
      items.length === 0
        ? [{ type: 'text', line: '没有等你回答或确认的。' }]
        : [
            {
              type: 'choices',
              choices: items.map(({ id, version, said, questions, until }) => ({
                title: `「${shortly(maskPhones(said))}」`,
                detail: `${questions.join(' ').slice(0, 60) || '等你确认'} · ${until} 前有效`,
                action: { a: 'draft.resume', id, v: version },
              })),
            },
            { type: 'text', size: 'small', line: '点一项接着办;不要了就在那张卡片上点取消。' },
          ],
  }
}

const shortly = (said: string) => (said.length > 40 ? `${said.slice(0, 40)}…` : said)

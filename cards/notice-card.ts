import { maskPhones } from '../src/lib/phone.ts'
import type { Card, Tone } from './kit/card.ts'

/** A title and a few lines, nothing to tap. */
export function noticeCard(title: string, lines: readonly string[], tone: Tone = 'neutral'): Card {
  return {
    title,
    tone,
    summary: lines[0] ?? title,
    blocks: lines.map((line) => ({ type: 'text', line })),
  }
}

/** A draft that was dropped or ran out: what it was, and that nothing came of it. */
export function draftClosedCard(title: string, said: string): Card {
  return {
    title,
    subtitle: `「${maskPhones(said).slice(0, 40)}」`,
    tone: 'neutral',
    blocks: [{ type: 'text', line: '什么都没有保存。' }],
  }
}

import { maskPhones } from '../src/lib/phone.ts'
import { type DraftRef, undoButton } from './draft-buttons.ts'
import type { Card } from './kit/card.ts'

/** A message was taken back after what it said had been saved: the record stays until it is undone. */
export function recalledCard(said: string, draft: DraftRef | undefined): Card {
  const stays = draft ? '已撤回消息,记录保留' : '已撤回消息,记录保留。已经超过 10 分钟,不能撤销'
  return {
    title: '已撤回消息,记录保留',
    subtitle: `「${maskPhones(said).slice(0, 40)}」`,
    tone: 'neutral',
    summary: stays,
    blocks: draft
      ? [
          { type: 'text', line: '消息撤回了,记下的还在。不要了就点撤销。' },
          { type: 'buttons', buttons: [undoButton(draft)] },
        ]
      : [{ type: 'text', line: '记下的还在,已经超过 10 分钟,不能撤销。要改,直接说要改成什么。' }],
  }
}

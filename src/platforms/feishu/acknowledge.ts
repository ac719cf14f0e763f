/** The HTTP answer to what came in: events need only the 200, a tap's answer is shown. */
import { cleanText, truncate } from '../../../cards/kit/text.ts'
import type { HttpAnswer, TapAnswer } from '../port.ts'
import { renderCard } from './render-card.ts'

const toastCharacters = 100

/**
 * The body of the answer to a tap; `{}` leaves the card as it is.
 * https://open.feishu.cn/document/feishu-cards/card-callback-communication
 */
export function answerTap({ toast, card }: TapAnswer): Readonly<Record<string, unknown>> {
  return {
    ...(toast
      ? { toast: { type: toast.tone, content: truncate(cleanText(toast.text), toastCharacters) } }
      : {}),
    // Here the card is an object; in a message it is a string.
    ...(card ? { card: { type: 'raw', data: JSON.parse(renderCard(card)) } } : {}),
  }
}

export function jsonAnswer(value: Readonly<Record<string, unknown>>): HttpAnswer {
  return { body: JSON.stringify(value), contentType: 'application/json' }
}

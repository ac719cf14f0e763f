/** Delayed update of a card with the token of a tap: interactive/v1/card/update. */
import type { CallbackTokens } from '../callback-tokens.ts'
import { objectAt } from '../card/tree.ts'
import { changeMessage, type World } from '../world.ts'
import { type ApiHandler, failure } from './answer.ts'
import { checkContent } from './content.ts'

export function createCardUpdate(world: World, tokens: CallbackTokens): ApiHandler {
  return (request) => {
    const card = objectAt(request.json.card)
    if (!card) return failure(world, { code: 100030, msg: 'card is not a JSON object' })
    const message = tokens.redeem(request.json.token)
    if (typeof message === 'number') return failure(world, { code: message })
    const current = world.messages.get(message)
    if (!current || current.recalled) return failure(world, { code: 200000, msg: 'card recalled' })
    const chat = world.chats.get(current.chatId)
    if (!chat) return failure(world, { code: 10002, msg: 'no such chat' })
    const content = JSON.stringify(card)
    const cardBytes = Buffer.byteLength(content)
    const checked = checkContent(world, {
      type: 'interactive',
      content,
      size: request.size,
      chat,
    })
    if (!checked.ok) return failure(world, { code: 11311, msg: checked.msg }, { cardBytes })
    changeMessage(world, message, checked.message)
    const body = { code: 0, msg: 'ok' }
    return { status: 200, body, warnings: checked.message.warnings, cardBytes }
  }
}

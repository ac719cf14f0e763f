/**
 * What is said in a chat of the bot's: markdown, then the card. A chat takes it only once somebody
 * has spoken to the bot there.
 * https://developer.work.weixin.qq.com/document/path/101463
 */
import type { ApiProblem } from '../../api-problem.ts'
import type { Delivery, SendOutcome } from '../../port.ts'
import { isSentBefore, outcomeOf } from '../problems.ts'
import { taskIdOf } from '../task-id.ts'
import type { Payload } from '../template-card.ts'
import { addressOf, isGroup } from './chat-id.ts'
import type { BotConnection } from './connection.ts'
import { asMarkdown } from './markdown.ts'

export async function sendToChat(
  bot: Pick<BotConnection, 'push'>,
  delivery: Delivery,
): Promise<SendOutcome> {
  const { alone, beside, card }: Payload = JSON.parse(delivery.payload)
  const messageId = taskIdOf(delivery.idempotencyKey)
  const failed = await say(bot, delivery.target.id, alone ?? beside)
  if (failed) return outcomeHere(failed)
  if (alone) return { kind: 'sent', messageId }
  const problem = await bot.push({
    ...addressOf(delivery.target.id),
    msgtype: 'template_card',
    template_card: { ...card, task_id: messageId },
  })
  if (!problem) return { kind: 'sent', messageId }
  const isThere = delivery.maybeArrived && isSentBefore(problem)
  return isThere ? { kind: 'sent', messageId } : outcomeHere(problem)
}

/**
 * A card of the bot's changes at a tap and never else. To one person its end is told in a line; in a
 * group whoever taps it finds it as it is then.
 */
export async function tellOfChange(
  bot: Pick<BotConnection, 'push'>,
  chatId: string,
  { payload }: Delivery,
): Promise<SendOutcome> {
  const { alone, line, isUnderWay }: Payload = JSON.parse(payload)
  if (isGroup(chatId) || !alone || isUnderWay) {
    return { kind: 'dead', code: 'no-ticket', reason: 'changes-when-tapped' }
  }
  const failed = await say(bot, chatId, [line])
  return failed ? outcomeHere(failed) : { kind: 'sent' }
}

export async function say(
  bot: Pick<BotConnection, 'push'>,
  chatId: string,
  texts: readonly string[],
): Promise<ApiProblem | undefined> {
  for (const text of texts) {
    const problem = await bot.push({
      ...addressOf(chatId),
      msgtype: 'markdown',
      markdown: { content: asMarkdown(text) },
    })
    if (problem) return problem
  }
  return undefined
}

/** Limits of the bot's are each chat's own: nobody else has to wait. */
function outcomeHere(problem: ApiProblem): SendOutcome {
  const outcome = outcomeOf(problem)
  return outcome.kind === 'retry' ? { ...outcome, scope: 'target' } : outcome
}

/**
 * The smart bot: hears groups where it is mentioned, and says there what the app cannot. What comes
 * in has no second delivery, so it is offered to the store until it is kept.
 */
import type { Clock } from '../../../lib/clock.ts'
import type { Log } from '../../../lib/logger.ts'
import type { InboundTap, Line, LineHandlers } from '../../port.ts'
import type { WecomApi } from '../api.ts'
import type { WecomBotConfig } from '../config.ts'
import { BOT_LIMITS } from '../limits.ts'
import { renderCard } from '../render-card.ts'
import type { Payload } from '../template-card.ts'
import { type BotConnection, type BotFrame, createBotConnection } from './connection.ts'
import { createFrameReader } from './read-frame.ts'
import { say } from './send.ts'
import { createUserIdOf } from './user-ids.ts'

/** Its line, and what leaves over it. */
export type Bot = Line & Pick<BotConnection, 'push'>

export function createBot(
  config: WecomBotConfig,
  { api, log, clock }: { readonly api: WecomApi; readonly log: Log; readonly clock: Clock },
): Bot {
  let handlers: LineHandlers | undefined
  const reader = createFrameReader({
    botId: config.botId,
    name: config.name,
    userIdOf: createUserIdOf(api),
    nowMs: clock.business,
  })

  const answer = async (tap: InboundTap, reqId: string) => {
    const { card } = await handlers!.tap(tap)
    if (!card) return
    const drawn: Payload = JSON.parse(renderCard(card, BOT_LIMITS))
    const problem = await connection.changeTapped(reqId, { ...drawn.card, task_id: tap.messageId })
    if (problem) log.warn({ code: problem.code }, 'a tapped card of the WeCom bot did not change')
    const beside = problem ? [drawn.line] : drawn.beside
    if (tap.chat) await say(connection, tap.chat.id, beside)
  }

  const take = async ({ reqId, body }: BotFrame) => {
    const inbound = await reader.read(body)
    if (!inbound) return handlers!.park({ reason: 'unreadable', body: JSON.stringify(body) })
    if (inbound.kind === 'tap') return answer(inbound, reqId)
    return handlers!.accept(inbound)
  }

  const connection = createBotConnection({
    credentials: config,
    log,
    realMs: clock.real,
    onUp: () => handlers?.onUp(),
    onKicked: () => handlers?.onTaken(),
    onFrame: (frame) => void keepTrying(() => take(frame), { log, passes: handlers!.passes }),
  })

  return {
    connect: connection.connect,
    disconnect: connection.disconnect,
    state: connection.state,
    push: connection.push,
    handle: (given) => {
      handlers = given
    },
  }
}

/** Before the first try again, growing; in all about half a minute. */
const firstWaitMs = 200
const mostTries = 8

async function keepTrying(
  run: () => Promise<void>,
  { log, passes }: { readonly log: Log; readonly passes: (error: unknown) => boolean },
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await run()
    } catch (error) {
      if (tries >= mostTries || !passes(error)) {
        return log.error({ err: error }, 'what the WeCom bot was sent could not be kept')
      }
      await new Promise((resolve) => setTimeout(resolve, firstWaitMs * 2 ** (tries - 1)))
    }
  }
}

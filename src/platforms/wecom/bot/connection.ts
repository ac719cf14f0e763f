/**
 * The one owner of the smart bot's connection, around the SDK's client: it stops for ever when
 * another connection takes its place, prints what it is sent, and says of an answer that did not
 * come only that it did not.
 * https://developer.work.weixin.qq.com/document/path/101463
 */
import type { WSClient } from '@wecom/aibot-node-sdk'
import type { Log } from '../../../lib/logger.ts'
import { createRareWarning } from '../../../lib/rare-warning.ts'
import type { ApiProblem } from '../../api-problem.ts'
import type { WecomBotConfig } from '../config.ts'
import { acknowledged } from './protocol.ts'

export type BotFrame = {
  /** What an answer to this very frame goes by, for five seconds. */
  readonly reqId: string
  readonly body: unknown
}

export type BotConnection = {
  readonly connect: () => Promise<void>
  /** May be connected again. */
  readonly disconnect: () => void
  readonly state: () => 'off' | 'connecting' | 'connected'
  /** Undefined once WeCom has taken it. */
  readonly push: (body: Readonly<Record<string, unknown>>) => Promise<ApiProblem | undefined>
  /** Changes the card that was tapped, for all who see it. */
  readonly changeTapped: (
    reqId: string,
    card: Readonly<Record<string, unknown>>,
  ) => Promise<ApiProblem | undefined>
}

export type BotConnectionDeps = {
  readonly credentials: WecomBotConfig
  readonly log: Log
  readonly realMs: () => number
  readonly onFrame: (frame: BotFrame) => void
  readonly onUp: () => void
  /** Another connection has taken this one's place. */
  readonly onKicked: () => void
}

const handshakeTimeoutMs = 10_000

export function createBotConnection(deps: BotConnectionDeps): BotConnection {
  const { credentials, log, onFrame, onUp, onKicked } = deps
  const failed = createRareWarning(
    log,
    'the WeCom bot has no connection, trying again',
    deps.realMs,
  )
  let client: WSClient | undefined
  let isUp = false

  /** What has been asked for since makes an earlier wish void. */
  let wish = 0

  const begin = async () => {
    const mine = ++wish
    const { WSClient } = await import('@wecom/aibot-node-sdk')
    if (mine !== wish) return
    const made = new WSClient({
      botId: credentials.botId,
      secret: credentials.secret,
      wsUrl: credentials.url,
      maxReconnectAttempts: -1,
      maxAuthFailureAttempts: -1,
      wsOptions: { handshakeTimeout: handshakeTimeoutMs },
      logger: quiet,
    })
    made.on('authenticated', () => {
      isUp = true
      log.info({}, 'the WeCom bot is connected')
      onUp()
    })
    made.on('disconnected', () => {
      isUp = false
    })
    made.on('error', (error) => failed(error.message))
    made.on('message', ({ headers, body }) => onFrame({ reqId: headers.req_id, body }))
    made.on('event', ({ headers, body }) => {
      if (body?.event.eventtype === 'disconnected_event') {
        end(made)
        onKicked()
      } else onFrame({ reqId: headers.req_id, body })
    })
    client = made
    made.connect()
  }

  const end = (which: WSClient | undefined) => {
    which?.removeAllListeners()
    which?.disconnect()
    if (client === which) client = undefined
    isUp = false
  }

  const asked = async (answer: Promise<unknown> | undefined): Promise<ApiProblem | undefined> => {
    if (!answer) return notConnected
    try {
      await answer
      return undefined
    } catch (error) {
      const refused = acknowledged.safeParse(error).data
      if (refused) return { code: String(refused.errcode), message: refused.errmsg.slice(0, 500) }
      // It may have been taken all the same.
      return { code: 'timeout', message: 'no acknowledgement' }
    }
  }

  return {
    connect: async () => {
      if (!client) await begin()
    },
    disconnect: () => {
      wish++
      end(client)
    },
    state: () => (isUp ? 'connected' : client ? 'connecting' : 'off'),
    push: ({ chatid, ...body }) =>
      asked(isUp ? client?.sendMessage(String(chatid), body as never) : undefined),
    changeTapped: (reqId, card) =>
      asked(
        isUp
          ? client?.updateTemplateCard({ headers: { req_id: reqId } }, card as never)
          : undefined,
      ),
  }
}

const notConnected: ApiProblem = { code: 'not-connected', message: 'the bot has no connection' }

/** It prints whole frames, words and keys included; what matters comes as events. */
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/**
 * Events and taps over Feishu's long connection, through the SDK's WSClient, watched over: it gives
 * up for good on answers that only mean «later», and by itself it never notices a dead line.
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case
 */
import type { WSClient } from '@larksuiteoapi/node-sdk'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/logger.ts'
import type { Inbound, TapAnswer } from '../port.ts'
import { answerTap } from './acknowledge.ts'
import type { FeishuConfig } from './config.ts'
import type { Http } from './http.ts'
import { envelope } from './protocol.ts'
import { readEvent } from './read-event.ts'
import { createSdkLogger } from './sdk-logger.ts'

/**
 * Takes what came in. Answers a tap with what it shows; throws when it could not be stored, and
 * Feishu then sends an event again.
 */
export type OnInbound = (inbound: Inbound) => Promise<TapAnswer | undefined>

/** Parks what is ours but cannot be read, now or later. */
export type OnMalformed = (malformed: {
  readonly reason: string
  readonly body: string
}) => Promise<void>

export type LongConnection = {
  readonly state: () => 'connecting' | 'connected' | 'waiting' | 'stopped'
  readonly stop: () => void
}

export type LongConnectionDeps = {
  readonly config: FeishuConfig
  readonly http: Http
  readonly clock: Clock
  readonly log: Log
  readonly botOpenId: () => string | undefined
  readonly onMalformed?: OnMalformed
}

const handshakeTimeoutMs = 10_000
/** Seconds without an answer to a ping after which the line counts as dead. */
const pingTimeout = 10
const firstWaitMs = 1000
const longestWaitMs = 60_000
// What the SDK's client demands, without telling: it would simply not start.
const appIdForm = /^cli_[0-9a-fA-F]{16}$/

/** @throws when the app id is none that the SDK would connect with. */
export async function openLongConnection(
  deps: LongConnectionDeps,
  onInbound: OnInbound,
): Promise<LongConnection> {
  const { config, log } = deps
  if (!appIdForm.test(config.appId)) {
    throw new Error(`Feishu app id ${config.appId} is not cli_ and 16 hex digits`)
  }
  const sdk = await import('@larksuiteoapi/node-sdk')
  const logger = createSdkLogger(log)
  const loggerLevel = sdk.LoggerLevel.warn
  // The client only ever calls `invoke`; with our own, the envelope arrives as it was sent.
  const eventDispatcher = Object.assign(new sdk.EventDispatcher({ logger, loggerLevel }), {
    invoke: createInvoke(deps, onInbound),
  })
  const connect = (events: ConnectionEvents) => {
    const client = new sdk.WSClient({
      appId: config.appId,
      appSecret: config.appSecret,
      domain: config.baseUrl,
      httpInstance: deps.http.raw,
      logger,
      loggerLevel,
      handshakeTimeoutMs,
      wsConfig: { pingTimeout },
      onReady: events.up,
      onReconnected: events.up,
      onError: events.failed,
    })
    void client.start({ eventDispatcher })
    return client
  }
  return supervise(connect, log)
}

type ConnectionEvents = { readonly up: () => void; readonly failed: (error: Error) => void }

/** After a failure that the SDK takes for final, begins anew, waiting longer each time. */
function supervise(connect: (events: ConnectionEvents) => WSClient, log: Log): LongConnection {
  let client: WSClient | undefined
  let timer: NodeJS.Timeout | undefined
  let waitMs = firstWaitMs
  let stopped = false

  const begin = () => {
    timer = undefined
    client = connect({
      up: () => {
        waitMs = firstWaitMs
        log.info({}, 'Feishu long connection is up')
      },
      failed: (error) => {
        if (stopped) return
        log.warn({ reason: error.message, waitMs }, 'Feishu long connection failed, trying again')
        client?.close({ force: true })
        timer = setTimeout(begin, waitMs)
        waitMs = Math.min(longestWaitMs, waitMs * 2)
      },
    })
  }
  begin()

  return {
    state: () => {
      if (stopped) return 'stopped'
      if (timer) return 'waiting'
      return client?.getConnectionStatus().state === 'connected' ? 'connected' : 'connecting'
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
      client?.close({ force: true })
    },
  }
}

/**
 * What the client calls with each envelope. The line itself is authenticated, so there is no
 * signature, and often no token. What we return goes back; what we throw becomes code 500.
 */
function createInvoke(deps: LongConnectionDeps, onInbound: OnInbound) {
  const { config, clock, log } = deps
  const park = async (reason: string, data: unknown): Promise<undefined> => {
    log.warn({ reason }, 'an event could not be read')
    await deps.onMalformed?.({ reason, body: JSON.stringify(data) })
  }

  return async (data: unknown): Promise<unknown> => {
    const event = envelope.safeParse(data).data
    if (event === undefined) return park('not an event', data)
    if (event.header.app_id !== config.appId) {
      log.warn({ appId: event.header.app_id }, 'an event is for another app')
      return undefined
    }
    const inbound = readEvent(event, { nowMs: clock.real(), botOpenId: deps.botOpenId() })
    if (inbound === undefined) return park(`unreadable ${event.header.event_type}`, data)
    const answer = await onInbound(inbound)
    return inbound.kind === 'tap' ? answerTap(answer ?? {}) : undefined
  }
}

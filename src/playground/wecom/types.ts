/**
 * The control surface of the simulated WeCom: what a test or the playground's page can do beside the
 * HTTP that the bot sees. Everything here is plain data or a function on it.
 */
import type { Clock } from '../../lib/clock.ts'
import type { CallFailure } from '../http-call.ts'
import type { JsonObject } from '../json.ts'
import type { Timer } from '../timer.ts'

/** userids are the same in any case; answers of the platform carry them in lower case. */
export type SimMember = {
  readonly userId: string
  readonly name: string
  readonly departmentIds?: readonly number[]
  readonly mainDepartment?: number
  readonly position?: string
  /** Departments that the member leads. */
  readonly leads?: readonly number[]
  readonly directLeader?: string
  readonly alias?: string
  /** Inside the app's visible range. Default yes. */
  readonly visible?: boolean
  /** Has a licence for the base interfaces. Default yes. */
  readonly licensed?: boolean
  readonly left?: boolean
}

export type SimDepartment = {
  /** 1 is the root. */
  readonly id: number
  readonly name: string
  readonly parentId: number
}

export type MessageType = 'text' | 'markdown' | 'textcard' | 'template_card'

/** One copy: what is sent to several members is one msgid and a message in each one's chat. */
export type SimMessage = {
  readonly id: string
  readonly msgId: string
  /**
   * `app/<userid>`, in lower case: each member's own chat with the app. `bot/<userid>` and
   * `group/<chatid>`: where the smart bot is.
   */
  readonly chatId: string
  readonly sender: {
    readonly kind: 'person' | 'app' | 'bot'
    readonly id: string
    readonly name: string
  }
  /** Business clock, epoch ms. */
  readonly createdMs: number
  readonly updatedMs: number
  readonly type: MessageType
  /** The value of the field that has the type's name. */
  readonly content: JsonObject
  /** What a person reads: the text, a card's title. */
  readonly text: string
  /** The card as this reader sees it now. */
  readonly card?: JsonObject
  readonly taskId?: string
  /** What the card's buttons say since they were taken away. */
  readonly replacedButton?: string
  readonly recalled: boolean
  /** More than the member may get: the app was told that all is well, and nobody saw it. */
  readonly dropped: boolean
  /** What the validator noted, without refusing the card. */
  readonly warnings: readonly string[]
}

export type DeliveryAttempt = {
  /** Real clock. */
  readonly atMs: number
  /** With `msg_signature`, `timestamp` and `nonce`. */
  readonly url?: string
  /** The envelope, as it went out. */
  readonly body: string
  readonly status?: number
  readonly answer?: string
  readonly failure?: CallFailure
  readonly durationMs: number
}

export type DeliveryReport = {
  readonly id: string
  readonly kind: 'message' | 'event'
  /** `text`, `template_card_event`, `subscribe` … */
  readonly eventType: string
  /** The XML before encryption. */
  readonly plaintext: string
  /** The message that was said or tapped. */
  readonly messageId?: string
  readonly attempts: readonly DeliveryAttempt[]
  readonly state: 'delivering' | 'acknowledged' | 'waiting' | 'given-up'
  /** Real clock; when the next attempt is due. */
  readonly nextAttemptMs?: number
}

export type SayInput = {
  /** userid */
  readonly from: string
  readonly text: string
}

export type TapInput = {
  /** userid */
  readonly by: string
  /** The card, by its task or by the message that shows it. */
  readonly card: { readonly taskId: string } | { readonly messageId: string }
  /** Key or text; for a card with one submit button it may be left out. */
  readonly button?: string
  /** What was chosen, by question_key; what is left out keeps its default. */
  readonly selected?: Readonly<Record<string, readonly string[]>>
}

export type TapReport = {
  /**
   * `answered`: taken. `failed`: the client says that the service does not answer. `refused`: the
   * client sent nothing (`refusal` says why). `local`: nothing to send (a link).
   */
  readonly outcome: 'answered' | 'failed' | 'refused' | 'local'
  readonly refusal?: 'recalled' | 'disabled' | 'replaced' | 'unknown-option'
  readonly opened?: string
  /** The card, as the one who tapped sees it after the answer, where the answer changed it. */
  readonly card?: JsonObject
  readonly replacedButton?: string
  /** A text that the answer carried. */
  readonly text?: string
  /** Why an answer that came was of no use. */
  readonly problem?: string
  readonly responseCode?: string
  readonly delivery?: DeliveryReport
}

export type ApiCall = {
  /** Real clock. */
  readonly atMs: number
  readonly method: string
  readonly path: string
  /** Secret and token are masked. */
  readonly query: Readonly<Record<string, string>>
  readonly request?: JsonObject
  readonly status: number
  readonly errcode: number
  readonly errmsg: string
  readonly response?: JsonObject
  readonly cardBytes?: number
  readonly warnings: readonly string[]
  readonly durationMs: number
  /** Which fault made this answer, if one did. */
  readonly fault?: string
}

/** Switches; assign to them at any time. Counters go down as they are used. */
export type Faults = {
  /** Each acknowledged delivery is made once more. */
  duplicateDelivery: boolean
  /** Real ms that every delivery waits before its first attempt. */
  lateDeliveryMs: number
  /** A delivery waits until the next one has gone out. */
  reorder: boolean
  /** Requests are signed with another token. */
  wrongSignature: boolean
  /** What is encrypted is for another corp. */
  wrongReceiveId: boolean
  /** Every attempt repeats timestamp, nonce and ciphertext of the delivery's first. */
  replayedNonce: boolean
  /** Every token issued so far stops working, once. */
  tokenExpired: boolean
  /** The caller's address is not among the trusted ones (60020). */
  untrustedIp: boolean
  /** The next n calls get -1. */
  busy: number
  /** The next n calls get 45009. */
  rateLimit: number
  /** The next n calls get HTTP 502 from a gateway and have no effect. */
  fail5xx: number
  /** The next n calls take effect, but the connection closes before the answer. */
  dropAnswer: number
  /** Real ms before every answer. */
  slowAnswerMs: number
  /** Which calls the switches above are for; default all but the token's. */
  appliesTo?: (call: { readonly method: string; readonly path: string }) => boolean
}

export type SimChange =
  | { readonly kind: 'message'; readonly message: SimMessage }
  | { readonly kind: 'message-changed'; readonly message: SimMessage }
  | { readonly kind: 'delivery'; readonly delivery: DeliveryReport }
  | { readonly kind: 'call'; readonly call: ApiCall }
  /** The smart bot's line: 0 or 1. */
  | { readonly kind: 'connections'; readonly count: number }
  | { readonly kind: 'reset' }

export type SimulatorOptions = {
  readonly corpId: string
  readonly app: {
    readonly agentId: number
    readonly secret: string
    readonly token: string
    /** 43 letters and digits. */
    readonly aesKey: string
    readonly name?: string
  }
  /** The smart bot beside the app; its groups are what it is in. */
  readonly bot?: BotOptions
  /** Where messages and events go; may be set later with `setCallback`. */
  readonly callbackUrl?: string
  readonly clock: Clock
  readonly members: readonly SimMember[]
  readonly departments?: readonly SimDepartment[]
  /** What a member and an API may get in a minute and an hour. Default on. */
  readonly enforceLimits?: boolean
  /** Waits before each of the three redeliveries, ms; the platform does not say (NOT VERIFIED): 1, 2 and 4 s. */
  readonly redelivery?: readonly number[]
  readonly timer?: Timer
  /** Life of a token, seconds; default 7200. */
  readonly tokenSeconds?: number
  /** Everything random comes from this; default `wecom`. See the simulated Feishu. */
  readonly seed?: string
  readonly port?: number
  /** How many deliveries and calls the inspector keeps; default 5000. Messages are all kept. */
  readonly history?: number
}

export type SimulatedWecom = {
  readonly bot?: SimulatedBot
  /** For WECOM_BASE_URL; no slash at the end. */
  readonly baseUrl: string
  readonly faults: Faults
  readonly people: () => readonly SimMember[]
  /** Saves the callback in the console: verifies the URL and says whether it answered right. */
  readonly setCallback: (url: string) => Promise<{ readonly saved: boolean; readonly why?: string }>

  /** Resolves when the first delivery attempt was answered or failed. */
  readonly say: (input: SayInput) => Promise<DeliveryReport>
  readonly tap: (input: TapInput) => Promise<TapReport>
  readonly clickMenu: (userId: string, key: string) => Promise<DeliveryReport>
  /** Opens the app's chat. */
  readonly enterAgent: (userId: string) => Promise<DeliveryReport>
  /** Comes into the app's visible range. */
  readonly join: (member: SimMember) => Promise<DeliveryReport>
  /** Leaves the company: the app hears that the subscription ended. */
  readonly leave: (userId: string) => Promise<DeliveryReport>

  /** What this member sees in the app's chat, oldest first. */
  readonly messages: (userId: string) => readonly SimMessage[]
  readonly message: (id: string) => SimMessage | undefined
  /** What nobody saw because a member had got too much. */
  readonly dropped: () => readonly SimMessage[]
  readonly deliveries: () => readonly DeliveryReport[]
  readonly calls: () => readonly ApiCall[]
  readonly subscribe: (listener: (change: SimChange) => void) => () => void
  /** Resolves with the first change that fits, looking at what is there already. */
  readonly until: <T>(look: () => T | undefined | false, timeoutMs?: number) => Promise<T>
  /** Resolves when no delivery is under way or waiting for another attempt. */
  readonly settled: () => Promise<void>

  /** Messages, deliveries, calls and faults are gone, people as at the start. */
  readonly reset: () => void
  readonly close: () => Promise<void>
}

export type SimGroup = {
  readonly chatId: string
  readonly name: string
  /** userids */
  readonly members: readonly string[]
}

export type BotOptions = {
  readonly id: string
  readonly secret: string
  /** As people mention it. */
  readonly name: string
  /** Made by somebody who is no super administrator: people have encrypted ids. Default no. */
  readonly encryptedIds?: boolean
  readonly groups?: readonly SimGroup[]
}

export type BotSayInput = {
  /** userid */
  readonly from: string
  readonly text: string
  /** chatid; the private chat with the bot where left out. */
  readonly group?: string
  /** In a group only what mentions the bot reaches it. Default yes. */
  readonly mention?: boolean
}

export type Refusal = { readonly cmd: string; readonly errcode: number; readonly errmsg: string }

export type SimulatedBot = {
  /** For WECOM_BOT_WS_URL. */
  readonly url: string
  readonly groups: () => readonly SimGroup[]
  /** False when it did not reach the bot: nobody was connected, or it was not mentioned. */
  readonly say: (input: BotSayInput) => boolean
  /** Like a tap on one of the app's cards; what it changes comes over the connection. */
  readonly tap: (input: TapInput) => Pick<TapReport, 'outcome' | 'refusal' | 'opened'>
  /** What stands in a group, or in this member's private chat with the bot, oldest first. */
  readonly messages: (
    where: { readonly group: string } | { readonly member: string },
  ) => readonly SimMessage[]
  readonly isConnected: () => boolean
  /** How often somebody has connected. */
  readonly connections: () => number
  /** Somebody else subscribes with the same id. */
  readonly kick: () => void
  /** The line is cut. */
  readonly cut: () => void
  /** What was not taken of what the bot sent. */
  readonly refusals: () => readonly Refusal[]
  /** The next n frames take effect, and nobody says so. */
  readonly loseAcks: (count: number) => void
}

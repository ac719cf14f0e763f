/**
 * The control surface of the simulated Feishu: what a test or the playground's page can do beside
 * the HTTP that the bot sees. Everything here is plain data or a function on it.
 */
import type { Clock } from '../../lib/clock.ts'
import type { CallFailure } from '../http-call.ts'
import type { JsonObject } from '../json.ts'
import type { Timer } from '../timer.ts'

export type SimPerson = {
  readonly openId: string
  readonly name: string
  /** Left out of every payload unless the app has `contact:user.employee_id:readonly`. */
  readonly userId?: string
  readonly unionId?: string
  readonly departmentIds?: readonly string[]
  readonly leaderOpenId?: string
  readonly jobTitle?: string
  readonly email?: string
  readonly mobile?: string
  /** Inside the app's availability range (may be written to). Default yes. */
  readonly available?: boolean
  /** Inside the app's contact range (may be read). Default yes. */
  readonly visible?: boolean
  /** Has muted the bot. */
  readonly mutedBot?: boolean
  readonly frozen?: boolean
  readonly resigned?: boolean
  /** Of another company; default the app's own. */
  readonly tenantKey?: string
}

export type SimDepartment = {
  /** `open_department_id`, `od-…` */
  readonly id: string
  readonly name: string
  /** `0` is the root. */
  readonly parentId: string
  readonly leaderOpenId?: string
}

export type SimGroup = {
  readonly chatId: string
  readonly name: string
  /** open_ids */
  readonly members: readonly string[]
  /** Default yes. */
  readonly botIn?: boolean
  /** The bot may not speak (230018). */
  readonly botMuted?: boolean
  /** Whether anybody may mention everyone; where not, a card with `<at id=all>` fails. Default yes. */
  readonly mentionAllAllowed?: boolean
  readonly external?: boolean
}

export type SimChat = {
  readonly chatId: string
  readonly kind: 'p2p' | 'group'
  /** The person's name for a private chat. */
  readonly name: string
  readonly members: readonly string[]
  readonly botIn: boolean
  readonly disbanded: boolean
}

export type SimMention = {
  /** `@_user_1` or, for everyone, `@_all`. */
  readonly key: string
  readonly openId: string
  readonly name: string
}

export type MessageType =
  | 'text'
  | 'post'
  | 'interactive'
  | 'image'
  | 'file'
  | 'sticker'
  | 'audio'
  | 'merge_forward'
  | 'share_chat'
  | 'share_user'
  | 'location'
  | 'media'

export type SimMessage = {
  readonly id: string
  readonly chatId: string
  readonly sender: { readonly kind: 'person' | 'bot'; readonly id: string; readonly name: string }
  /** Business clock, epoch ms. */
  readonly createdMs: number
  readonly updatedMs: number
  readonly type: MessageType
  /** The `content` string as the platform keeps it; a card's is `card`. */
  readonly content: string
  /** What a person reads: the text, a post's lines, a card's title. */
  readonly text: string
  /** The card as it is now. */
  readonly card?: JsonObject
  readonly mentions: readonly SimMention[]
  readonly mentionsAll: boolean
  readonly rootId?: string
  readonly parentId?: string
  readonly edited: boolean
  readonly recalled: boolean
  readonly forwarded: boolean
  /** The message that a forwarded one is a copy of. */
  readonly copyOf?: string
  readonly uuid?: string
  /** What the validator noted, without refusing the card. */
  readonly warnings: readonly string[]
}

export type DeliveryAttempt = {
  /** Real clock. */
  readonly atMs: number
  readonly via: 'webhook' | 'long-connection'
  readonly headers: Readonly<Record<string, string>>
  /** As it went out: `{"encrypt":"…"}`, or the frame's payload. */
  readonly body: string
  readonly status?: number
  readonly answer?: string
  /** Why there was no answer. */
  readonly failure?: CallFailure
  readonly durationMs: number
}

export type DeliveryReport = {
  readonly id: string
  readonly kind: 'event' | 'callback' | 'challenge'
  readonly eventType: string
  /** The envelope before encryption. */
  readonly plaintext: JsonObject
  /** The message the event is about. */
  readonly messageId?: string
  readonly attempts: readonly DeliveryAttempt[]
  /** `unseen`: the app's scopes do not let it see this (a group message without a mention). */
  readonly state: 'delivering' | 'acknowledged' | 'waiting' | 'given-up' | 'unseen'
  /** Real clock; when the next attempt is due. */
  readonly nextAttemptMs?: number
}

export type SayInput = {
  /** open_id */
  readonly from: string
  /** chat id, or `private` for the person's chat with the bot */
  readonly chat: string
  /** Text; for `post` each line is a paragraph; for a file its name. */
  readonly text: string
  /** Puts the bot's mention in front. */
  readonly mentionBot?: boolean
  /** People written as `@name` in the text. */
  readonly mentions?: readonly { readonly openId: string; readonly name: string }[]
  /** message id */
  readonly replyTo?: string
  /**
   * `interactive`: a card passed on to the bot, of which it sees the words; `merge_forward`: a part
   * of another chat, of which it sees nothing.
   */
  readonly as?: MessageType
  /** Content of an image or a file. */
  readonly bytes?: Uint8Array
}

/**
 * Which component is meant: the callback value (every key given must match), what it says, its
 * `name`, its `element_id`, or its place as a JSON pointer into the card (`/body/elements/2`).
 */
export type ComponentRef =
  | { readonly value: JsonObject }
  | { readonly text: string }
  | { readonly name: string }
  | { readonly elementId: string }
  | { readonly path: string }

export type TapInput = {
  /** open_id */
  readonly by: string
  readonly messageId: string
  readonly button: ComponentRef
  /** What was filled in, by field name; days as YYYY-MM-DD. Fields left out keep their default. */
  readonly form?: Readonly<Record<string, string | readonly string[] | boolean>>
  /** For a select, date picker or overflow outside a form. */
  readonly option?: string
  /** For an input outside a form. */
  readonly input?: string
  /** For a checker outside a form. */
  readonly checked?: boolean
  /** Which client; forms carry the zone of the device. */
  readonly timezone?: string
}

export type TapReport = {
  /**
   * `answered`: the bot's answer was good. `failed`: the client shows `error`. `refused`: the client
   * sent nothing (`refusal` says why). `local`: nothing to send (a link, a reset).
   */
  readonly outcome: 'answered' | 'failed' | 'refused' | 'local'
  readonly toast?: {
    readonly type: 'info' | 'success' | 'warning' | 'error'
    readonly content: string
  }
  /** The card after the tap, if the answer replaced it. */
  readonly card?: JsonObject
  /** As the client would show it. */
  readonly error?: { readonly code: number; readonly text: string; readonly detail?: string }
  readonly refusal?: 'not-in-chat' | 'recalled' | 'disabled' | 'required' | 'expired' | 'forwarded'
  /** Names of required fields left empty, or of fields whose value is too long or no option. */
  readonly missing?: readonly string[]
  /** A link the client opened. */
  readonly opened?: string
  /** The `c-…` token of the callback. */
  readonly token?: string
  readonly delivery?: DeliveryReport
}

export type ApiCall = {
  /** Real clock. */
  readonly atMs: number
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Parsed where it was JSON; the app secret is masked. */
  readonly request?: JsonObject
  readonly status: number
  readonly code: number
  readonly msg: string
  readonly response?: JsonObject
  /** Bytes of the `content` or card that went in. */
  readonly cardBytes?: number
  readonly warnings: readonly string[]
  readonly durationMs: number
  /** Which fault made this answer, if one did. */
  readonly fault?: string
}

/** Switches; assign to them at any time. Counters go down as they are used. */
export type Faults = {
  /** Each acknowledged event is delivered once more. */
  duplicateDelivery: boolean
  /** The duplicate of a message carries another `message_id` and `event_id`. */
  freshMessageId: boolean
  /** Real ms that every event waits before its first delivery. */
  lateDeliveryMs: number
  /** An event waits until the next one has gone out. */
  reorder: boolean
  /** Requests carry a signature made with another key. */
  wrongSignature: boolean
  /** Requests carry another verification token. */
  wrongVerificationToken: boolean
  /** Every redelivery repeats the first attempt's timestamp and nonce. */
  staleRedelivery: boolean
  /** Every token issued so far stops working, once. */
  tokenExpired: boolean
  /** HTTP status of 99991663: both were seen in the field. */
  tokenProblemStatus: 400 | 200
  /** The next n calls get 99991400, HTTP 429. */
  rateLimit: number
  /** What `x-ogw-ratelimit-reset` says then, seconds. */
  rateLimitResetSeconds: number
  /** The next n calls get HTTP 503 and have no effect. */
  fail5xx: number
  /** The next n calls take effect, but the connection closes before the answer. */
  dropAnswer: number
  /** Real ms before every answer. */
  slowAnswerMs: number
  /** Frames of the long connection longer than this many bytes are cut up; 0 never. */
  fragmentBytes: number
  /**
   * What becomes of cards that may not be passed on or tapped there: `refused` by the client, or let
   * through, the tap under the id of the copy or of the first message. See `noFaults`.
   */
  forwardedTaps: 'refused' | 'as-copy' | 'as-original'
  /**
   * What the second request with a `uuid` gets. The pages only promise that at most one message is
   * sent: NOT VERIFIED on a real tenant.
   */
  repeatedUuid: 'first-message' | 'being-sent'
  /** Content with one of these words is refused by the audit (230028). */
  auditedWords: readonly string[]
  /** Which calls the switches above are for; default all but the token's. */
  appliesTo?: (call: { readonly method: string; readonly path: string }) => boolean
}

export type SimChange =
  | { readonly kind: 'message'; readonly message: SimMessage }
  | { readonly kind: 'message-changed'; readonly message: SimMessage }
  | { readonly kind: 'delivery'; readonly delivery: DeliveryReport }
  | { readonly kind: 'call'; readonly call: ApiCall }
  | { readonly kind: 'chat'; readonly chat: SimChat }
  | { readonly kind: 'connections'; readonly count: number }
  | { readonly kind: 'reset' }

export type SimulatorOptions = {
  readonly app: {
    /** `cli_` and 16 hex digits: the SDK's WSClient takes no other. */
    readonly id: string
    readonly secret: string
    readonly encryptKey: string
    readonly verificationToken: string
    readonly name?: string
  }
  /** Where events and callbacks go; may be set later with `setWebhook`. */
  readonly webhookUrl?: string
  readonly clock: Clock
  readonly people: readonly SimPerson[]
  readonly groups: readonly SimGroup[]
  readonly departments?: readonly SimDepartment[]
  /** Granted scopes; default all that §7 of the protocol names. */
  readonly scopes?: readonly string[]
  /** `webhook` (default) or `long-connection`. */
  readonly mode?: 'webhook' | 'long-connection'
  /** 50/s, 1000/min and 5/s per target. Default on. */
  readonly enforceLimits?: boolean
  /** Waits before each redelivery, ms; default 15 s, 5 min, 1 h, 6 h. */
  readonly redelivery?: readonly number[]
  readonly timer?: Timer
  /** Life of a token, seconds; default 7200. */
  readonly tokenSeconds?: number
  /**
   * Everything random comes from this; default `feishu`. A bot that keeps its store between runs needs
   * another one each time, or it takes new messages for old ones.
   */
  readonly seed?: string
  readonly port?: number
  /** How many deliveries and calls the inspector keeps; default 5000. Messages are all kept. */
  readonly history?: number
}

export type SimulatedFeishu = {
  /** For FEISHU_BASE_URL; no slash at the end. */
  readonly baseUrl: string
  readonly botOpenId: string
  readonly faults: Faults
  readonly people: () => readonly SimPerson[]
  /** Saves the request URL in the console: sends the challenge and says whether it was answered. */
  readonly setWebhook: (url: string) => Promise<{ readonly saved: boolean; readonly why?: string }>
  readonly setMode: (mode: 'webhook' | 'long-connection') => void

  /** Resolves when the first delivery attempt was answered or failed. */
  readonly say: (input: SayInput) => Promise<DeliveryReport>
  readonly tap: (input: TapInput) => Promise<TapReport>
  /** Passes a card on to another chat as a person; undefined where the card forbids it. */
  readonly forward: (input: {
    readonly by: string
    readonly messageId: string
    readonly to: string
  }) => SimMessage | undefined
  /** Takes a message back; the app is told of what it had seen. */
  readonly recall: (messageId: string) => Promise<DeliveryReport | undefined>
  /** A tap on the bot's menu. */
  readonly pressMenu: (openId: string, key: string) => Promise<DeliveryReport>
  readonly enterPrivateChat: (openId: string) => Promise<DeliveryReport>
  readonly addBot: (chatId: string, by: string) => Promise<DeliveryReport>
  readonly removeBot: (chatId: string, by: string) => Promise<DeliveryReport>
  readonly disband: (chatId: string, by: string) => Promise<DeliveryReport>
  /** Changes a person and sends the contact event that follows from it, if any. */
  readonly changePerson: (
    openId: string,
    change: Partial<Omit<SimPerson, 'openId'>>,
  ) => Promise<DeliveryReport | undefined>
  /** Any other event. */
  readonly emit: (eventType: string, event: JsonObject) => Promise<DeliveryReport>

  /** `oc_…` of the person's chat with the bot. */
  readonly privateChatOf: (openId: string) => string
  readonly chatsOf: (openId: string) => readonly SimChat[]
  /** Oldest first. Takes a chat id. */
  readonly messages: (chatId: string) => readonly SimMessage[]
  readonly message: (messageId: string) => SimMessage | undefined
  readonly deliveries: () => readonly DeliveryReport[]
  readonly calls: () => readonly ApiCall[]
  readonly subscribe: (listener: (change: SimChange) => void) => () => void
  /** Resolves with the first change that fits, looking at what is there already through `now`. */
  readonly until: <T>(look: () => T | undefined | false, timeoutMs?: number) => Promise<T>

  /** Connections of the long connection that are open. */
  readonly connections: () => number
  /** Closes them as a network would, or leaves them open and silent. */
  readonly breakConnections: (how: 'close' | 'half-open') => void
  /**
   * Messages, deliveries, calls and faults are gone, people and groups as at the start. Tokens stay,
   * and no id comes a second time.
   */
  readonly reset: () => void
  readonly close: () => Promise<void>
}

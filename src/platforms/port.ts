/**
 * What a platform is, types only. `receive` turns bytes into an `Inbound`, the engine turns that
 * into a change and cards, `render` and `send` take a card out. A platform knows no business and
 * the engine knows no platform.
 */
import type { ActionValue, Card } from '../../cards/kit/card.ts'

export type PlatformId = 'feishu' | 'wecom'

/** A person as the platform names them. */
export type ExternalPerson = {
  /** Feishu `open_id`, WeCom userid. */
  readonly externalId: string
  readonly unionId?: string
}

export type ChatRef = {
  readonly kind: 'private' | 'group'
  /** Feishu `chat_id`; WeCom's private chats with the app go by the person's userid. */
  readonly id: string
}

export type Content =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'file'; readonly name: string; readonly key: string }
  | { readonly type: 'image'; readonly key: string }
  /** Anything with nothing to read in it: stickers, audio, forwarded cards … */
  | { readonly type: 'other'; readonly what: 'sticker' | 'voice' | 'forwarded' | 'unknown' }

type InboundBase = {
  readonly platform: PlatformId
  /** The event's own id with the platform and app in front: one of the keys it is stored under. */
  readonly eventKey: string
  /** When the platform says it happened, epoch ms. No decision rests on it. */
  readonly occurredMs: number
}

/** Said to the bot: in private, or in a group with its name. */
export type InboundMessage = InboundBase & {
  readonly kind: 'message'
  readonly messageId: string
  /** Hash of sender, chat, time, content and thread: a redelivery may carry a new message id. */
  readonly softKey: string
  readonly sender: ExternalPerson
  readonly chat: ChatRef
  /** Text with mentions resolved (`@张伟`) and the bot's own mention removed. */
  readonly content: Content
  /** Colleagues mentioned, the bot excluded. */
  readonly mentions: readonly { readonly externalId?: string; readonly name: string }[]
  /** The message this one replies to. */
  readonly replyTo?: string
}

/** Said in a group, and not to the bot: not read, not kept. */
export type InboundOverheard = InboundBase & { readonly kind: 'overheard' }

export type InboundTap = InboundBase & {
  readonly kind: 'tap'
  readonly operator: ExternalPerson
  readonly chat?: ChatRef
  /** The message whose card was tapped. */
  readonly messageId?: string
  /** Undefined when the card's value is not one of ours. */
  readonly action?: ActionValue
  /** How much of its answer the way it came shows by itself; the rest leaves through the outbox. */
  readonly shows: 'card-and-toast' | 'card' | 'nothing'
  /** A form's fields: strings, string arrays for multi-selects. Days as YYYY-MM-DD. */
  readonly form: Readonly<Record<string, string | readonly string[]>>
  /** Lets the tapped card be changed once, where a platform asks for that. */
  readonly ticket?: string
}

/** Something that changes where the bot can speak or who is who. */
export type InboundNotice = InboundBase &
  (
    | { readonly kind: 'entered'; readonly person: ExternalPerson; readonly chat: ChatRef }
    | { readonly kind: 'menu'; readonly person: ExternalPerson; readonly key: string }
    | {
        readonly kind: 'bot-added'
        readonly chat: ChatRef
        readonly by?: ExternalPerson
        readonly name?: string
        readonly external: boolean
      }
    | { readonly kind: 'bot-removed'; readonly chat: ChatRef }
    /** Somebody took back what they had said. Who is not told, only which message. */
    | { readonly kind: 'recalled'; readonly messageId: string; readonly chat: ChatRef }
    | { readonly kind: 'person-left'; readonly person: ExternalPerson }
    | { readonly kind: 'person-changed'; readonly person: ExternalPerson }
  )

/** Authentic, but nothing we act on: acknowledged, counted, kept a week. */
export type InboundUnsupported = InboundBase & {
  readonly kind: 'unsupported'
  readonly type: string
}

export type Inbound =
  | InboundMessage
  | InboundOverheard
  | InboundTap
  | InboundNotice
  | InboundUnsupported

export type RawRequest = {
  /** `GET` where a platform checks the address, else `POST`. */
  readonly method: string
  /** Parameter of the address, decoded. */
  readonly query: (name: string) => string | undefined
  /** Header by lower-case name. */
  readonly header: (name: string) => string | undefined
  readonly body: Uint8Array
  /** Real clock, epoch ms. */
  readonly nowMs: number
}

/** What an HTTP answer holds. */
export type HttpAnswer = { readonly body: string; readonly contentType: string }

export type Received =
  /** Not authentic, or not for us: the same empty answer for every cause. */
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 403; readonly reason: string }
  | { readonly kind: 'challenge'; readonly answer: HttpAnswer }
  /** Authentic but unreadable: parked and acknowledged, or the platform would send it for ever. */
  | { readonly kind: 'malformed'; readonly reason: string; readonly body: string }
  | { readonly kind: 'inbound'; readonly inbound: Inbound }

/** What a tap shows: a short word on top and, if the card changes, the new card. */
export type TapAnswer = {
  readonly toast?: {
    readonly tone: 'info' | 'success' | 'warning' | 'error'
    readonly text: string
  }
  readonly card?: Card
}

/** What a platform gives for changing a card, once. */
export type CardTicket = {
  readonly code: string
  /** A tap brings the next one; the one that sending brings is the last until then. */
  readonly fromTap: boolean
}

export type Delivery = {
  readonly operation: 'send' | 'update'
  /** A person or a chat to send to; for an update, the message. */
  readonly target: { readonly kind: 'user' | 'chat' | 'message'; readonly id: string }
  /** Send as a reply to this message. */
  readonly replyTo?: string
  /** For an update: the person or the chat that has the message. */
  readonly reader?: { readonly kind: 'user' | 'chat'; readonly id: string }
  /** For an update: what lets this message be changed once. */
  readonly ticket?: CardTicket
  /** An earlier try may have arrived. */
  readonly maybeArrived?: boolean
  /** Fixed when the outbox row was made; the platform's own dedupe key derives from it. */
  readonly idempotencyKey: string
  /** What `render` returned, byte for byte. */
  readonly payload: string
}

export type SendOutcome =
  | {
      readonly kind: 'sent'
      readonly messageId?: string
      /** What lets the message be changed; null when that is used up. */
      readonly ticket?: string | null
    }
  /** Try again, not before `afterMs` if given. `code` is the platform's own. */
  | {
      readonly kind: 'retry'
      readonly code: string
      readonly reason: string
      readonly afterMs?: number
      /** Who has to wait: the whole app, or only this target. */
      readonly scope?: 'app' | 'target'
      /** Another request with the same key is on its way, or has been. */
      readonly underWay?: true
      /** Only a person can put it right: what the platform says of it, for the log. */
      readonly forPeople?: string
    }
  /** No retry will help: the row ends here and falls back. `detail` is for the log. */
  | {
      readonly kind: 'dead'
      readonly code: string
      readonly reason: string
      readonly detail?: string
    }

export type DirectoryPerson = {
  readonly externalId: string
  readonly unionId?: string
  /** Absent when the app may not read it. */
  readonly name?: string
  readonly departments: readonly string[]
  readonly leaderExternalId?: string
  readonly active: boolean
}

/** The platform's own list of colleagues. */
export type Directory = {
  person(externalId: string): Promise<DirectoryPerson | undefined>
  /** Everyone the app may see. */
  everyone(): AsyncIterable<DirectoryPerson>
}

/** A file or an image that stands in a message. */
export type FileRef = {
  readonly messageId: string
  readonly key: string
  readonly type: 'file' | 'image'
}

export type Resource =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }

/** What becomes of what a line brings. Nothing of it comes a second time. */
export type LineHandlers = {
  /** @throws whatever kept it from being stored */
  readonly accept: (inbound: Exclude<Inbound, InboundTap>) => Promise<void>
  readonly tap: (tap: InboundTap) => Promise<TapAnswer>
  /** Keeps aside what is ours but cannot be read. */
  readonly park: (malformed: { readonly reason: string; readonly body: string }) => Promise<void>
  /** Whether what was thrown may pass, so that another try can help. */
  readonly passes: (error: unknown) => boolean
  readonly onUp: () => void
  /** Somebody else has it now. */
  readonly onTaken: () => void
}

/** A connection of which a platform allows one: who connects last takes it from who had it. */
export type Line = {
  /** Before the first `connect`. */
  readonly handle: (handlers: LineHandlers) => void
  /** Goes on trying for ever. */
  readonly connect: () => Promise<void>
  /** May be connected again. */
  readonly disconnect: () => void
  readonly state: () => 'off' | 'connecting' | 'connected'
}

export type Platform = {
  readonly id: PlatformId
  /** What only one of all instances may hold, and what chats there are reached by. */
  readonly line?: Line
  readonly receive: (request: RawRequest) => Received
  /** What answers an event that was stored. */
  readonly accepted: HttpAnswer
  /** The HTTP body that answers a tap; a platform without it sends a tap again until it is accepted. */
  readonly answerTap?: (answer: TapAnswer) => Readonly<Record<string, unknown>>
  /** Its cards have no field to type into: what belongs there is said to the bot. */
  readonly hasNoInput?: true
  /** A sent card changes once per ticket; what cannot be changed is told in a line. */
  readonly changesByTicket?: true
  /**
   * The bytes that a send or an update will carry. Total: degrades, never throws.
   *
   * @param to who reads it; a person where left out
   */
  readonly render: (card: Card, to?: 'user' | 'chat') => string
  /** True while chats cannot be reached from here, though another instance may be able to. */
  readonly chatsClosed?: () => boolean
  readonly send: (delivery: Delivery) => Promise<SendOutcome>
  /** How many messages a send of these bytes is; one where a platform does not say. */
  readonly messagesIn?: (payload: string) => number
  readonly limits: {
    readonly appPerSecond: number
    readonly appPerMinute: number
    readonly targetPerSecond: number
    readonly targetPerMinute?: number
    readonly targetPerHour?: number
  }
  readonly directory: Directory
  /** The people in a group by their ids; undefined where there are too many to ask about. */
  readonly members?: (chatId: string) => Promise<readonly string[] | undefined>
  /** What was sent; a platform without it hands over no files, and a link does. */
  readonly download?: (file: FileRef, maxBytes: number) => Promise<Resource>
}

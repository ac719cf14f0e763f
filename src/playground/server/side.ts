/** One of the platforms as the page shows it: the same words for what both have. */
import type * as z from 'zod'
import type { DeliveryReport, SimMessage } from '../feishu/types.ts'
import type { JsonObject } from '../json.ts'
import type { sayInput, tapInput } from './requests.ts'

export type SideId = 'feishu' | 'wecom'

export type SeenChat = {
  readonly id: string
  readonly kind: 'p2p' | 'group'
  readonly name: string
  /** Ids of the page's people. */
  readonly members: readonly string[]
}

/** People in it by the page's ids, the bot by its own. */
export type ShownMessage = Pick<
  SimMessage,
  | 'id'
  | 'chatId'
  | 'sender'
  | 'createdMs'
  | 'updatedMs'
  | 'text'
  | 'card'
  | 'mentions'
  | 'mentionsAll'
  | 'parentId'
  | 'edited'
  | 'recalled'
> & {
  readonly type: string
  /** By what a call of the bot's names it. */
  readonly wireId: string
  /** What stands where the card's buttons were. */
  readonly replacedButton?: string
}

export type ShownDelivery = Omit<DeliveryReport, 'plaintext'> & {
  readonly plaintext: DeliveryReport['plaintext'] | string
}

export type ShownCall = {
  readonly atMs: number
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly request?: JsonObject
  readonly response?: JsonObject
  readonly status: number
  readonly code: number
  readonly msg: string
  readonly cardBytes?: number
  readonly warnings: readonly string[]
  readonly durationMs: number
  readonly fault?: string
  /** The message that it made. */
  readonly made?: string
}

export type SideChange =
  | { readonly kind: 'message'; readonly message: ShownMessage }
  | { readonly kind: 'delivery'; readonly delivery: ShownDelivery }
  | { readonly kind: 'call'; readonly call: ShownCall }
  /** Everything is to be looked at anew. */
  | { readonly kind: 'all' }
  | { readonly kind: 'reset' }

/** The faults that the page offers. */
export type Switches = {
  duplicateDelivery: boolean
  lateDeliveryMs: number
  wrongSignature: boolean
  tokenExpired: boolean
  rateLimit: number
}

export type Side = {
  readonly id: SideId
  readonly bot: { readonly id: string; readonly name: string }
  /** The private chat first, then the groups that the person is in. */
  readonly chatsSeenBy: (personId: string) => readonly SeenChat[]
  readonly messages: (chatId: string) => readonly ShownMessage[]
  readonly deliveries: () => readonly ShownDelivery[]
  readonly calls: () => readonly ShownCall[]
  readonly faults: Switches
  readonly say: (input: z.infer<typeof sayInput>) => Promise<unknown>
  /** Absent where the bot is handed no files. */
  readonly sendFile?: (
    where: { readonly from: string; readonly chat: string },
    file: { readonly name: string; readonly bytes: Uint8Array },
  ) => Promise<unknown>
  /** The chat of the message; undefined for one that is not there. */
  readonly chatOf: (messageId: string) => string | undefined
  /** Undefined where the card has changed between drawing and tapping. */
  readonly tap: (input: z.infer<typeof tapInput>) => Promise<unknown> | undefined
  readonly subscribe: (listener: (change: SideChange) => void) => () => void
  readonly reset: () => void
}

/**
 * Feishu's wire forms, as far as they are used. Fields that a missing scope removes are optional;
 * fields that we do not read are not named, and dropped.
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/overview
 */
import * as z from 'zod'

const id = z.string().min(1).max(256)

export const encryptedBody = z.object({ encrypt: z.string().min(1) })

export const urlVerification = z.object({
  type: z.literal('url_verification'),
  challenge: z.string().max(1024),
  token: z.string(),
})

export const envelope = z.object({
  schema: z.literal('2.0'),
  header: z.object({
    event_id: id,
    event_type: id,
    /** Milliseconds, microseconds for card taps. */
    create_time: z.union([z.string(), z.number()]).optional(),
    /** The verification token; not sent over the long connection. */
    token: z.string().optional(),
    app_id: id,
    tenant_key: z.string().optional(),
  }),
  event: z.unknown(),
})
export type Envelope = z.infer<typeof envelope>

/** The old envelope: only ever acknowledged. */
export const envelopeV1 = z.object({
  type: z.literal('event_callback'),
  uuid: id,
  ts: z.string().optional(),
  token: z.string().optional(),
  event: z.object({ type: id, app_id: z.string().optional() }),
})

const person = z.object({ open_id: id, union_id: id.nullish() })
export type WirePerson = z.infer<typeof person>

const mention = z.object({
  /** `@_user_1` in the text; `@_all` for everyone. */
  key: z.string(),
  id: z.object({ open_id: z.string().nullish() }).nullish(),
  mentioned_type: z.string().nullish(),
  name: z.string().default(''),
})
export type WireMention = z.infer<typeof mention>

/** Who speaks, and whether to us; most of what a group says need not be read any further. */
export const messageHead = z.object({
  sender: z.object({ sender_type: z.string(), tenant_key: z.string().nullish() }),
  message: z.object({ chat_type: z.string(), mentions: z.array(mention).nullish() }),
})

/** https://open.feishu.cn/document/server-docs/im-v1/message/events/receive */
export const messageEvent = z.object({
  sender: z.object({ sender_id: person }),
  message: z.object({
    message_id: id,
    root_id: z.string().nullish(),
    parent_id: z.string().nullish(),
    thread_id: z.string().nullish(),
    create_time: z.string(),
    chat_id: id,
    chat_type: z.string(),
    message_type: z.string(),
    /** JSON, as a string. */
    content: z.string(),
    mentions: z.array(mention).nullish(),
  }),
})
export type WireMessage = z.infer<typeof messageEvent>['message']

export const textContent = z.object({ text: z.string() })
export const imageContent = z.object({ image_key: id })
export const fileContent = z.object({ file_key: id, file_name: z.string().default('') })

const postNode = z.object({
  tag: z.string(),
  text: z.string().nullish(),
  href: z.string().nullish(),
  user_id: z.string().nullish(),
  user_name: z.string().nullish(),
  image_key: z.string().nullish(),
})
export type PostNode = z.infer<typeof postNode>

export const postContent = z.object({
  title: z.string().nullish(),
  content: z.array(z.array(postNode)),
})
export type PostContent = z.infer<typeof postContent>

/** https://open.feishu.cn/document/feishu-cards/card-callback-communication */
export const tapEvent = z.object({
  operator: person,
  action: z.object({
    value: z.unknown(),
    form_value: z.record(z.string(), z.unknown()).nullish(),
    option: z.string().nullish(),
    options: z.array(z.string()).nullish(),
    input_value: z.string().nullish(),
    checked: z.boolean().nullish(),
  }),
  context: z
    .object({ open_message_id: z.string().nullish(), open_chat_id: z.string().nullish() })
    .nullish(),
})
export type WireTap = z.infer<typeof tapEvent>

/** What our own cards carry, and nothing else. */
export const actionValue = z.strictObject({
  a: z
    .string()
    .max(64)
    .regex(/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/),
  id: z.string().min(1).max(128),
  v: z.int().min(0),
  pick: z.string().max(256).optional(),
})

/** https://open.feishu.cn/document/server-docs/im-v1/message/events/recalled */
export const recalledEvent = z.object({ message_id: id, chat_id: id })

/** https://open.feishu.cn/document/server-docs/bot-v3/events/menu */
export const menuEvent = z.object({
  operator: z.object({ operator_id: person }),
  event_key: id,
  timestamp: z.number().optional(),
})

/** Bot added, bot removed, chat dissolved. */
export const chatEvent = z.object({
  chat_id: id,
  operator_id: person.nullish(),
  external: z.boolean().nullish(),
  name: z.string().nullish(),
})

/** https://open.feishu.cn/document/server-docs/group/chat-member/event/bot_p2p_chat_entered */
export const chatEnteredEvent = z.object({ chat_id: id, operator_id: person })

/** https://open.feishu.cn/document/server-docs/contact-v3/user/events/deleted */
export const contactEvent = z.object({ object: person })

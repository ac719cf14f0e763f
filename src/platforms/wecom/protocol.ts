/**
 * What WeCom sends, as far as we read it.
 * https://developer.work.weixin.qq.com/document/path/90239
 * https://developer.work.weixin.qq.com/document/path/90240
 */
import * as z from 'zod'

const id = z.string().min(1).max(256)
const text = z.string()

export const envelope = z.object({ Encrypt: z.string().min(1) })

/** On everything that comes in. */
export const head = z.object({
  FromUserName: id,
  CreateTime: z.string().regex(/^\d{1,12}$/),
  MsgType: id,
  /** Absent or empty on what concerns the whole address book. */
  AgentID: text.optional(),
})

export const messageHead = z.object({ MsgId: id })
export const textMessage = z.object({ Content: text })
export const mediaMessage = z.object({ MediaId: id })
export const fileMessage = z.object({ MediaId: id, FileName: text.optional() })

/** What tells one event from another; there is no id. */
export const eventHead = z.object({
  Event: id,
  EventKey: text.default(''),
  TaskId: text.default(''),
  ChangeType: text.default(''),
  UserID: text.default(''),
})
export type EventHead = z.infer<typeof eventHead>

const selectedItem = z.object({
  QuestionKey: id,
  OptionIds: z.union([z.literal(''), z.object({ OptionId: z.array(text) })]),
})

export const tapEvent = z.object({
  EventKey: text,
  TaskId: id,
  ResponseCode: text.optional(),
  SelectedItems: z
    .union([z.literal(''), z.object({ SelectedItem: z.array(selectedItem) })])
    .optional(),
})
export type WireTap = z.infer<typeof tapEvent>

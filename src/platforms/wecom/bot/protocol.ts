/**
 * What the smart bot's connection brings, as far as we read it.
 * https://developer.work.weixin.qq.com/document/path/101463
 */
import * as z from 'zod'

const id = z.string().min(1).max(256)

/** On everything that comes in. */
export const head = z.object({
  msgid: id,
  aibotid: z.string().optional(),
  chatid: id.optional(),
  chattype: z.enum(['single', 'group']).optional(),
  from: z.object({ userid: id }).optional(),
  /** Epoch seconds; on events alone. */
  create_time: z.number().optional(),
  msgtype: id,
})
export type Head = z.infer<typeof head>

const text = z.object({ content: z.string() })
export const textMessage = z.object({ text })
/** What was said, written down by WeCom. */
export const voiceMessage = z.object({ voice: text })
/** Words and pictures in one message. */
export const mixedMessage = z.object({
  mixed: z.object({
    msg_item: z.array(z.object({ msgtype: z.string(), text: text.optional() })),
  }),
})

export const eventMessage = z.object({ event: z.object({ eventtype: id }) })

/** The SDK's types have these a level higher; on the wire they are here. */
export const tapMessage = z.object({
  event: z.object({
    template_card_event: z.object({
      event_key: z.string(),
      task_id: id,
      selected_items: z
        .object({
          selected_item: z.array(
            z.object({
              question_key: id,
              option_ids: z.object({ option_id: z.array(z.string()) }).optional(),
            }),
          ),
        })
        .optional(),
    }),
  }),
})

/** How a frame of ours was taken. */
export const acknowledged = z.object({ errcode: z.number(), errmsg: z.string().default('') })

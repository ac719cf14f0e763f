/** Pieces that several template cards share (https://developer.work.weixin.qq.com/document/path/90236). */
import * as z from 'zod'

/** Whether a card is sent, put in place of another, or answers a tap. */
export type CardForm = 'send' | 'update' | 'answer'

const inBytes = (most: number) =>
  z
    .string()
    .min(1, 'is empty')
    .refine((text) => Buffer.byteLength(text) <= most, `longer than ${most} bytes`)

const words = z.string().min(1, 'is empty')
const jump = {
  url: z.string().optional(),
  appid: z.string().optional(),
  pagepath: z.string().optional(),
}

/** What a jump of this type cannot do without. */
function needs(field: string, message = `${field} is missing`) {
  return (value: object) =>
    (value as Record<string, unknown>)[field] ? [] : [{ path: [field], message }]
}

type Wanting = (value: object) => { readonly path: string[]; readonly message: string }[]

/** Checks that what an element's `type` asks for is there. */
function byType<T extends z.ZodType<{ type?: number }>>(
  schema: T,
  wanted: Readonly<Record<number, Wanting>>,
): T {
  return schema.superRefine((value, c) => {
    for (const issue of wanted[value.type ?? 0]?.(value) ?? []) {
      c.addIssue({ code: 'custom', ...issue })
    }
  })
}

const jumps = { 1: needs('url'), 2: needs('appid') }

const typed = (...allowed: readonly number[]) => z.literal(allowed as [number, ...number[]])

const source = z.strictObject({
  icon_url: z.string().optional(),
  desc: z.string().optional(),
  desc_color: typed(0, 1, 2, 3).optional(),
})

const mainTitle = z.strictObject({
  title: z.string().optional(),
  desc: z.string().optional(),
})

const actionMenu = (most: number) =>
  z.strictObject({
    desc: z.string().optional(),
    action_list: z
      .array(z.strictObject({ text: words, key: inBytes(1024) }))
      .min(1)
      .max(most),
  })

const quoteArea = byType(
  z.strictObject({
    type: typed(0, 1, 2).optional(),
    ...jump,
    title: z.string().optional(),
    quote_text: z.string().optional(),
  }),
  jumps,
)

const horizontal = byType(
  z.strictObject({
    type: typed(0, 1, 2, 3).optional(),
    keyname: words,
    value: z.string().optional(),
    url: z.string().optional(),
    media_id: z.string().optional(),
    userid: z.string().optional(),
  }),
  { 1: needs('url'), 2: needs('media_id'), 3: needs('userid') },
)

const jumpItem = byType(
  z.strictObject({
    type: typed(0, 1, 2).optional(),
    title: words,
    ...jump,
  }),
  jumps,
)

export const cardAction = byType(z.strictObject({ type: typed(0, 1, 2), ...jump }), jumps)

export const images = {
  card_image: z
    .strictObject({ url: words, aspect_ratio: z.number().min(1.3).max(2.25).optional() })
    .optional(),
  image_text_area: byType(
    z.strictObject({
      type: typed(0, 1, 2).optional(),
      ...jump,
      title: z.string().optional(),
      desc: z.string().optional(),
      image_url: words,
    }),
    jumps,
  ).optional(),
  vertical_content_list: z
    .array(z.strictObject({ title: words, desc: z.string().optional() }))
    .max(4)
    .optional(),
}

/** What every kind of card may have. */
export const shared = (form: CardForm) => ({
  source: source.optional(),
  action_menu: actionMenu(form === 'answer' ? 10 : 3).optional(),
  main_title: mainTitle.optional(),
  task_id: z.string().optional(),
  ...(form === 'send' ? {} : { replace_text: z.string().optional() }),
})

/** What the notices and the card with buttons have beside. */
export const described = {
  quote_area: quoteArea.optional(),
  sub_title_text: z.string().optional(),
  horizontal_content_list: z.array(horizontal).max(6).optional(),
  card_action: cardAction.optional(),
}

export const jumpList = { jump_list: z.array(jumpItem).max(3).optional() }

/** In an update what may no longer be chosen can be shown so. */
const disabling = (form: CardForm) => (form === 'send' ? {} : { disable: z.boolean().optional() })

const option = { id: inBytes(128), text: words }

export const selection = (form: CardForm) =>
  z.strictObject({
    question_key: inBytes(1024),
    title: z.string().optional(),
    option_list: z.array(z.strictObject(option)).min(1).max(10),
    selected_id: z.string().optional(),
    ...disabling(form),
  })

export const checkbox = (form: CardForm) =>
  z.strictObject({
    question_key: inBytes(1024),
    mode: typed(0, 1).optional(),
    option_list: z
      .array(z.strictObject({ ...option, is_checked: z.boolean().optional() }))
      .min(1)
      .max(20),
    ...disabling(form),
  })

/** Reports a tap, or opens a link. */
export const button = byType(
  z.strictObject({
    text: words,
    style: typed(1, 2, 3, 4).optional(),
    type: typed(0, 1).optional(),
    key: inBytes(1024).optional(),
    url: z.string().optional(),
  }),
  { 0: needs('key'), 1: needs('url') },
)

export const submitButton = z.strictObject({ text: words, key: inBytes(1024) })

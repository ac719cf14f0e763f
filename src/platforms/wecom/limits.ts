/**
 * What WeCom allows, and a check of what is drawn against it.
 * https://developer.work.weixin.qq.com/document/path/90236
 */
import * as z from 'zod'
import { type Payload, type TemplateCard, taskIdForm } from './template-card.ts'

/** Lengths are in UTF-16 units, the narrowest reading of 「字」. */
export const LIMITS = {
  /** 2048 less what makes a text unlike any other: see `stamped`. */
  textBytes: 2048 - 24,
  title: 36,
  subtitle: 44,
  body: 160,
  source: 20,
  fields: 6,
  fieldLabel: 5,
  fieldValue: 30,
  buttons: 6,
  buttonText: 10,
  menuItems: 3,
  selects: 3,
  selectTitle: 16,
  options: 10,
  optionText: 16,
  votes: 20,
  voteText: 17,
  keyBytes: 1024,
  optionIdBytes: 128,
  taskIdBytes: 128,
  // Sending. To one member more than 30 a minute or 1000 an hour are dropped without a word.
  appPerSecond: 150,
  appPerMinute: 9_000,
  targetPerSecond: 5,
  targetPerMinute: 20,
  targetPerHour: 900,
}

export type Limits = Readonly<typeof LIMITS>

/** What the smart bot's cards hold; lengths that are only advised are kept. */
export const BOT_LIMITS: Limits = {
  ...LIMITS,
  // Markdown, 20 KB of it.
  textBytes: 20_000,
  title: 26,
  subtitle: 30,
  body: 112,
  source: 13,
  fieldValue: 26,
  selectTitle: 13,
  optionText: 10,
  voteText: 11,
}

const upTo = (max: number) => z.string().min(1).max(max)
const bytes = (max: number) =>
  z
    .string()
    .min(1)
    .refine((text) => Buffer.byteLength(text) <= max, `more than ${max} bytes`)
const unique = <T>(key: (item: T) => string) =>
  [
    (items: readonly T[]) => new Set(items.map(key)).size === items.length,
    'the same twice',
  ] as const

function schemasFor(limits: Limits) {
  const option = (text: number) =>
    z.strictObject({ id: bytes(limits.optionIdBytes), text: upTo(text) })
  const options = (text: number, max: number) =>
    z
      .array(option(text))
      .min(1)
      .max(max)
      .refine(...unique<{ id: string }>(({ id }) => id))
  const select = z
    .strictObject({
      question_key: bytes(limits.keyBytes),
      title: upTo(limits.selectTitle),
      selected_id: z.string().optional(),
      option_list: options(limits.optionText, limits.options),
    })
    .refine(
      ({ selected_id, option_list }) =>
        selected_id === undefined || option_list.some(({ id }) => id === selected_id),
      'selects what is no option',
    )
  const key = bytes(limits.keyBytes)
  const shared = {
    source: z
      .strictObject({ desc: upTo(limits.source), desc_color: z.number().min(0).max(3) })
      .optional(),
    main_title: z.strictObject({
      title: upTo(limits.title),
      desc: upTo(limits.subtitle).optional(),
    }),
  }
  const submit = z.strictObject({ text: upTo(limits.buttonText), key })
  const card = z.discriminatedUnion('card_type', [
    z.strictObject({
      card_type: z.literal('button_interaction'),
      ...shared,
      sub_title_text: upTo(limits.body).optional(),
      horizontal_content_list: z
        .array(z.strictObject({ keyname: upTo(limits.fieldLabel), value: upTo(limits.fieldValue) }))
        .max(limits.fields)
        .optional(),
      button_selection: select.optional(),
      button_list: z
        .array(
          z.strictObject({ text: upTo(limits.buttonText), style: z.number().min(1).max(4), key }),
        )
        .min(1)
        .max(limits.buttons)
        .refine(...unique<{ key: string }>((button) => button.key)),
      action_menu: z
        .strictObject({
          desc: z.string(),
          action_list: z
            .array(z.strictObject({ text: upTo(limits.buttonText), key }))
            .min(1)
            .max(limits.menuItems),
        })
        .optional(),
      replace_text: upTo(limits.buttonText).optional(),
    }),
    z.strictObject({
      card_type: z.literal('vote_interaction'),
      ...shared,
      checkbox: z.strictObject({
        question_key: key,
        mode: z.literal(0),
        option_list: options(limits.voteText, limits.votes),
      }),
      submit_button: submit,
    }),
    z.strictObject({
      card_type: z.literal('multiple_interaction'),
      ...shared,
      select_list: z
        .array(select)
        .min(1)
        .max(limits.selects)
        .refine(...unique<{ question_key: string }>((one) => one.question_key)),
      submit_button: submit,
    }),
  ])
  const texts = z.array(bytes(limits.textBytes))
  const payload = z.strictObject({
    card,
    beside: texts,
    alone: texts.min(1).optional(),
    isUnderWay: z.literal(true).optional(),
    line: bytes(limits.textBytes),
  })
  return { card, payload }
}

const app = schemasFor(LIMITS)
const bot = schemasFor(BOT_LIMITS)

/** What WeCom would not take in a payload, one line each. */
export function checkPayload(json: string, to: 'user' | 'chat' = 'user'): string[] {
  const { payload } = to === 'chat' ? bot : app
  const { error } = payload.safeParse(JSON.parse(json) satisfies Payload)
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

/** What WeCom would not take in a card that is sent. */
export function checkSentCard({ task_id, ...rest }: TemplateCard & { task_id: string }): string[] {
  const { error } = app.card.safeParse(rest)
  return [
    ...(taskIdForm.test(task_id) ? [] : ['task_id']),
    ...(error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
  ]
}

/** The five template cards as the platform takes them. */
import * as z from 'zod'
import {
  button,
  type CardUse,
  cardAction,
  checkbox,
  described,
  images,
  jumpList,
  selection,
  shared,
  submitButton,
} from './parts.ts'

export const cardKinds = [
  'text_notice',
  'news_notice',
  'button_interaction',
  'vote_interaction',
  'multiple_interaction',
] as const

export type CardKind = (typeof cardKinds)[number]

const mustLead = cardAction.refine(({ type }) => type !== 0, 'must lead somewhere: type is 1 or 2')

const kinds = (use: CardUse): Readonly<Record<CardKind, z.ZodType>> => ({
  text_notice: z
    .strictObject({
      card_type: z.literal('text_notice'),
      ...shared(use),
      ...described(use),
      ...jumpList(use),
      emphasis_content: z
        .strictObject({ title: z.string().optional(), desc: z.string().optional() })
        .optional(),
      card_action: mustLead,
    })
    .refine(
      (card) => Boolean(card.main_title?.title || card.sub_title_text),
      'main_title.title and sub_title_text are both missing',
    ),
  news_notice: z
    .strictObject({
      card_type: z.literal('news_notice'),
      ...shared(use),
      ...described(use),
      ...jumpList(use),
      ...images,
      card_action: mustLead,
    })
    .omit({ sub_title_text: true })
    .refine(
      (card) => Boolean(card.card_image || card.image_text_area),
      'card_image and image_text_area are both missing',
    ),
  button_interaction: z.strictObject({
    card_type: z.literal('button_interaction'),
    ...shared(use),
    ...described(use),
    button_selection: selection(use).optional(),
    button_list: z.array(button(use)),
  }),
  vote_interaction: z.strictObject({
    card_type: z.literal('vote_interaction'),
    ...shared(use),
    checkbox: checkbox(use),
    submit_button: submitButton,
  }),
  multiple_interaction: z.strictObject({
    card_type: z.literal('multiple_interaction'),
    ...shared(use),
    select_list: z.array(selection(use)).min(1).max(3),
    submit_button: submitButton,
  }),
})

const built = new Map<string, Readonly<Record<CardKind, z.ZodType>>>()

export function cardShape(kind: CardKind, use: CardUse): z.ZodType {
  const key = `${use.channel}/${use.form}`
  const shapes = built.get(key) ?? kinds(use)
  built.set(key, shapes)
  return shapes[kind]
}

/** The five template cards as the platform takes them. */
import * as z from 'zod'
import {
  button,
  type CardForm,
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

const kinds = (form: CardForm): Readonly<Record<CardKind, z.ZodType>> => ({
  text_notice: z
    .strictObject({
      card_type: z.literal('text_notice'),
      ...shared(form),
      ...described,
      ...jumpList,
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
      ...shared(form),
      ...described,
      ...jumpList,
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
    ...shared(form),
    ...described,
    button_selection: selection(form).optional(),
    button_list: z.array(button),
  }),
  vote_interaction: z.strictObject({
    card_type: z.literal('vote_interaction'),
    ...shared(form),
    checkbox: checkbox(form),
    submit_button: submitButton,
  }),
  multiple_interaction: z.strictObject({
    card_type: z.literal('multiple_interaction'),
    ...shared(form),
    select_list: z.array(selection(form)).min(1).max(3),
    submit_button: submitButton,
  }),
})

const shapes = { send: kinds('send'), update: kinds('update'), answer: kinds('answer') }

export const cardShape = (kind: CardKind, form: CardForm): z.ZodType => shapes[form][kind]

/** Components that are tapped or filled in: which properties each may have, and which it must. */
import * as z from 'zod'
import {
  behaviors,
  confirm,
  icon,
  longestText,
  padding,
  pixels,
  placed,
  plainText,
  shortText,
  text,
  tips,
  urls,
} from './shapes.ts'

const field = {
  ...placed,
  name: z.string().optional(),
  required: z.boolean().optional(),
  disabled: z.boolean().optional(),
  behaviors: behaviors.optional(),
  confirm: confirm.optional(),
  value: z.record(z.string(), z.unknown()).optional(),
}

const fieldWidth = z.union([z.enum(['default', 'fill']), pixels]).optional()
const placeholder = shortText(longestText.placeholder).optional()
const selectType = z.enum(['default', 'text']).optional()

const option = z.strictObject({
  text: plainText,
  value: z.string(),
  icon: icon.optional(),
})

const personOption = z.strictObject({ value: z.string() })

export const interactives = [
  z.strictObject({
    tag: z.literal('button'),
    ...placed,
    ...tips,
    name: z.string().optional(),
    type: z
      .enum([
        'default',
        'primary',
        'danger',
        'text',
        'primary_text',
        'danger_text',
        'primary_filled',
        'danger_filled',
        'laser',
      ])
      .optional(),
    size: z.enum(['tiny', 'small', 'medium', 'large']).optional(),
    width: fieldWidth,
    text: shortText(longestText.button).optional(),
    icon: icon.optional(),
    disabled: z.boolean().optional(),
    behaviors: behaviors.optional(),
    confirm: confirm.optional(),
    form_action_type: z.enum(['submit', 'reset']).optional(),
  }),
  z.strictObject({
    tag: z.literal('input'),
    ...field,
    disabled_tips: plainText.optional(),
    placeholder,
    default_value: z.string().max(longestText.fieldValue).optional(),
    width: fieldWidth,
    max_length: z.int().min(1).max(longestText.fieldValue).optional(),
    input_type: z.enum(['text', 'multiline_text', 'password']).optional(),
    show_icon: z.boolean().optional(),
    rows: z.int().min(1).optional(),
    auto_resize: z.boolean().optional(),
    max_rows: z.int().min(1).optional(),
    label: plainText.optional(),
    label_position: z.enum(['top', 'left']).optional(),
  }),
  z.strictObject({
    tag: z.literal('select_static'),
    ...field,
    type: selectType,
    placeholder,
    width: fieldWidth,
    initial_option: z.string().optional(),
    initial_index: z.int().min(0).optional(),
    options: z.array(option),
  }),
  z.strictObject({
    tag: z.literal('multi_select_static'),
    ...field,
    type: selectType,
    placeholder,
    width: fieldWidth,
    selected_values: z.array(z.string()).optional(),
    options: z.array(option),
  }),
  z.strictObject({
    tag: z.literal('select_person'),
    ...field,
    type: selectType,
    placeholder,
    width: fieldWidth,
    initial_option: z.string().optional(),
    options: z.array(personOption).optional(),
  }),
  z.strictObject({
    tag: z.literal('multi_select_person'),
    ...field,
    type: selectType,
    placeholder,
    width: fieldWidth,
    selected_values: z.array(z.string()).optional(),
    options: z.array(personOption).optional(),
  }),
  z.strictObject({
    tag: z.literal('date_picker'),
    ...field,
    placeholder,
    width: fieldWidth,
    initial_date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .optional(),
  }),
  z.strictObject({
    tag: z.literal('picker_time'),
    ...field,
    placeholder,
    width: fieldWidth,
    initial_time: z
      .string()
      .regex(/^\d{2}:\d{2}$/)
      .optional(),
  }),
  z.strictObject({
    tag: z.literal('picker_datetime'),
    ...field,
    placeholder,
    width: fieldWidth,
    initial_datetime: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)
      .optional(),
  }),
  z.strictObject({
    tag: z.literal('overflow'),
    ...placed,
    width: fieldWidth,
    options: z
      .array(
        z.strictObject({
          text: plainText,
          value: z.string().optional(),
          multi_url: z.strictObject({ url: z.string(), ...urls }).optional(),
        }),
      )
      .min(1),
    behaviors: behaviors.optional(),
    confirm: confirm.optional(),
    value: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({
    tag: z.literal('checker'),
    ...field,
    ...tips,
    checked: z.boolean().optional(),
    text: text.optional(),
    overall_checkable: z.boolean().optional(),
    button_area: z.unknown().optional(),
    checked_style: z
      .strictObject({
        show_strikethrough: z.boolean().optional(),
        opacity: z.number().min(0).max(1).optional(),
      })
      .optional(),
    padding: padding.optional(),
  }),
] as const

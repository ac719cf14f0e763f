/** Pieces that several components of card JSON 2.0 share. */
import * as z from 'zod'

const sides = (unit: string) => new RegExp(`^(${unit})( (${unit})){0,3}$`)
const margin = z.string().regex(sides('-?\\d{1,2}px|0'))
export const padding = z.string().regex(sides('\\d{1,2}px|0'))
export const spacing = z.union([
  z.enum(['small', 'medium', 'large', 'extra_large', 'default', '']),
  z.string().regex(/^\d{1,2}px$/),
])
export const pixels = z.string().regex(/^\d{1,4}px$/)
export const color = z.string()
export const elementId = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,19}$/)
export const textAlign = z.enum(['left', 'center', 'right'])
export const horizontalAlign = z.enum(['left', 'center', 'right'])
export const verticalAlign = z.enum(['top', 'center', 'bottom'])
export const i18n = z.record(z.string(), z.string())

/** The platform rejects longer ones of these. */
export const longestText = { button: 100, placeholder: 100, fieldValue: 1000 } as const

export const placed = { element_id: elementId.optional(), margin: margin.optional() }

const textLook = {
  text_size: z.string().optional(),
  text_color: color.optional(),
  text_align: textAlign.optional(),
  lines: z.int().min(1).optional(),
}

export const plainText = z.strictObject({
  tag: z.literal('plain_text'),
  element_id: elementId.optional(),
  content: z.string(),
  i18n_content: i18n.optional(),
  ...textLook,
})

export const larkText = z.strictObject({
  tag: z.literal('lark_md'),
  element_id: elementId.optional(),
  content: z.string(),
  i18n_content: i18n.optional(),
  ...textLook,
})

export const shortText = (length: number) =>
  plainText.extend({ content: z.string().max(length, `longer than ${length}`) })

export const text = z.discriminatedUnion('tag', [plainText, larkText])

export const icon = z.discriminatedUnion('tag', [
  z.strictObject({
    tag: z.literal('standard_icon'),
    token: z.string().min(1),
    color: color.optional(),
    size: z.string().optional(),
  }),
  z.strictObject({
    tag: z.literal('custom_icon'),
    img_key: z.string().min(1),
    size: z.string().optional(),
  }),
])

export const urls = {
  pc_url: z.string().optional(),
  ios_url: z.string().optional(),
  android_url: z.string().optional(),
}

export const behaviors = z.array(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('open_url'), default_url: z.string(), ...urls }),
    z.strictObject({
      type: z.literal('callback'),
      value: z.union([z.record(z.string(), z.unknown()), z.string()]),
    }),
  ]),
)

export const confirm = z.strictObject({ title: plainText, text: plainText })

export const tips = { disabled_tips: plainText.optional(), hover_tips: plainText.optional() }

export const flow = {
  direction: z.enum(['vertical', 'horizontal']).optional(),
  horizontal_spacing: spacing.optional(),
  vertical_spacing: spacing.optional(),
  horizontal_align: horizontalAlign.optional(),
  vertical_align: verticalAlign.optional(),
  padding: padding.optional(),
}

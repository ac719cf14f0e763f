/** Components that show something: which properties each may have, and which it must. */
import * as z from 'zod'
import {
  horizontalAlign,
  i18n,
  icon,
  pixels,
  placed,
  plainText,
  text,
  textAlign,
  verticalAlign,
} from './shapes.ts'

const columnOfTable = z.strictObject({
  name: z.string().min(1),
  display_name: z.string().optional(),
  width: z.union([z.literal('auto'), pixels, z.string().regex(/^\d{1,3}%$/)]).optional(),
  vertical_align: verticalAlign.optional(),
  horizontal_align: horizontalAlign.optional(),
  data_type: z.enum(['text', 'lark_md', 'markdown', 'options', 'number', 'persons', 'date']),
  format: z
    .strictObject({
      symbol: z.string().optional(),
      precision: z.int().min(0).max(10).optional(),
      separator: z.boolean().optional(),
    })
    .optional(),
  date_format: z.string().optional(),
})

export const markdown = z.strictObject({
  tag: z.literal('markdown'),
  ...placed,
  content: z.string(),
  i18n_content: i18n.optional(),
  text_align: textAlign.optional(),
  text_size: z.string().optional(),
  icon: icon.optional(),
})

export const displays = [
  markdown,
  z.strictObject({
    tag: z.literal('div'),
    ...placed,
    text: text.optional(),
    icon: icon.optional(),
    width: z.union([z.enum(['fill', 'auto']), pixels]).optional(),
  }),
  z.strictObject({ tag: z.literal('hr'), ...placed }),
  z.strictObject({
    tag: z.literal('img'),
    ...placed,
    img_key: z.string().min(1),
    alt: plainText,
    title: text.optional(),
    corner_radius: z.string().optional(),
    scale_type: z.enum(['crop_center', 'crop_top', 'fit_horizontal']).optional(),
    size: z.string().optional(),
    transparent: z.boolean().optional(),
    preview: z.boolean().optional(),
    mode: z.string().optional(),
    custom_width: pixels.optional(),
    compact_width: z.boolean().optional(),
  }),
  z.strictObject({
    tag: z.literal('img_combination'),
    ...placed,
    combination_mode: z.enum(['double', 'triple', 'bisect', 'trisect']),
    combination_transparent: z.boolean().optional(),
    corner_radius: pixels.optional(),
    img_list: z.array(z.strictObject({ img_key: z.string().min(1) })).min(1),
  }),
  z.strictObject({
    tag: z.literal('person'),
    ...placed,
    user_id: z.string().min(1),
    size: z.enum(['extra_small', 'small', 'medium', 'large']).optional(),
    show_avatar: z.boolean().optional(),
    show_name: z.boolean().optional(),
    style: z.enum(['normal', 'capsule']).optional(),
  }),
  z.strictObject({
    tag: z.literal('person_list'),
    ...placed,
    persons: z.array(z.strictObject({ id: z.string().min(1) })).min(1),
    drop_invalid_user_id: z.boolean().optional(),
    lines: z.int().min(1).optional(),
    show_avatar: z.boolean().optional(),
    show_name: z.boolean().optional(),
    size: z.enum(['extra_small', 'small', 'medium', 'large']).optional(),
    icon: icon.optional(),
    ud_icon: z.unknown().optional(),
  }),
  z.strictObject({
    tag: z.literal('chart'),
    ...placed,
    chart_spec: z.record(z.string(), z.unknown()),
    aspect_ratio: z.enum(['1:1', '2:1', '4:3', '16:9']).optional(),
    color_theme: z.enum(['brand', 'rainbow', 'complementary', 'converse', 'primary']).optional(),
    preview: z.boolean().optional(),
    height: z.union([z.literal('auto'), pixels]).optional(),
  }),
  z.strictObject({
    tag: z.literal('table'),
    ...placed,
    page_size: z.int().min(1).max(10).optional(),
    row_height: z.union([z.enum(['low', 'middle', 'high', 'auto']), pixels]).optional(),
    row_max_height: pixels.optional(),
    freeze_first_column: z.boolean().optional(),
    header_style: z
      .strictObject({
        text_align: textAlign.optional(),
        text_size: z.enum(['normal', 'heading']).optional(),
        background_style: z.enum(['none', 'grey']).optional(),
        text_color: z.enum(['default', 'grey']).optional(),
        bold: z.boolean().optional(),
        lines: z.int().min(1).optional(),
      })
      .optional(),
    columns: z.array(columnOfTable).min(1),
    rows: z.array(z.record(z.string(), z.unknown())),
  }),
] as const

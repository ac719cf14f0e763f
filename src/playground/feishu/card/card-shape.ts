/**
 * Card JSON 2.0 as data: which properties each component may have. Unknown ones are refused, as the
 * platform refuses them since 2.0. From the component pages under
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-components/component-json-v2-overview.
 */
import * as z from 'zod'
import { displays, markdown } from './displays.ts'
import { interactives } from './fields.ts'
import {
  behaviors,
  color,
  confirm,
  elementId,
  flow,
  horizontalAlign,
  i18n,
  icon,
  larkText,
  padding,
  pixels,
  placed,
  plainText,
  spacing,
  text,
  tips,
  urls,
  verticalAlign,
} from './shapes.ts'

const elements = z.array(z.lazy((): z.ZodType => component))

const border = z.strictObject({ color: color.optional(), corner_radius: pixels.optional() })

const column = z.strictObject({
  tag: z.literal('column'),
  ...placed,
  ...flow,
  background_style: color.optional(),
  width: z.union([z.enum(['auto', 'weighted']), pixels]).optional(),
  weight: z.int().min(1).max(5).optional(),
  elements: elements.optional(),
  action: z.unknown().optional(),
})

const containers = [
  z.strictObject({
    tag: z.literal('form'),
    ...placed,
    ...flow,
    name: z.string().min(1),
    elements: elements.min(1),
  }),
  z.strictObject({
    tag: z.literal('column_set'),
    ...placed,
    flex_mode: z.enum(['none', 'stretch', 'flow', 'bisect', 'trisect']).optional(),
    horizontal_spacing: spacing.optional(),
    horizontal_align: horizontalAlign.optional(),
    background_style: color.optional(),
    columns: z.array(column).min(1),
    action: z.unknown().optional(),
  }),
  z.strictObject({
    tag: z.literal('collapsible_panel'),
    ...placed,
    ...flow,
    expanded: z.boolean().optional(),
    background_color: color.optional(),
    header: z.strictObject({
      title: z.discriminatedUnion('tag', [plainText, larkText, z.lazy(() => markdown)]),
      background_color: color.optional(),
      width: z.union([z.enum(['fill', 'auto', 'auto_when_fold']), pixels]).optional(),
      vertical_align: verticalAlign.optional(),
      padding: padding.optional(),
      position: z.string().optional(),
      icon: icon.optional(),
      icon_position: z.enum(['left', 'right', 'follow_text']).optional(),
      icon_expanded_angle: z
        .union([z.literal(-180), z.literal(-90), z.literal(90), z.literal(180)])
        .optional(),
    }),
    border: border.optional(),
    elements: elements,
  }),
  z.strictObject({
    tag: z.literal('interactive_container'),
    ...placed,
    ...flow,
    ...tips,
    width: z.union([z.enum(['fill', 'auto']), pixels]).optional(),
    height: z.union([z.literal('auto'), pixels]).optional(),
    background_style: color.optional(),
    has_border: z.boolean().optional(),
    border_color: color.optional(),
    corner_radius: pixels.optional(),
    behaviors: behaviors,
    disabled: z.boolean().optional(),
    confirm: confirm.optional(),
    elements: elements,
  }),
] as const

/** Every component that may stand in an `elements` array. */
const component: z.ZodType = z.discriminatedUnion('tag', [
  ...containers,
  ...displays,
  ...interactives,
])

const headerColors = [
  'blue',
  'wathet',
  'turquoise',
  'green',
  'yellow',
  'orange',
  'red',
  'carmine',
  'violet',
  'purple',
  'indigo',
  'grey',
  'default',
] as const

const tagColors = [
  'neutral',
  'blue',
  'turquoise',
  'lime',
  'orange',
  'violet',
  'indigo',
  'wathet',
  'green',
  'yellow',
  'red',
  'purple',
  'carmine',
] as const

const textTag = z.strictObject({
  tag: z.literal('text_tag'),
  element_id: elementId.optional(),
  text: plainText,
  color: z.enum(tagColors).optional(),
})

export const card = z.strictObject({
  schema: z.literal('2.0'),
  config: z
    .strictObject({
      update_multi: z.literal(true).optional(),
      enable_forward: z.boolean().optional(),
      enable_forward_interaction: z.boolean().optional(),
      width_mode: z.enum(['default', 'compact', 'fill']).optional(),
      use_custom_translation: z.boolean().optional(),
      summary: z
        .strictObject({ content: z.string().optional(), i18n_content: i18n.optional() })
        .optional(),
      locales: z.array(z.string()).optional(),
      style: z
        .strictObject({
          text_size: z
            .record(
              z.string(),
              z.strictObject({
                default: z.string().optional(),
                pc: z.string().optional(),
                mobile: z.string().optional(),
              }),
            )
            .optional(),
          color: z
            .record(z.string(), z.strictObject({ light_mode: z.string(), dark_mode: z.string() }))
            .optional(),
        })
        .optional(),
      streaming_mode: z.boolean().optional(),
      streaming_config: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
  card_link: z.strictObject({ url: z.string().optional(), ...urls }).optional(),
  header: z
    .strictObject({
      title: text,
      subtitle: text.optional(),
      template: z.enum(headerColors).optional(),
      padding: padding.optional(),
      icon: icon.optional(),
      text_tag_list: z.array(textTag).max(3, 'more than 3').optional(),
      i18n_text_tag_list: z.record(z.string(), z.array(textTag).max(3)).optional(),
    })
    .optional(),
  body: z.strictObject({ ...flow, elements: z.array(component).optional() }).optional(),
})

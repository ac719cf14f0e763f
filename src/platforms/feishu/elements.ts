/**
 * The elements of card JSON 2.0 that we use, with the properties that we use. 2.0 refuses a card
 * with a property it does not know, so literals are typed, never loose.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-structure
 */
import type { ActionValue, Tone } from '../../../cards/kit/card.ts'

export type Color = 'default' | 'grey' | 'blue' | 'orange' | 'green' | 'red'

export type PlainText = {
  readonly tag: 'plain_text'
  readonly content: string
  readonly text_size?: string
  readonly text_color?: Color
  readonly text_align?: 'left' | 'center' | 'right'
}

type Callback = { readonly type: 'callback'; readonly value: ActionValue }

export type ButtonElement = {
  readonly tag: 'button'
  readonly text: PlainText
  readonly type: 'default' | 'primary_filled' | 'danger'
  readonly behaviors: readonly Callback[]
  readonly name?: string
  readonly form_action_type?: 'submit'
}

export type ColumnElement = {
  readonly tag: 'column'
  readonly width: string
  readonly weight?: number
  readonly vertical_align?: 'top' | 'center'
  readonly vertical_spacing?: string
  readonly padding?: string
  readonly background_style?: string
  readonly elements: readonly CardElement[]
}

type FieldShell = { readonly name: string; readonly required?: boolean; readonly width: 'fill' }

export type FieldElement =
  | (FieldShell & {
      readonly tag: 'input'
      readonly label: PlainText
      readonly label_position: 'top'
      readonly placeholder?: PlainText
      readonly default_value?: string
      readonly max_length: number
      readonly input_type?: 'multiline_text'
      readonly rows?: number
    })
  | (FieldShell & {
      readonly tag: 'select_static'
      readonly placeholder: PlainText
      readonly initial_option?: string
      readonly options: readonly { readonly text: PlainText; readonly value: string }[]
    })
  | (FieldShell & {
      readonly tag: 'date_picker'
      readonly placeholder: PlainText
      readonly initial_date?: string
    })
  /** Without behaviours of its own: it is sent with its form. */
  | {
      readonly tag: 'checker'
      readonly name: string
      readonly checked: boolean
      readonly text: PlainText
    }

export type TableElement = {
  readonly tag: 'table'
  readonly page_size: number
  readonly row_height: 'low'
  readonly header_style: { readonly bold: true; readonly background_style: 'grey' }
  readonly columns: readonly {
    readonly name: string
    readonly display_name: string
    readonly data_type: 'text'
    readonly width: 'auto'
    readonly horizontal_align: 'left' | 'right'
  }[]
  readonly rows: readonly Readonly<Record<string, string>>[]
}

export type CardElement =
  | { readonly tag: 'div'; readonly text: PlainText }
  | { readonly tag: 'markdown'; readonly content: string; readonly text_size?: string }
  | { readonly tag: 'hr' }
  | {
      readonly tag: 'column_set'
      readonly flex_mode: 'none' | 'flow'
      readonly horizontal_spacing: string
      readonly background_style?: string
      readonly columns: readonly ColumnElement[]
    }
  | {
      readonly tag: 'interactive_container'
      readonly width: 'fill'
      readonly has_border: true
      readonly border_color: string
      readonly corner_radius: string
      readonly padding: string
      readonly vertical_spacing: string
      readonly behaviors: readonly Callback[]
      readonly elements: readonly CardElement[]
    }
  | {
      readonly tag: 'collapsible_panel'
      readonly expanded: false
      readonly header: {
        readonly title: PlainText
        readonly icon: {
          readonly tag: 'standard_icon'
          readonly token: string
          readonly size: string
        }
        readonly icon_position: 'right'
        readonly icon_expanded_angle: -180
      }
      readonly border: { readonly color: 'grey-200'; readonly corner_radius: string }
      readonly vertical_spacing: string
      readonly padding: string
      readonly elements: readonly CardElement[]
    }
  | {
      readonly tag: 'form'
      readonly name: string
      readonly elements: readonly CardElement[]
    }
  | TableElement
  | FieldElement
  | ButtonElement

export type FeishuCard = {
  readonly schema: '2.0'
  readonly config: {
    /** The card can only be updated when this stood in it from the beginning. */
    readonly update_multi: true
    readonly enable_forward: boolean
    readonly summary: { readonly content: string }
  }
  readonly header: {
    readonly title: PlainText
    readonly subtitle?: PlainText
    readonly template: string
    readonly text_tag_list?: readonly {
      readonly tag: 'text_tag'
      readonly text: PlainText
      readonly color: string
    }[]
  }
  readonly body: {
    readonly direction: 'vertical'
    readonly padding: string
    readonly vertical_spacing: string
    readonly elements: readonly CardElement[]
  }
}

/** Text colours, header templates and tag colours by tone. */
export const palette: Readonly<
  Record<Tone, { readonly text: Color; readonly header: string; readonly shade: string }>
> = {
  neutral: { text: 'default', header: 'grey', shade: 'grey-50' },
  info: { text: 'blue', header: 'blue', shade: 'blue-50' },
  attention: { text: 'orange', header: 'orange', shade: 'orange-50' },
  done: { text: 'green', header: 'green', shade: 'green-50' },
  danger: { text: 'red', header: 'red', shade: 'red-50' },
}

export function tagColor(tone: Tone): string {
  return tone === 'neutral' ? 'neutral' : palette[tone].text
}

export function plain(content: string, style: Omit<PlainText, 'tag' | 'content'> = {}): PlainText {
  return { tag: 'plain_text', content, ...style }
}

/** A line in plain text: nothing in it is parsed. */
export function div(content: string, style: Omit<PlainText, 'tag' | 'content'> = {}): CardElement {
  return { tag: 'div', text: plain(content, style) }
}

export function small(content: string): CardElement {
  return div(content, { text_size: 'notation', text_color: 'grey' })
}

export function column(
  elements: readonly CardElement[],
  style: Omit<ColumnElement, 'tag' | 'elements' | 'width'> & { readonly width?: string } = {},
): ColumnElement {
  const { width = 'weighted', ...rest } = style
  return {
    tag: 'column',
    width,
    ...(width === 'weighted' ? { weight: 1 } : {}),
    ...rest,
    elements,
  }
}

export function row(
  columns: readonly ColumnElement[],
  flex: 'none' | 'flow' = 'none',
): CardElement {
  return { tag: 'column_set', flex_mode: flex, horizontal_spacing: '8px', columns }
}

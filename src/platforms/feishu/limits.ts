/**
 * What Feishu allows, and a check of a rendered card against it.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-structure
 */

export const LIMITS = {
  /** Of the whole request, in which the card stands as a JSON string. */
  requestBytes: 30 * 1024,
  elements: 200,
  /** Containers inside containers. */
  nesting: 5,
  tables: 5,
  tableColumns: 50,
  tablePage: 10,
  tags: 3,
  titleCharacters: 100,
  subtitleCharacters: 100,
  tagCharacters: 20,
  summaryCharacters: 100,
  buttonCharacters: 100,
  placeholderCharacters: 100,
  inputCharacters: 1000,
  elementIdCharacters: 20,
  // Sending: a little below the documented 50/s, 1000/min and 5/s, since the network bunches up.
  appPerSecond: 48,
  appPerMinute: 960,
  targetPerSecond: 4,
} as const

/** Beside the card, a send carries the receiver, the type and the `uuid`. */
const envelopeBytes = 256

/** Bytes of the request that carries this card as its `content`. */
export function requestBytes(cardJson: string): number {
  return Buffer.byteLength(JSON.stringify(cardJson)) + envelopeBytes
}

type Node = Readonly<Record<string, unknown>>

const text = ['tag', 'content', 'text_size', 'text_color', 'text_align', 'lines', 'element_id']
const field = [
  'tag',
  'name',
  'required',
  'width',
  'placeholder',
  'disabled',
  'element_id',
  'margin',
]
const box = ['direction', 'padding', 'margin', 'element_id', 'elements'].concat(
  ['horizontal', 'vertical'].flatMap((axis) => [`${axis}_spacing`, `${axis}_align`]),
)

/** Properties by tag: 2.0 refuses the card for any other. */
const known: Readonly<Record<string, readonly string[]>> = {
  plain_text: text,
  div: ['tag', 'text', 'icon', 'width', 'margin', 'element_id'],
  markdown: ['tag', 'content', 'text_align', 'text_size', 'icon', 'margin', 'element_id'],
  hr: ['tag', 'margin', 'element_id'],
  column_set: [
    ...['tag', 'flex_mode', 'background_style', 'columns', 'margin', 'element_id'],
    ...['horizontal_spacing', 'horizontal_align'],
  ],
  column: ['tag', 'width', 'weight', 'background_style', ...box],
  interactive_container: [
    ...['tag', 'width', 'height', 'background_style', 'has_border', 'border_color'],
    ...['corner_radius', 'behaviors', 'disabled', 'confirm', 'hover_tips', ...box],
  ],
  collapsible_panel: ['tag', 'expanded', 'header', 'border', 'background_color', ...box],
  form: ['tag', 'name', ...box],
  table: [
    ...['tag', 'page_size', 'row_height', 'header_style', 'freeze_first_column', 'columns'],
    ...['rows', 'row_max_height', 'margin', 'element_id'],
  ],
  button: [
    ...['tag', 'text', 'type', 'size', 'width', 'behaviors', 'name', 'form_action_type'],
    ...['confirm', 'disabled', 'disabled_tips', 'hover_tips', 'icon', 'margin', 'element_id'],
  ],
  input: [
    ...['default_value', 'max_length', 'input_type', 'rows', 'label', 'label_position'],
    ...field,
  ],
  select_static: ['initial_option', 'initial_index', 'options', 'type', ...field],
  date_picker: ['initial_date', ...field],
  checker: ['tag', 'name', 'text', 'checked', 'margin', 'element_id'],
  text_tag: ['tag', 'text', 'color', 'element_id'],
  standard_icon: ['tag', 'token', 'color', 'size'],
}

const containers = ['column_set', 'form', 'collapsible_panel', 'interactive_container']
const interactive = ['button', 'input', 'select_static', 'date_picker', 'checker']

/** What Feishu would refuse in this card, in words; empty when it would take it. */
export function checkFeishuCard(json: string): string[] {
  const bytes = requestBytes(json)
  const problems = bytes > LIMITS.requestBytes ? [`${bytes} bytes is too large`] : []
  const card = JSON.parse(json) as Node
  if (card.schema !== '2.0') problems.push('schema is not 2.0')
  if ((card.config as Node | undefined)?.update_multi !== true) problems.push('no update_multi')
  const visit = createVisit(problems)
  visit.node((card.header ?? {}) as Node, { depth: 0, path: 'header', inForm: false })
  visit.list((card.body as Node | undefined)?.elements, { depth: 0, path: 'body', inForm: false })
  return [...problems, ...visit.totals()]
}

type Place = { readonly depth: number; readonly path: string; readonly inForm: boolean }

function createVisit(problems: string[]) {
  const names = new Set<string>()
  const ids = new Set<string>()
  let elements = 0
  let tables = 0

  const unique = (set: Set<string>, value: string, what: string) => {
    if (set.has(value)) problems.push(`${what} ${value} twice`)
    set.add(value)
  }

  const list = (value: unknown, place: Place) => {
    if (!Array.isArray(value)) return
    value.forEach((item: unknown, i) => {
      if (item === null || typeof item !== 'object') return
      node(item as Node, { ...place, path: `${place.path}.${i}` })
    })
  }

  const inside = (tag: string, place: Place): Place => ({
    depth: place.depth + (containers.includes(tag) ? 1 : 0),
    path: `${place.path}:${tag}`,
    inForm: place.inForm || tag === 'form',
  })

  const node = (element: Node, place: Place) => {
    const tag = typeof element.tag === 'string' ? element.tag : undefined
    if (tag) {
      elements += tag === 'text_tag' || tag === 'standard_icon' ? 0 : 1
      if (tag === 'table') tables += 1
      problems.push(...checkElement(element, tag, place))
      if (typeof element.element_id === 'string') unique(ids, element.element_id, 'element id')
      if (typeof element.name === 'string') unique(names, element.name, 'name')
    }
    const next = tag ? inside(tag, place) : place
    for (const [property, value] of Object.entries(element)) {
      // A table's rows and what a tap carries are data, not elements.
      if (property === 'rows' || property === 'value' || property === 'behaviors') continue
      if (Array.isArray(value)) list(value, next)
      else if (value !== null && typeof value === 'object') node(value as Node, next)
    }
  }

  const totals = () => [
    ...(elements > LIMITS.elements ? [`${elements} elements are too many`] : []),
    ...(tables > LIMITS.tables ? [`${tables} tables are too many`] : []),
  ]
  return { node, list, totals }
}

function checkElement(element: Node, tag: string, place: Place): string[] {
  const properties = known[tag]
  if (!properties) return [`${place.path}: ${tag} is no element of 2.0`]
  const unknown = Object.keys(element).filter((name) => !properties.includes(name))
  const atRoot = /^body\.\d+$/.test(place.path)
  const found = [
    ...unknown.map((name) => `${tag} has no property ${name}`),
    ...((tag === 'form' || tag === 'table') && !atRoot ? [`${tag} is not at the root`] : []),
    ...(containers.includes(tag) && place.depth >= LIMITS.nesting ? ['nested too deeply'] : []),
    ...(place.inForm && interactive.includes(tag) && !element.name ? [`${tag} has no name`] : []),
    ...(tag === 'table' ? checkTable(element) : []),
    ...(tag === 'form' ? checkForm(element) : []),
    ...(tag === 'select_static' ? checkOptions(element) : []),
    ...(tag === 'markdown' ? checkMarkdown(String(element.content)) : []),
    ...(tag === 'plain_text' && element.content === '' ? ['empty text'] : []),
  ]
  return found.map((problem) => `${place.path}: ${problem}`)
}

function checkTable(table: Node): string[] {
  const columns = table.columns as readonly Node[]
  const rows = table.rows as readonly Node[]
  const declared = new Set(columns.map((column) => column.name))
  return [
    ...(columns.length === 0 || columns.length > LIMITS.tableColumns ? ['columns'] : []),
    ...(declared.size < columns.length ? ['a column twice'] : []),
    ...(Number(table.page_size) < 1 || Number(table.page_size) > LIMITS.tablePage ? ['page'] : []),
    ...(rows.some((cells) => Object.keys(cells).some((key) => !declared.has(key)))
      ? ['a cell without its column']
      : []),
  ]
}

function checkForm(form: Node): string[] {
  const submits = JSON.stringify(form.elements).includes('"form_action_type":"submit"')
  return submits ? [] : ['nothing submits the form']
}

function checkOptions(select: Node): string[] {
  const values = (select.options as readonly Node[]).map((option) => option.value)
  return [
    ...(values.length === 0 ? ['no options'] : []),
    ...(new Set(values).size < values.length ? ['an option twice'] : []),
    ...(select.initial_option !== undefined && !values.includes(select.initial_option)
      ? ['the initial option is none of them']
      : []),
  ]
}

/** We write colours only; anything else in angle brackets came from somebody's text. */
function checkMarkdown(content: string): string[] {
  const tags = content.match(/<[^>]*>?/g) ?? []
  const strange = tags.filter((tag) => !/^(?:<font color='[a-z]+'>|<\/font>|<br>)$/.test(tag))
  return [
    ...strange.map((tag) => `markup ${tag}`),
    ...(/\]\(/.test(content) ? ['a link'] : []),
    ...(/<font[^>]*>(?:(?!<\/font>).)*<font/s.test(content) ? ['a colour within a colour'] : []),
    ...(content === '' ? ['empty text'] : []),
  ]
}

import { html } from '../html.js'
import { CardButton } from './button.js'
import { Chart } from './chart.js'
import { Checker } from './checker.js'
import { CollapsiblePanel } from './collapsible-panel.js'
import { ColumnSet } from './column-set.js'
import { DateField } from './date-field.js'
import { Divider, Image, ImageCombination, MarkdownElement } from './displays.js'
import { Div } from './div.js'
import { Form } from './form.js'
import { Input } from './input.js'
import { InteractiveContainer } from './interactive-container.js'
import { spaceOf } from './measures.js'
import { MultiSelect } from './multi-select.js'
import { Overflow } from './overflow.js'
import { Person, PersonList } from './person.js'
import { Select } from './select.js'
import { Table } from './table.js'

/** Every component that may stand in an `elements` array. */
export const COMPONENTS = {
  __proto__: null,
  button: CardButton,
  chart: Chart,
  checker: Checker,
  collapsible_panel: CollapsiblePanel,
  column_set: ColumnSet,
  date_picker: DateField,
  div: Div,
  form: Form,
  hr: Divider,
  img: Image,
  img_combination: ImageCombination,
  input: Input,
  interactive_container: InteractiveContainer,
  markdown: MarkdownElement,
  multi_select_person: MultiSelect,
  multi_select_static: MultiSelect,
  overflow: Overflow,
  person: Person,
  person_list: PersonList,
  picker_datetime: DateField,
  picker_time: DateField,
  select_person: Select,
  select_static: Select,
  table: Table,
}

/** Children of a container, each with its JSON pointer: that is what a tap names. */
export function Elements({ items, path }) {
  return (items ?? []).map(
    (element, index) => html`<${Element} element=${element} path=${`${path}/${index}`} />`,
  )
}

function Element({ element, path }) {
  const Component = COMPONENTS[element?.tag] ?? Unsupported
  const margin = spaceOf(element?.margin)
  const drawn = html`<${Component} element=${element} path=${path} />`
  return margin ? html`<div style=${{ margin }}>${drawn}</div>` : drawn
}

function Unsupported({ element }) {
  return html`<div class="unsupported" role="note">
    演练场还不会画 <code>${String(element?.tag)}</code>
  </div>`
}

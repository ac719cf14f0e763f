import { useRef, useState } from 'preact/hooks'
import { html } from '../html.js'
import { FormContext, useCard } from './card-context.js'
import { spaceOf } from './measures.js'

/** Keeps what was filled in until a submit button sends all of it. */
export function Form({ element, path }) {
  const { elements: Elements } = useCard()
  const [values, setValues] = useState({})
  const [round, setRound] = useState(0)
  const latest = useRef(values)
  latest.current = values
  const form = {
    read: (name) => values[name],
    write: (name, value) => setValues((before) => ({ ...before, [name]: value })),
    values: () => latest.current,
    reset: () => {
      setValues({})
      setRound(round + 1)
    },
  }
  return html`<${FormContext.Provider} value=${form}>
    <div
      key=${round}
      class="form"
      role="group"
      aria-label="表单"
      style=${{ gap: spaceOf(element.vertical_spacing), padding: spaceOf(element.padding) }}
    >
      <${Elements} items=${element.elements} path=${`${path}/elements`} />
    </div>
  <//>`
}

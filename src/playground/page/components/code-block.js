import { useState } from 'preact/hooks'
import { html } from '../html.js'
import { Glyph } from './glyph.js'

/** Text or JSON as it was sent, with its parts coloured and a button to copy it. */
export function CodeBlock({ value }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)
  return html`<div class="code-block">
    <${Copy} text=${text} />
    <pre>${typeof value === 'string' ? text : coloured(text)}</pre>
  </div>`
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi

function coloured(text) {
  const parts = []
  let from = 0
  for (const match of text.matchAll(TOKEN)) {
    const [whole, string, colon] = match
    parts.push(text.slice(from, match.index))
    const kind = string ? (colon ? 'key' : 'string') : 'atom'
    parts.push(html`<span class=${`json-${kind}`}>${string ?? whole}</span>`, colon ?? '')
    from = match.index + whole.length
  }
  return [...parts, text.slice(from)]
}

function Copy({ text }) {
  const [done, setDone] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setDone(true)
    setTimeout(() => setDone(false), 1200)
  }
  return html`<button type="button" class="copy" aria-label="复制" title="复制" onClick=${copy}>
    ${done ? '✓' : html`<${Glyph} name="copy" />`}
  </button>`
}

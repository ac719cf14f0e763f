import { html } from '../html.js'
import { Glyph } from './glyph.js'
import { usePopover } from './use-popover.js'

/** One sentence of each kind in a row, and behind a button all of them. A press writes it out. */
export function Examples({ view }) {
  const groups = view.person.examples
  const { frame, open, toggle, close } = usePopover()
  if (groups.length === 0) return null
  const write = (sentence) => {
    close()
    view.draft(sentence)
  }
  const leads = view.messages.length === 0 ? [] : groups.map(({ sentences }) => sentences[0])
  return html`<div class="examples-frame" ref=${frame}>
    ${open && html`<${AllExamples} groups=${groups} onPick=${write} />`}
    <div class="examples" role="group" aria-label="可以这样说">
      <button type="button" class="example example-all" aria-expanded=${open} onClick=${toggle}>
        <${Glyph} name="list" />全部例句
      </button>
      ${leads.map((sentence) => html`<${Example} sentence=${sentence} onPick=${write} />`)}
    </div>
  </div>`
}

function AllExamples({ groups, onPick }) {
  return html`<div class="examples-all" role="dialog" aria-label="全部例句">
    ${groups.map(
      ({ title, sentences }) => html`<section aria-label=${title}>
        <h3>${title}</h3>
        <div class="examples-group">
          ${sentences.map((sentence) => html`<${Example} sentence=${sentence} onPick=${onPick} />`)}
        </div>
      </section>`,
    )}
  </div>`
}

const Example = ({ sentence, onPick }) =>
  html`<button type="button" class="example" dir="auto" onClick=${() => onPick(sentence)}>${sentence}</button>`

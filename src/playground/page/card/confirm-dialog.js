import { useEffect, useRef } from 'preact/hooks'
import { html } from '../html.js'

/** Asks before something happens. Escape and a click beside it mean no. */
export function ConfirmDialog({ title, text, accept = '确定', danger = false, onAnswer }) {
  const dialog = useRef(null)
  useEffect(() => dialog.current.showModal(), [])
  const answer = (yes) => (event) => {
    event.preventDefault()
    event.stopPropagation()
    onAnswer(yes)
  }
  const beside = (event) => event.target === dialog.current && answer(false)(event)
  return html`<dialog ref=${dialog} class="confirm" aria-label=${title} onCancel=${answer(false)} onClick=${beside}>
    <h2 dir="auto">${title}</h2>
    <p dir="auto">${text}</p>
    <footer>
      <button type="button" class="btn" onClick=${answer(false)}>取消</button>
      <button type="button" class=${danger ? 'btn btn-danger_filled' : 'btn btn-primary_filled'} onClick=${answer(true)}>
        ${accept}
      </button>
    </footer>
  </dialog>`
}

import { useEffect } from 'preact/hooks'
import { html } from '../html.js'

const SHOWN_MS = { error: 7000, other: 3500 }

/**
 * A short word at the top of the pane.
 * @param {{ toast: { type: string, text: string, detail?: string }, onGone: () => void }} props
 */
export function Toast({ toast, onGone }) {
  const failed = toast.type === 'error'
  useEffect(() => {
    const timer = setTimeout(onGone, failed ? SHOWN_MS.error : SHOWN_MS.other)
    return () => clearTimeout(timer)
  }, [])
  return html`<div class=${`toast toast-${toast.type}`} role=${failed ? 'alert' : 'status'}>
    <span class="toast-mark" aria-hidden="true">${MARKS[toast.type] ?? 'i'}</span>
    <span dir="auto">${toast.text}${toast.detail && html`<small>${toast.detail}</small>`}</span>
  </div>`
}

const MARKS = { success: '✓', error: '✕', warning: '!', info: 'i' }

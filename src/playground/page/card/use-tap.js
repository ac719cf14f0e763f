import { useState } from 'preact/hooks'
import { html } from '../html.js'
import { useCard } from './card-context.js'
import { ConfirmDialog } from './confirm-dialog.js'
import { plainOf } from './text.js'

/**
 * How a component calls back: asks first where its `confirm` says so, then taps.
 * `press(extra)` adds what was picked or filled in; `question` is the dialog to draw.
 */
export function useTap(element, path) {
  const card = useCard()
  const [asked, ask] = useState(undefined)
  const go = (extra) => card.tap({ path, ...extra })
  const press = (extra = {}) => (element.confirm ? ask(extra) : go(extra))
  const answer = (yes) => {
    ask(undefined)
    if (yes) go(asked)
  }
  const question =
    asked &&
    html`<${ConfirmDialog}
      title=${plainOf(element.confirm.title)}
      text=${plainOf(element.confirm.text)}
      onAnswer=${answer}
    />`
  return { press, question, busy: card.busy === path, locked: card.busy !== undefined }
}

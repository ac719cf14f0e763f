import { useEffect, useRef, useState } from 'preact/hooks'
import { Card } from '../card/card.js'
import { html } from '../html.js'
import { post } from '../state/api.js'
import { personOf } from '../state/store.js'
import { TemplateCard } from '../wecom/template-card.js'
import { tapToast } from './tap-toast.js'

/** A card in the chat: taps go to the platform, what comes back shows as a toast and a new card. */
export function CardMessage({ message, view }) {
  const { person, chat, state, showToast } = view
  const [busy, setBusy] = useState(undefined)
  const [missing, setMissing] = useState([])
  const changed = useChanged(message.card)
  const tap = async (input) => {
    setBusy(input.path ?? input.button)
    const report = await post('tap', { by: person.id, messageId: message.id, ...input }).catch(
      ({ status }) => ({
        outcome: 'failed',
        error: { code: 0, text: UNANSWERED[status] ?? '演练场没有应答' },
      }),
    )
    setBusy(undefined)
    setMissing(report.missing ?? [])
    const toast = tapToast(report)
    if (toast) showToast(toast)
  }
  const nameOf = (id) => (id === state.bot.id ? state.bot.name : personOf(state.people, id)?.name)
  const surroundings = { nameOf, members: chat.members, tap, busy, missing }
  return html`<div class=${changed ? 'card-frame card-changed' : 'card-frame'} key=${changed}>
    ${
      state.platform === 'wecom'
        ? html`<${TemplateCard} card=${message.card} replaced=${message.replacedButton} tap=${tap} busy=${busy} />`
        : html`<${Card} card=${message.card} surroundings=${surroundings} />`
    }
    ${message.edited && html`<small class="edited">已编辑</small>`}
  </div>`
}

const UNANSWERED = { 409: '卡片刚刚变了，请看新的' }

/** How often the card was replaced since it was first drawn. */
function useChanged(card) {
  const [count, setCount] = useState(0)
  const shown = useRef(JSON.stringify(card))
  useEffect(() => {
    const next = JSON.stringify(card)
    if (next === shown.current) return
    shown.current = next
    setCount((before) => before + 1)
  }, [card])
  return count
}

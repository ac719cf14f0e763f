import { html } from '../html.js'
import { showChat } from '../state/panes.js'
import { unreadIn } from '../state/unread.js'
import { Avatar } from './avatar.js'

/** Who looks, and at which of their chats. */
export function PaneHeader({ index, view }) {
  const { person, chat, state } = view
  const place = [person.role, person.team].filter(Boolean).join(' · ')
  return html`<header class="pane-header">
    <${Avatar} id=${person.id} name=${person.name} />
    <div class="pane-who">
      <h2 dir="auto">${person.name}</h2>
      <p dir="auto">${place}</p>
    </div>
    <div class="tabs" role="tablist" aria-label="会话">
      ${person.chats.map((other) => {
        const unread = unreadIn(state, person.id, other.id)
        return html`<button
          type="button"
          role="tab"
          class="tab"
          aria-selected=${other.id === chat.id}
          onClick=${() => showChat(index, other.id)}
        >
          <span dir="auto">${other.name}</span>
          ${unread > 0 && html`<span class="dot"><span class="visually-hidden">${unread} 条未读</span></span>`}
        </button>`
      })}
    </div>
  </header>`
}

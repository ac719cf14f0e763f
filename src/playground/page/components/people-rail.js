import { html } from '../html.js'
import { focusedPane, showPerson } from '../state/panes.js'
import { unreadIn, unreadOf } from '../state/unread.js'
import { Avatar, BotAvatar } from './avatar.js'

/** Who you can be, and the chats of whom you are. */
export function PeopleRail({ state }) {
  const chosen = state.panes[focusedPane(state)]
  return html`<nav class="rail" aria-label="选择身份">
    <h2 class="rail-title">你是谁</h2>
    <ul class="people">
      ${state.people.map(
        (person) =>
          html`<${PersonRow} key=${person.id} state=${state} person=${person} chosen=${chosen} />`,
      )}
    </ul>
  </nav>`
}

function PersonRow({ state, person, chosen }) {
  const current = person.id === chosen.person
  const elsewhere = !current && state.split && state.panes.some((pane) => pane.person === person.id)
  const unread = unreadOf(state, person)
  const place = [person.role, person.team].filter(Boolean).join(' · ')
  const label = `${person.name}，${place}${unread ? `，${unread} 条未读` : ''}`
  return html`<li class=${current ? 'person-item person-current' : 'person-item'}>
    <button
      type="button"
      class=${`person-row${elsewhere ? ' person-elsewhere' : ''}`}
      aria-label=${label}
      aria-current=${current ? 'true' : undefined}
      onClick=${() => showPerson(person.id)}
    >
      <${Avatar} id=${person.id} name=${person.name} />
      <span class="person-words">
        <span class="person-name" dir="auto">${person.name}</span>
        <span class="person-place" dir="auto">${place}</span>
      </span>
      ${unread > 0 && !current && html`<span class="badge" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>`}
    </button>
    ${
      current &&
      html`<ul class="chat-list" aria-label=${`${person.name} 的会话`}>
      ${person.chats.map(
        (chat) =>
          html`<${ChatRow} state=${state} person=${person} chat=${chat} open=${chat.id === chosen.chat} />`,
      )}
    </ul>`
    }
  </li>`
}

function ChatRow({ state, person, chat, open }) {
  const unread = unreadIn(state, person.id, chat.id)
  return html`<li>
    <button
      type="button"
      class="chat-row"
      aria-current=${open ? 'true' : undefined}
      aria-label=${unread ? `${chat.name}，${unread} 条未读` : chat.name}
      onClick=${() => showPerson(person.id, chat.id)}
    >
      ${chat.kind === 'p2p' ? html`<${BotAvatar} />` : html`<${Avatar} id=${chat.id} name=${chat.name.slice(0, 2)} size="square" />`}
      <span dir="auto">${chat.name}</span>
      ${unread > 0 && html`<span class="dot" aria-hidden="true" />`}
    </button>
  </li>`
}

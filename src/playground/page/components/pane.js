import { useEffect, useRef, useState } from 'preact/hooks'
import { html } from '../html.js'
import { focusPane } from '../state/panes.js'
import { personOf, update } from '../state/store.js'
import { markRead } from '../state/unread.js'
import { Composer } from './composer.js'
import { EmptyChat } from './empty-chat.js'
import { MessageList } from './message-list.js'
import { PaneHeader } from './pane-header.js'
import { Toast } from './toast.js'

/** One person's client: the chat that they look at. */
export function Pane({ index, state }) {
  const { person: personId, chat: chatId } = state.panes[index]
  const person = personOf(state.people, personId)
  const chat = person.chats.find(({ id }) => id === chatId) ?? person.chats[0]
  const messages = state.messages[chat.id] ?? []
  const [reply, setReply] = useState(undefined)
  const [draft, setDraft] = useState('')
  const [toast, setToast] = useState(undefined)
  const count = useRef(0)
  useEffect(() => {
    setReply(undefined)
    setDraft('')
    setToast(undefined)
  }, [person.id, chat.id])
  useEffect(() => {
    const change = markRead(state, person.id, chat.id)
    if (change) update(change)
  })
  const showToast = (next) => {
    count.current += 1
    setToast({ ...next, id: count.current })
  }
  const view = { person, chat, messages, state, showToast, reply: setReply, draft: setDraft }
  const focused = state.split && state.focused === index
  return html`<section
    class=${`pane${focused ? ' pane-focused' : ''}`}
    aria-label=${`${person.name} 的会话`}
    onPointerDown=${() => focusPane(index)}
    onFocusIn=${() => focusPane(index)}
  >
    <${PaneHeader} index=${index} view=${view} />
    ${toast && html`<${Toast} key=${toast.id} toast=${toast} onGone=${() => setToast(undefined)} />`}
    ${messages.length === 0 ? html`<${EmptyChat} view=${view} />` : html`<${MessageList} view=${view} />`}
    <${Composer} view=${view} draft=${draft} onDraft=${setDraft} replying=${reply} />
  </section>`
}

import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { html } from '../html.js'
import { momentText } from '../state/clock-text.js'
import { Message } from './message.js'

/** Messages further apart than this get the time between them. */
const PAUSE_MS = 5 * 60_000

export function MessageList({ view }) {
  const { messages, chat, person } = view
  const list = useRef(null)
  const atEnd = useRef(true)
  const last = messages.at(-1)
  const stay = () => {
    if (atEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight
  }
  useLayoutEffect(() => {
    atEnd.current = true
    stay()
  }, [chat.id, person.id])
  useLayoutEffect(() => {
    if (last.sender.id === person.id) atEnd.current = true
    stay()
  }, [messages])
  useEffect(() => {
    const grown = new ResizeObserver(stay)
    grown.observe(list.current)
    grown.observe(list.current.firstElementChild)
    return () => grown.disconnect()
  }, [])
  const scrolled = ({ currentTarget: box }) => {
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 40
  }
  // What somebody unfolds grows downwards under their eyes.
  const unfolded = ({ target }) => {
    if (target.closest('.panel-head')) atEnd.current = false
  }
  return html`<div class="messages" ref=${list} onScroll=${scrolled} onClickCapture=${unfolded}>
    <ol role="log" aria-label="消息" aria-live="polite">
      ${messages.map((message, index) => {
        const before = messages[index - 1]
        const paused = !before || Math.abs(message.createdMs - before.createdMs) > PAUSE_MS
        return html`
          ${paused && html`<li class="moment" key=${`t-${message.id}`}>${momentText(message.createdMs)}</li>`}
          <${Message} key=${message.id} message=${message} view=${view} />
        `
      })}
    </ol>
  </div>`
}

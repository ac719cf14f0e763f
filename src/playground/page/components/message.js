import { useMemo } from 'preact/hooks'
import { html } from '../html.js'
import { inspectMessage } from '../state/inspect.js'
import { Avatar, BotAvatar } from './avatar.js'
import { DeliveryNote } from './delivery-note.js'
import { Glyph } from './glyph.js'
import { MessageBody } from './message-body.js'

/** One message, on the right if it is this person's own. */
export function Message({ message, view }) {
  const { person, state, messages } = view
  const own = message.sender.id === person.id
  const bot = message.sender.kind === 'bot'
  const answered = message.parentId && messages.find(({ id }) => id === message.parentId)
  const delivery = state.deliveries.findLast(
    ({ messageId, kind }) => kind === 'event' && messageId === message.id,
  )
  const draw =
    () => html`<li class=${`message${own ? ' message-own' : ''}`} data-message=${message.id}>
    ${bot ? html`<${BotAvatar} />` : html`<${Avatar} id=${message.sender.id} name=${message.sender.name} />`}
    <div class="message-column">
      <p class="message-sender">
        <span dir="auto">${message.sender.name}</span>
        ${bot && html`<span class="bot-mark">机器人</span>`}
      </p>
      ${answered && html`<${Quote} message=${answered} />`}
      <${MessageBody} message=${message} own=${own} view=${view} />
      ${own && html`<${DeliveryNote} delivery=${delivery} />`}
    </div>
    <${Actions} message=${message} view=${view} />
  </li>`
  return useMemo(draw, [message, own, answered, delivery, state.people, person.id])
}

function Quote({ message }) {
  return html`<p class="quote">回复 <bdi>${message.sender.name}</bdi>：<bdi>${message.text}</bdi></p>`
}

function Actions({ message, view }) {
  return html`<div class="message-actions">
    ${view.state.platform === 'feishu' && html`<button type="button" aria-label="回复" title="回复" onClick=${() => view.reply(message)}><${Glyph} name="reply" /></button>`}
    <button type="button" aria-label="检视" title="看这条消息背后的请求" onClick=${() => inspectMessage(message)}><${Glyph} name="code" /></button>
  </div>`
}

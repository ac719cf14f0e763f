import { html } from '../html.js'

/** What a newcomer sees first: what could be said. */
export function EmptyChat({ view }) {
  const { chat, person } = view
  const private_ = chat.kind === 'p2p'
  return html`<div class="empty">
    <img src="/playground/page/logo.svg" alt="" />
    <h3 dir="auto">${private_ ? `你好，${person.name}` : chat.name}</h3>
    <p>${private_ ? '用一句大白话更新商机，我来核对、记录和提醒。' : '在群里 @ 我，我只说大家都能看的。'}</p>
    <div class="empty-examples">
      ${person.examples
        .slice(0, 4)
        .map(
          ({ sentences: [sentence] }) =>
            html`<button type="button" onClick=${() => view.draft(sentence)} dir="auto">${sentence}</button>`,
        )}
    </div>
  </div>`
}

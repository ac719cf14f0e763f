import { useEffect, useRef } from 'preact/hooks'
import { html } from '../html.js'
import { post, postFile } from '../state/api.js'
import { update } from '../state/store.js'
import { Examples } from './examples.js'
import { Glyph } from './glyph.js'

/** Where a person writes. Enter sends, Shift+Enter breaks the line. */
export function Composer({ view, draft, onDraft, replying }) {
  const { person, chat, state } = view
  const field = useRef(null)
  const inGroup = chat.kind === 'group'
  useEffect(() => {
    if (draft || replying) field.current.focus({ preventScroll: true })
  }, [draft, replying])
  useEffect(() => {
    field.current.style.height = 'auto'
    field.current.style.height = `${Math.min(field.current.scrollHeight, 132)}px`
  }, [draft])
  const send = () => {
    const text = draft.trim()
    if (text === '') return
    onDraft('')
    view.reply(undefined)
    post('say', {
      from: person.id,
      chat: chat.id,
      text,
      ...(inGroup ? { mentionBot: state.mention } : {}),
      ...(replying ? { replyTo: replying.id } : {}),
    }).catch(() => {
      // Unless something else has been typed since.
      onDraft((now) => now || text)
      view.showToast({ type: 'error', text: '没发出去，请再试一次' })
    })
  }
  const typed = (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    send()
  }
  return html`<footer class="composer">
    <${Examples} view=${view} />
    ${replying && html`<${Quoted} replying=${replying} onDrop=${() => view.reply(undefined)} />`}
    <div class="composer-box">
      ${inGroup && html`<${MentionToggle} on=${state.mention} name=${state.bot.name} />`}
      <textarea
        ref=${field}
        rows="1"
        dir="auto"
        aria-label=${`${person.name} 发给 ${chat.name}`}
        placeholder=${`发送给 ${chat.name}`}
        value=${draft}
        onInput=${(event) => onDraft(event.target.value)}
        onKeyDown=${typed}
      />
 ${!inGroup && state.platform === 'feishu' && html`<${Attach} view=${view} />`}
      <button type="button" class="send" aria-label="发送" disabled=${draft.trim() === ''} onClick=${send}>
        <${Glyph} name="send" />
      </button>
    </div>
  </footer>`
}

/** A file or a picture, in private: in a group the bot hears only what names it. */
function Attach({ view }) {
  const { person, chat } = view
  const chosen = (event) => {
    const [file] = event.target.files
    event.target.value = ''
    if (!file) return
    postFile({ from: person.id, chat: chat.id }, file).catch(() => {
      view.showToast({ type: 'error', text: '没发出去，请再试一次' })
    })
  }
  return html`<label class="attach" title="发文件或图片">
    <input type="file" aria-label="发文件或图片" onChange=${chosen} />
    <${Glyph} name="attach" />
  </label>`
}

function Quoted({ replying, onDrop }) {
  return html`<div class="quoted">
    <span>回复 <bdi>${replying.sender.name}</bdi>：<bdi>${replying.text}</bdi></span>
    <button type="button" aria-label="不回复了" onClick=${onDrop}><${Glyph} name="close" /></button>
  </div>`
}

function MentionToggle({ on, name }) {
  return html`<button
    type="button"
    class="mention-toggle"
    aria-pressed=${on}
    title=${on ? '发送时 @机器人' : '不 @，机器人不会理会'}
    onClick=${() => update({ mention: !on })}
  >@${name}</button>`
}

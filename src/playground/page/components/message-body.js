import { html } from '../html.js'
import { CardMessage } from './card-message.js'

/** What a message holds, by its type. */
export function MessageBody({ message, own, view }) {
  if (message.recalled) return html`<p class="recalled">这条消息已被撤回</p>`
  if (message.card)
    return html`<${CardMessage} key=${message.id} message=${message} view=${view} />`
  const text = html`<${PlainText} message=${message} />`
  return html`<div class=${own ? 'bubble bubble-own' : 'bubble'} dir="auto">
    ${KINDS[message.type] && html`<span class="bubble-kind">${KINDS[message.type]}</span>`}
    ${text}
    ${message.edited && html`<small class="edited">已编辑</small>`}
  </div>`
}

const KINDS = { image: '图片', file: '文件', sticker: '表情' }

/** Text with the people mentioned in it set apart; everything in it is text. */
function PlainText({ message }) {
  const names = message.mentions.map(({ name }) => `@${name}`)
  if (message.mentionsAll) names.push('@所有人')
  return pieces(message.text, names).map((piece) =>
    names.includes(piece) ? html`<bdi class="mention">${piece}</bdi>` : piece,
  )
}

function pieces(text, names) {
  const found = names
    .map((name) => ({ name, at: text.indexOf(name) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)[0]
  if (!found) return [text]
  const end = found.at + found.name.length
  return [text.slice(0, found.at), found.name, ...pieces(text.slice(end), names)]
}

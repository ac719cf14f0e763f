import { html } from '../html.js'
import { CodeBlock } from './code-block.js'
import { DetailTabs } from './detail-tabs.js'

const STATES = {
  delivering: '投递中',
  acknowledged: '已确认',
  waiting: '等待重投',
  'given-up': '已放弃',
  unseen: '机器人看不到',
}

/** An event or a callback: before and after encryption, and what the bot answered. */
export function DeliveryDetail({ delivery }) {
  const { attempts, plaintext } = delivery
  const last = attempts.at(-1)
  const tabs = [
    { id: 'plain', label: '明文', draw: () => html`<${CodeBlock} value=${unfold(plaintext)} />` },
    { id: 'cipher', label: '密文', draw: () => html`<${CodeBlock} value=${last?.body ?? ''} />` },
    {
      id: 'headers',
      label: '请求头',
      draw: () => html`<${Headers} headers=${last?.headers ?? {}} />`,
    },
    { id: 'answer', label: '应答', draw: () => html`<${Answer} attempts=${attempts} />` },
  ]
  const facts = html`<p class="facts">
    <span>${STATES[delivery.state]}</span>
    <span>${attempts.length === 0 ? '还没投递' : `第 ${attempts.length} 次投递`}</span>
    <span>${last?.via === 'long-connection' ? '长连接' : 'Webhook · AES-256-CBC'}</span>
  </p>`
  return html`<${DetailTabs} facts=${facts} tabs=${tabs} />`
}

/** The message's `content` is JSON in a string: read it too. */
function unfold(plaintext) {
  const content = plaintext.event?.message?.content
  if (typeof content !== 'string') return plaintext
  const message = { ...plaintext.event.message, content: parsed(content) }
  return { ...plaintext, event: { ...plaintext.event, message } }
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function Headers({ headers }) {
  return html`<dl class="headers">
    ${Object.entries(headers).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`
}

function Answer({ attempts }) {
  if (attempts.length === 0) return html`<p class="inspector-empty">还没有投递。</p>`
  return attempts.map(
    (attempt, index) => html`<div class="attempt">
      <p class="facts">
        <span>第 ${index + 1} 次</span>
        <span class=${attempt.status === 200 ? 'status' : 'status status-bad'}>${attempt.status ? `HTTP ${attempt.status}` : attempt.failure}</span>
        <span>${Math.round(attempt.durationMs)} ms</span>
      </p>
      <${CodeBlock} value=${attempt.answer ? parsed(attempt.answer) : '（空）'} />
    </div>`,
  )
}

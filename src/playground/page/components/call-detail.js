import { html } from '../html.js'
import { currentState } from '../state/store.js'
import { CodeBlock } from './code-block.js'
import { DetailTabs } from './detail-tabs.js'

/** Feishu's limit for a card, bytes; WeCom counts its parts. */
const CARD_LIMIT = 30 * 1024

/** A call of the bot: what it sent, the card in it, and the answer. */
export function CallDetail({ call }) {
  const card = cardOf(call)
  const tabs = [
    ...(card
      ? [{ id: 'card', label: '卡片', draw: () => html`<${CodeBlock} value=${card} />` }]
      : []),
    { id: 'request', label: '请求', draw: () => html`<${Request} call=${call} />` },
    {
      id: 'answer',
      label: '应答',
      draw: () => html`<${CodeBlock} value=${call.response ?? '（空）'} />`,
    },
    ...(call.warnings.length > 0
      ? [
          {
            id: 'warnings',
            label: `提醒 ${call.warnings.length}`,
            draw: () => html`<${Warnings} warnings=${call.warnings} />`,
          },
        ]
      : []),
  ]
  return html`<${DetailTabs} facts=${html`<${Facts} call=${call} />`} tabs=${tabs} />`
}

function Facts({ call }) {
  const { cardBytes, warnings, fault } = call
  return html`<div class="facts">
    <span>${call.code === 0 ? '成功' : `${call.code} ${call.msg}`}</span>
    ${fault && html`<span class="status status-bad">故障：${fault}</span>`}
    ${cardBytes !== undefined && currentState().platform === 'feishu' && html`<${Size} bytes=${cardBytes} />`}
    ${cardBytes !== undefined && html`<span>${warnings.length === 0 ? '校验通过' : `${warnings.length} 条提醒`}</span>`}
  </div>`
}

function Size({ bytes }) {
  const share = Math.min(bytes / CARD_LIMIT, 1)
  return html`<span class="size">
    <meter min="0" max="1" high="0.8" value=${share} aria-label="卡片大小" />
    ${(bytes / 1024).toFixed(1)} / 30 KB
  </span>`
}

function Warnings({ warnings }) {
  return html`<ul class="warnings">${warnings.map((warning) => html`<li>${warning}</li>`)}</ul>`
}

function Request({ call }) {
  const { method, path, query, request } = call
  const asked = new URLSearchParams(query).toString()
  return html`<p class="request-line"><code>${method} ${path}${asked && `?${asked}`}</code></p>
    ${request && html`<${CodeBlock} value=${request} />`}`
}

function cardOf({ request }) {
  if (request?.card) return request.card
  if (request?.template_card) return request.template_card
  if (typeof request?.content !== 'string') return undefined
  try {
    const content = JSON.parse(request.content)
    return content.schema ? content : undefined
  } catch {
    return undefined
  }
}

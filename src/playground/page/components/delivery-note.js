import { html } from '../html.js'

/** Why the bot has not heard it: only when it has not. */
export function DeliveryNote({ delivery }) {
  if (!delivery) return null
  if (delivery.state === 'delivering') {
    return delivery.attempts.length === 0
      ? html`<p class="delivery-note" role="status">正在送达…</p>`
      : null
  }
  if (delivery.state === 'acknowledged') return null
  if (delivery.state === 'unseen') return html`<p class="delivery-note">没有 @，机器人看不到</p>`
  const { status, failure } = delivery.attempts.at(-1) ?? {}
  const why = status ? `HTTP ${status}` : (FAILURES[failure] ?? '没有应答')
  const then = delivery.state === 'waiting' ? '，平台稍后重投' : '，不再重投'
  return html`<p class="delivery-note delivery-note-failed" role="status">机器人没收下：${why}${then}</p>`
}

const FAILURES = {
  timeout: '3 秒内没有应答',
  connect: '连不上',
  dns: '域名解析失败',
  offline: '机器人不在线',
  closed: '连接被关闭',
}

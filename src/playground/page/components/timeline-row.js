import { html } from '../html.js'
import { realTimeText } from '../state/clock-text.js'
import { update } from '../state/store.js'
import { Glyph } from './glyph.js'
import { callTitle, eventTitle } from './wire-words.js'

/** One event or call: which way, what, how it ended, how long it took. */
export function TimelineRow({ row, open }) {
  const { kind, id, item } = row
  const { title, status, failed, durationMs, name } =
    kind === 'delivery' ? ofDelivery(item) : ofCall(item)
  return html`<li>
    <button type="button" class="wire" aria-current=${open ? 'true' : undefined} onClick=${() => update({ inspected: { kind, id } })}>
      <span class=${`wire-way wire-way-${kind}`} title=${kind === 'delivery' ? '平台 → 机器人' : '机器人 → 平台'}>
        <${Glyph} name=${kind === 'delivery' ? 'incoming' : 'outgoing'} />
      </span>
      <span class="wire-words">
        <span class="wire-title">${title}</span>
        <code>${name}</code>
      </span>
      <span class="wire-end">
        <span class=${`status${failed ? ' status-bad' : ''}`}>${status}</span>
        <small>${row.atMs < Number.MAX_SAFE_INTEGER ? `${realTimeText(row.atMs)} · ${Math.round(durationMs)}ms` : '还没送出'}</small>
      </span>
    </button>
  </li>`
}

function ofDelivery(delivery) {
  const last = delivery.attempts.at(-1)
  return {
    title: eventTitle(delivery),
    name: delivery.eventType,
    status: last?.status ?? last?.failure ?? '…',
    failed: last !== undefined && last.status !== 200,
    durationMs: last?.durationMs ?? 0,
  }
}

function ofCall(call) {
  return {
    title: callTitle(call),
    name: `${call.method} ${call.path.replace(/^\/(?:open-apis|cgi-bin)/, '')}`,
    status: call.code === 0 ? call.status : `${call.status} · ${call.code}`,
    failed: call.status >= 400 || call.code !== 0,
    durationMs: call.durationMs,
  }
}

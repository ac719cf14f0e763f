import { currentState, update } from './store.js'

/** Opens the request behind a message: the event of a person's, the call of the bot's. */
export function inspectMessage(message) {
  const { deliveries, calls } = currentState()
  const delivery = deliveries.findLast(({ messageId }) => messageId === message.id)
  const call = calls.findLast((one) => one.made === message.wireId)
  const found =
    message.sender.kind === 'bot'
      ? call && { kind: 'call', id: call.id }
      : delivery && { kind: 'delivery', id: delivery.id }
  update({ inspector: true, ...(found ? { inspected: found } : {}) })
}

/** Events and calls in one list, newest first; what never went out is not in it. */
export function timeline({ deliveries, calls }) {
  const rows = [
    ...deliveries
      .filter(({ state }) => state !== 'unseen')
      .map((item) => ({
        kind: 'delivery',
        id: item.id,
        atMs: item.attempts[0]?.atMs ?? Number.MAX_SAFE_INTEGER,
        item,
      })),
    ...calls.map((item) => ({ kind: 'call', id: item.id, atMs: item.atMs, item })),
  ]
  return rows.toSorted((a, b) => b.atMs - a.atMs)
}

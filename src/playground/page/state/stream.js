import { currentState, update } from './store.js'

const CALLS_KEPT = 200

let source

/**
 * Follows the server's stream of the platform that is looked at; the browser reconnects, and every
 * connection begins with all.
 */
export function follow() {
  source?.close()
  source = new EventSource(`/playground/api/stream?platform=${currentState().platform}`)
  const on = (name, take) =>
    source.addEventListener(name, (event) => update((state) => take(JSON.parse(event.data), state)))
  on('snapshot', takeSnapshot)
  on('message', (message, state) => ({ messages: withMessage(state.messages, message) }))
  on('delivery', (delivery, state) => ({ deliveries: withItem(state.deliveries, delivery) }))
  on('call', (call, state) => ({ calls: [...state.calls, call].slice(-CALLS_KEPT) }))
  on('clock', ({ businessMs }) => ({ clockOffsetMs: businessMs - Date.now() }))
  on('faults', (faults) => ({ faults }))
  on('elsewhere', ({ platform }) => ({ elsewhere: platform }))
  source.addEventListener('error', () => update({ connection: 'lost' }))
}

function takeSnapshot(snapshot, state) {
  const { businessMs, messages, ...rest } = snapshot
  return {
    ...rest,
    messages: Object.groupBy(messages, ({ chatId }) => chatId),
    connection: 'open',
    clockOffsetMs: businessMs - Date.now(),
    panes: state.panes.map((pane, index) => knownPane(pane, snapshot.people, index)),
  }
}

/** Looks at the other platform; a reload stays there. */
export function showPlatform(platform) {
  const address = new URL(location.href)
  address.searchParams.set('platform', platform)
  history.replaceState(null, '', address)
  update({
    platform,
    elsewhere: '',
    inspected: null,
    story: null,
    messages: {},
    calls: [],
    deliveries: [],
  })
  follow()
}

/** The stored choice may be of somebody who is no longer there. */
function knownPane(pane, people, index) {
  const person = people.find(({ id }) => id === pane.person) ?? people[index] ?? people[0]
  if (!person) return pane
  const chat = person.chats.some(({ id }) => id === pane.chat) ? pane.chat : person.chats[0].id
  return { person: person.id, chat }
}

function withMessage(messages, message) {
  const chat = messages[message.chatId] ?? []
  return { ...messages, [message.chatId]: withItem(chat, message) }
}

function withItem(items, item) {
  const index = items.findIndex(({ id }) => id === item.id)
  return index < 0 ? [...items, item] : items.with(index, item)
}

/** What the business clock says now, epoch ms. */
export const businessNow = () => Date.now() + currentState().clockOffsetMs

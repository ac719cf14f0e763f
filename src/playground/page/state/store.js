import { useEffect, useReducer } from 'preact/hooks'
import { loadSettings, saveSettings } from './settings.js'

/**
 * What the page knows: the server's part (replaced by every `snapshot`) and the settings, which
 * survive a reload.
 */
let state = {
  connection: 'connecting',
  /** feishu wecom: as the address says. */
  platform: new URLSearchParams(location.search).get('platform') === 'wecom' ? 'wecom' : 'feishu',
  platforms: [],
  /** The platform on which something has come since it was last looked at. */
  elsewhere: '',
  bot: { id: '', name: '' },
  people: [],
  /** Messages by chat id, oldest first. */
  messages: {},
  deliveries: [],
  calls: [],
  clockOffsetMs: 0,
  faults: {},
  /** Row of the inspector that is open: `{ kind, id }`. */
  inspected: null,
  stories: [],
  /** The story that is being told: `{ id, step, busy, problem }`. */
  story: null,
  ...loadSettings(),
}

const listeners = new Set()

export const currentState = () => state

/** Calls back after every change, until the returned function is called. */
export function onChange(listener) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** @param {object | ((state: any) => object)} change */
export function update(change) {
  const patch = typeof change === 'function' ? change(state) : change
  state = { ...state, ...patch }
  saveSettings(state)
  for (const listener of listeners) listener()
}

/** Draws the component again on every change. */
export function useStore() {
  const [, redraw] = useReducer((count) => count + 1, 0)
  useEffect(() => {
    const stop = onChange(redraw)
    return () => void stop()
  }, [])
  return state
}

export const personOf = (people, id) => people.find((person) => person.id === id)

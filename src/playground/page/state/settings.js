const KEY = 'dealgate.playground'

const KEPT = ['panes', 'focused', 'split', 'width', 'theme', 'inspector', 'read', 'mention']

const prefersDark = () => globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches

const defaults = () => ({
  /** Who is shown where: `{ person, chat }`, chat `''` for the private one. */
  panes: [
    { person: 'ou_zhangwei', chat: '' },
    { person: 'ou_chenjing', chat: '' },
  ],
  focused: 0,
  split: globalThis.innerWidth >= 1200,
  width: 'pc',
  theme: prefersDark() ? 'dark' : 'light',
  inspector: globalThis.innerWidth >= 1200,
  /** Last message read, by `person|chat`. */
  read: {},
  /** Put the bot's mention in front in groups. */
  mention: true,
})

export function loadSettings() {
  try {
    return { ...defaults(), ...JSON.parse(localStorage.getItem(KEY) ?? '{}') }
  } catch {
    return defaults()
  }
}

export function saveSettings(state) {
  const kept = Object.fromEntries(KEPT.map((key) => [key, state[key]]))
  localStorage.setItem(KEY, JSON.stringify(kept))
}

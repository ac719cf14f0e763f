/** Runs something later; tests bring their own. */
export type Timer = {
  readonly after: (ms: number, run: () => void) => { readonly cancel: () => void }
}

export const realTimer: Timer = {
  after: (ms, run) => {
    const handle = setTimeout(run, ms)
    return { cancel: () => clearTimeout(handle) }
  },
}

/** Looks now and after every change; what never comes is an error that says so. */
export function until<T>(
  listeners: {
    readonly add: (listener: () => void) => unknown
    readonly delete: (listener: () => void) => unknown
  },
  look: () => T | undefined | false,
  timeoutMs = 5_000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const found = look()
      if (found === undefined || found === false) return
      listeners.delete(check)
      clearTimeout(timeout)
      resolve(found)
    }
    const timeout = setTimeout(() => {
      listeners.delete(check)
      reject(new Error(`what was waited for did not happen within ${timeoutMs} ms: ${look}`))
    }, timeoutMs)
    listeners.add(check)
    check()
  })
}

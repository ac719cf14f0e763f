/** The one rule about text that both databases share. */

/**
 * Text that no database may hold: U+0000 (PostgreSQL refuses it, SQLite cuts at it) or half of a
 * surrogate pair (silently replaced by both drivers). The edge is expected to refuse it first.
 */
export class TextRefused extends Error {
  override name = 'TextRefused'
}

/** Whether both databases keep this text as it is. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/** The nearest text that can be kept: for notes and for what is only there to be looked at. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\u{fffd}').toWellFormed()
}

/** @throws TextRefused when one of the parameters of a statement is text that cannot be kept. */
export function checkParameters(args: readonly unknown[]): void {
  for (const arg of args) {
    if (typeof arg === 'string') {
      if (!isStorable(arg)) throw refused(arg)
    } else if (Array.isArray(arg)) {
      checkParameters(arg)
    }
  }
}

/**
 * JSON of a value that SQL will take apart again. JSON escapes what the check on parameters looks
 * for, so strings inside are looked at here.
 *
 * @throws TextRefused when a string in it, or a key, cannot be kept
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (key, inner) => {
    if (!isStorable(key)) throw refused(key)
    if (typeof inner === 'string' && !isStorable(inner)) throw refused(inner)
    return typeof inner === 'bigint' ? inner.toString() : inner
  })
}

function refused(text: string): TextRefused {
  const what = text.includes('\0') ? 'U+0000' : 'half of a surrogate pair'
  return new TextRefused(`text of ${text.length} characters contains ${what}`)
}

/** JSON from outside: one value, valid UTF-8, not nested without end. */

const depthLimit = 32
// A byte order mark is kept as a character, and is then no JSON.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export type Read = { readonly value: unknown } | { readonly problem: string }

/** The text of bytes that are valid UTF-8, or undefined. */
export function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

export function readJson(text: string): Read {
  if (isTooDeep(text)) return { problem: 'nested too deeply' }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { problem: 'not one JSON value' }
  }
}

/** Brackets are only followed one by one when there are enough of them to matter. */
function isTooDeep(text: string): boolean {
  let openers = 0
  for (const bracket of ['{', '[']) {
    let at = text.indexOf(bracket)
    while (at !== -1 && openers <= depthLimit) {
      openers += 1
      at = text.indexOf(bracket, at + 1)
    }
  }
  return openers > depthLimit && deepest(text) > depthLimit
}

/** The deepest nesting outside strings; counting stops just past the limit. */
function deepest(text: string): number {
  let depth = 0
  let max = 0
  let quoted = false
  for (let i = 0; i < text.length && max <= depthLimit; i += 1) {
    const character = text[i]
    if (quoted) {
      if (character === '\\') i += 1
      else if (character === '"') quoted = false
    } else if (character === '"') quoted = true
    else if (character === '{' || character === '[') {
      depth += 1
      if (depth > max) max = depth
    } else if (character === '}' || character === ']') depth -= 1
  }
  return max
}

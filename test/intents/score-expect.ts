/** What a line expects: `log CUS1 + change D-1001 amount=3200000 or ask`. */

/** `change D-1001 amount=3200000`: its kind, the words after it, and the facts. */
export type Part = {
  readonly kind: string
  readonly words: readonly string[]
  readonly facts: Readonly<Record<string, string>>
}

export function readExpect(expect: string): readonly (readonly Part[])[] {
  return expect.split(' or ').map((way) => way.split(' + ').map(readPart))
}

const twoWords = /^(?:create|show|list) \S+/u

function readPart(text: string): Part {
  const kind = twoWords.exec(text.trim())?.[0] ?? text.trim().split(' ')[0]!
  const rest = text.trim().slice(kind.length).split(/\s+/u).filter(Boolean)
  return {
    kind,
    words: rest.filter((word) => !word.includes('=')),
    facts: Object.fromEntries(rest.flatMap((word) => (word.includes('=') ? [split(word)] : []))),
  }
}

const split = (fact: string): [string, string] => {
  const at = fact.indexOf('=')
  return [fact.slice(0, at), fact.slice(at + 1)]
}

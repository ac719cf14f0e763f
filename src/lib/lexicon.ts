/** A word list that answers which word starts at a position, the longest first. */

export type WordMatch<T> = { readonly end: number; readonly value: T }

export type Lexicon<T> = {
  (text: string, at: number): WordMatch<T> | undefined
  /** The characters that its words begin with. */
  readonly firsts: readonly string[]
}

/** Keys may hold several spellings, separated by spaces, that mean the same. */
export function lexicon<T>(meanings: Readonly<Record<string, T>>): Lexicon<T> {
  const byFirst = new Map<string, { word: string; value: T }[]>()
  for (const [words, value] of Object.entries(meanings)) {
    for (const word of words.split(' ')) {
      const first = word[0]
      if (first === undefined) continue
      const entries = byFirst.get(first)
      if (entries) entries.push({ word, value })
      else byFirst.set(first, [{ word, value }])
    }
  }
  for (const entries of byFirst.values()) entries.sort((a, b) => b.word.length - a.word.length)
  const find = (text: string, at: number) => {
    const first = text[at]
    if (first === undefined) return undefined
    const found = byFirst.get(first)?.find(({ word }) => text.startsWith(word, at))
    return found && { end: at + found.word.length, value: found.value }
  }
  return Object.assign(find, { firsts: [...byFirst.keys()] })
}

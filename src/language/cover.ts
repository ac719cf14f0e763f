/**
 * Whether a stretch of text is made of known words alone. Reading a change only from text that is
 * covered to the last character makes every question, negation and condition harmless that nobody
 * thought of: 不, 吗, 如果 are simply in no list.
 */

export type Run = { readonly start: number; readonly end: number }

/** Words by their first character. */
export type WordList = ReadonlyMap<string, readonly string[]>

/** @param words separated by blanks */
export const wordList = (...words: readonly string[]): WordList =>
  Map.groupBy(words.join(' ').split(' ').filter(Boolean), (word) => word[0]!)

/** Stands between words and says nothing. */
const silent = /[\s、,;。!~:=>→"'“”‘’「」()[\]·—…+-]/u

/** The runs of characters that no segmentation into these words covers, as few as possible. */
export function uncoveredIn(text: string, words: WordList): Run[] {
  const cost = new Int32Array(text.length + 1)
  const step = new Int32Array(text.length + 1)
  for (let at = text.length - 1; at >= 0; at--) {
    cost[at] = cost[at + 1]! + (silent.test(text[at]!) ? 0 : 1)
    for (const word of words.get(text[at]!) ?? []) {
      if (cost[at + word.length]! >= cost[at]! || !text.startsWith(word, at)) continue
      cost[at] = cost[at + word.length]!
      step[at] = word.length
    }
  }
  return collect(text, step)
}

function collect(text: string, step: Int32Array): Run[] {
  const runs: { start: number; end: number }[] = []
  for (let at = 0; at < text.length; at += Math.max(1, step[at]!)) {
    if (step[at]! > 0 || silent.test(text[at]!)) continue
    const last = runs.at(-1)
    if (last?.end === at) last.end = at + 1
    else runs.push({ start: at, end: at + 1 })
  }
  return runs
}

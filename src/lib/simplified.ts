/**
 * Traditional characters as simplified ones, for reading and comparing; what people typed is stored
 * and shown as typed. Character by character: every place stays where it was, and a name that is
 * stored and one that is said come out alike whatever stands beside them.
 */
import openccCharacters from 'opencc-js/dict/TSCharacters'

/**
 * What OpenCC leaves to phrases or to taste: 著手, 瞭解, 藉口, 甚麼, 帳期. As good as always right in
 * what is said to a sales bot; 著名 becomes 着名, which nobody ever sees.
 */
const ours = '著着 瞭了 藉借 妳你 甚什 帳账 帐账 參参 衞卫 祇只'

const simplified: ReadonlyMap<string, string> = new Map(
  [...openccCharacters.split('|').map((pair) => pair.split(' ').join('')), ...ours.split(' ')]
    // A character outside the first plane would move what follows it.
    .filter((pair) => pair.length === 2)
    .map((pair) => [pair[0]!, pair[1]!]),
)

/** The text in simplified characters, each where it stood. Doing it twice changes nothing. */
export function simplify(text: string): string {
  let changed = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const char = simplified.get(text[at]!)
    if (char === undefined) continue
    changed += text.slice(from, at) + char
    from = at + 1
  }
  return from === 0 ? text : changed + text.slice(from)
}

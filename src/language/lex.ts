/**
 * A clause as a row of tokens that covers it to the last character, or nothing: what is in no rule
 * makes the whole clause unread, so that 不, 吗, 如果 need no list of their own.
 */

export type Lexed<T> = { readonly start: number; readonly end: number; readonly token: T }

/**
 * The stretches that may begin here, the likelier first; without a token it says nothing. What is
 * only a guess has a cost.
 */
export type Rule<T> = (
  text: string,
  at: number,
) => readonly { readonly end: number; readonly token?: T; readonly cost?: number }[]

type Way<T> = { readonly cost: number; readonly step?: Lexed<T>; readonly next?: Way<T> }

/**
 * The cheapest way to cover the text with these rules; undefined when there is none. Only what can
 * be reached from the beginning is looked at: of most clauses no rule takes the first words.
 */
export function lex<T>(text: string, rules: readonly Rule<T>[]): Lexed<T>[] | undefined {
  if (text.length > longest) return undefined
  const ways: (Way<T> | null | undefined)[] = Array.from({ length: text.length + 1 })
  ways[text.length] = { cost: 0 }
  const from = (at: number): Way<T> | null => {
    const known = ways[at]
    if (known !== undefined) return known
    let best: Way<T> | null = null
    for (const rule of rules) {
      for (const { end, token, cost = 0 } of rule(text, at)) {
        const next = end > at ? from(end) : null
        const total = next ? cost + next.cost : Number.POSITIVE_INFINITY
        if (!next || (best && total >= best.cost)) continue
        const step = token === undefined ? undefined : { start: at, end, token }
        best = { cost: total, next, ...(step && { step }) }
      }
    }
    ways[at] = best
    return best
  }
  const way = from(0)
  return way ? stepsOf(way) : undefined
}

function stepsOf<T>(way: Way<T>): Lexed<T>[] {
  const steps: Lexed<T>[] = []
  for (let at: Way<T> | undefined = way; at; at = at.next) if (at.step) steps.push(at.step)
  return steps
}

/** Nobody says one thing in more characters than this. */
const longest = 120

/** Takes what the pattern matches here. The pattern must be sticky. */
export const matching =
  <T>(pattern: RegExp, tokenOf?: (match: RegExpExecArray) => T | undefined): Rule<T> =>
  (text, at) => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (!match) return []
    const end = at + match[0].length
    const token = tokenOf?.(match)
    return token === undefined ? [{ end }] : [{ end, token }]
  }

const blank = /[\s、,;。!~:=>→"'“”‘’「」()[\]·—…+-]/u

/** Blanks, punctuation and these words say nothing. @param words separated by blanks */
export function silent(...words: readonly string[]): Rule<never> {
  const all = words.join(' ').split(' ').filter(Boolean)
  const byFirst = Map.groupBy(
    all.sort((a, b) => b.length - a.length),
    (word) => word[0]!,
  )
  return (text, at) => {
    const ends = (byFirst.get(text[at]!) ?? []).flatMap((word) =>
      text.startsWith(word, at) ? [{ end: at + word.length }] : [],
    )
    return blank.test(text[at]!) ? [...ends, { end: at + 1 }] : ends
  }
}

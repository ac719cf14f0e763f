/** Traditional characters are read as simplified ones; what is kept of them is as they were typed. */
import type { Reply, Turn } from './turn.ts'

/** These words of what was said, in the characters that were typed. */
export function asTyped({ said, typed }: Pick<Turn, 'said' | 'typed'>, words: string): string {
  if (said === typed) return words
  const whole = found(said, typed, words)
  // Put together from several places: each stretch by itself.
  return whole ?? words.replace(/[^,;。\s]+/gu, (stretch) => found(said, typed, stretch) ?? stretch)
}

function found(said: string, typed: string, words: string): string | undefined {
  const at = said.indexOf(words)
  return at < 0 ? undefined : typed.slice(at, at + words.length)
}

type Proposal = Extract<Reply, { kind: 'propose' }>

/** The proposal with people's own words in their own characters. */
export function withOwnWords(turn: Turn, proposal: Proposal): Proposal {
  const { operation, body } = proposal
  if (turn.said === turn.typed || !operation.ownWords) return proposal
  const read = body as Readonly<Record<string, unknown>>
  const own = operation.ownWords.flatMap((field): [string, unknown][] => {
    const words = read[field]
    if (Array.isArray(words)) return [[field, words.map((one) => asTyped(turn, String(one)))]]
    return typeof words === 'string' ? [[field, asTyped(turn, words)]] : []
  })
  return { ...proposal, body: { ...read, ...Object.fromEntries(own) } }
}

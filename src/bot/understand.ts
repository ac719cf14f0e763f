import type { Clause, Sentence } from '../language/sentence.ts'
import type { Claim, Intent } from './turn.ts'

export type Understood = {
  readonly claims: readonly (Claim & { readonly intent: Intent })[]
  /** What no intent took. */
  readonly rest: readonly Clause[]
}

/**
 * Shares a sentence's clauses out among the intents, in the intents' order; an intent may take
 * several times, for two deals in one message.
 */
export function understand(sentence: Sentence, intents: readonly Intent[]): Understood {
  let free = sentence.clauses
  const claims: (Claim & { intent: Intent })[] = []
  for (const intent of intents) {
    while (free.length > 0) {
      const read = [intent.read(sentence, free) ?? []].flat()
      const clauses = read.flatMap((claim) => claim.clauses)
      claims.push(...read.map((claim) => ({ ...claim, intent })))
      free = free.filter((clause) => !clauses.includes(clause))
      if (clauses.length === 0) break
    }
  }
  return {
    claims: claims.sort((a, b) => (a.clauses[0]?.index ?? 0) - (b.clauses[0]?.index ?? 0)),
    rest: free,
  }
}

/** The sentences nearest to what was said, one an intent: what to offer when nothing was understood. */
export function nearestExamples(
  said: string,
  intents: readonly Intent[],
  count: number,
): readonly string[] {
  const wanted = pairsOf(said)
  const likeness = (example: string) => {
    const pairs = pairsOf(example)
    const shared = [...pairs].filter((pair) => wanted.has(pair)).length
    return shared / Math.max(1, Math.min(pairs.size, wanted.size))
  }
  return intents
    .filter((intent) => intent.what)
    .map((intent) => {
      const best = [...intent.examples].sort((a, b) => likeness(b) - likeness(a))[0]!
      return likeness(best) > 0 ? best : intent.examples[0]!
    })
    .sort((a, b) => likeness(b) - likeness(a))
    .slice(0, count)
}

const pairsOf = (text: string) =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)))

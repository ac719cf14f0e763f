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
  const nearest = intents
    .filter((intent) => intent.what)
    .map(({ examples }, place) => {
      const [best] = examples
        .map((say) => ({ say, like: likeness(say), place }))
        .sort((x, y) => y.like - x.like)
      return best!.like > 0 ? best! : { say: examples[0]!, like: 0, place }
    })
  // Where nothing is near, what is offered last is what is said most: looking, changing, logging.
  return nearest
    .sort((x, y) => y.like - x.like || y.place - x.place)
    .slice(0, count)
    .map(({ say }) => say)
}

const pairsOf = (text: string) =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)))

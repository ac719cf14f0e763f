import { type Clause, cutInto, type Sentence } from '../language/sentence.ts'
import { cutAtChanges } from '../language/spoken-changes.ts'
import { spokenPieces, spokenRequests } from '../language/spoken-pieces.ts'
import type { Claim, Intent } from './turn.ts'

export type Understood = {
  readonly claims: readonly (Claim & { readonly intent: Intent })[]
  /** What no intent took. */
  readonly rest: readonly Clause[]
}

/**
 * Shares a sentence's clauses out among the intents, in the intents' order; an intent may take
 * several times, for two deals in one message. What nobody takes whole is offered once more in
 * pieces: dictated text has blanks where others write commas, or nothing at all.
 */
export function understand(said: Sentence, intents: readonly Intent[]): Understood {
  const sentence = cutAtChanges(said)
  const whole = share(sentence, sentence.clauses, intents)
  return inRequests(sentence, whole, intents) ?? inPieces(sentence, whole, intents)
}

/** Several requests in one breath, where every one of them is understood. */
function inRequests(
  sentence: Sentence,
  whole: Understood,
  intents: readonly Intent[],
): Understood | undefined {
  const cut = cutInto(spokenRequests, sentence, whole.rest)
  const read = cut && share(cut.sentence, cut.pieces, intents)
  return read && read.rest.length === 0 ? inOrder([...whole.claims, ...read.claims], []) : undefined
}

function inPieces(sentence: Sentence, whole: Understood, intents: readonly Intent[]): Understood {
  const cut = cutInto(spokenPieces, sentence, whole.rest)
  const some = intents.filter((intent) => intent.inPieces)
  const pieces =
    cut && !ordersElse.test(sentence.text) ? share(cut.sentence, cut.pieces, some) : undefined
  return pieces && pieces.claims.length > 0
    ? inOrder([...whole.claims, ...pieces.claims], pieces.rest)
    : inOrder(whole.claims, whole.rest)
}

const startOf = ({ clauses }: Claim) => clauses[0]?.start ?? 0

const inOrder = (claims: Understood['claims'], rest: Understood['rest']): Understood => ({
  claims: [...claims].sort((a, b) => startOf(a) - startOf(b)),
  rest,
})

/** What such a sentence says of money and days belongs to what it orders, read or not. */
const ordersElse = /新[建开增]|[创录]建|录入|登记|开个|建个|删|归档|提醒|标签|导入|转给/u

function share(
  sentence: Sentence,
  clauses: readonly Clause[],
  intents: readonly Intent[],
): Understood {
  let free = clauses
  const claims: (Claim & { intent: Intent })[] = []
  for (const intent of intents) {
    while (free.length > 0) {
      const read = [intent.read(sentence, free) ?? []].flat()
      const taken = read.flatMap((claim) => claim.clauses)
      claims.push(...read.map((claim) => ({ ...claim, intent })))
      free = free.filter((clause) => !taken.includes(clause))
      if (taken.length === 0) break
    }
  }
  return { claims, rest: free }
}

/** The sentences nearest to what was said, one an intent: what to offer when nothing was understood. */
export function nearestExamples(
  said: string,
  intents: readonly Intent[],
  count: number,
): readonly string[] {
  const likeness = (example: string) => {
    const shared = sharedPairs(said, example)
    // One pair alone is a name, and names say nothing of what is wanted; nor does how long they are.
    return shared < 2 ? 0 : (shared * shared) / pairsOf(example).size
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

/** How many pairs of neighbouring characters two texts have in common. */
export function sharedPairs(one: string, other: string): number {
  const wanted = pairsOf(one)
  return [...pairsOf(other)].filter((pair) => wanted.has(pair)).length
}

/**
 * Records that the examples tell of. How near a sentence is does not hang on whose name stands in
 * it: one that happens to be in an example would be offered other sentences than one that is in none.
 */
const named =
  /华芯|华鑫|立辰|远驰|中启|顺达|矽谷半导体|矽谷|岚微|终端|检测|射频校准|射频|老化测试|可靠性实验室|可靠性|仓配一体|AEC-Q|EMC整改/gu

function pairsOf(text: string): ReadonlySet<string> {
  const rest = text.replaceAll(named, ' ')
  const pairs = Array.from({ length: Math.max(0, rest.length - 1) }, (_, i) => rest.slice(i, i + 2))
  return new Set(pairs.filter((pair) => !pair.includes(' ')))
}

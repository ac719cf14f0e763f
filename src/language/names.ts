/** Names in a sentence: which stretches could be one, and which of them are. */
import { foldName } from '../lib/names.ts'
import type { Tagged } from './reading.ts'

/** A name that the store knows, as one of its spellings. */
export type NameHit = {
  readonly key: string
  readonly kind: string
  readonly subjectId: string
  readonly form: string
  /** Whose the deal or account is. */
  readonly ownerId?: string | null
  /** The deal's account. */
  readonly accountId?: string | null
}

/** All that one stretch of text may mean. */
export type NameMention = { readonly hits: readonly NameHit[] }

const longest = 24

/** A folded text that knows where each of its characters stood. */
type Folded = {
  readonly text: string
  readonly at: readonly number[]
  /** Places inside a Latin word or a number, where no name begins or ends. */
  readonly inside: ReadonlySet<number>
}

function fold(text: string): Folded {
  const at: number[] = []
  const inside = new Set<number>()
  let folded = ''
  let apart = false
  for (let i = 0; i < text.length; i++) {
    const piece = foldChar(text[i]!)
    if (piece === '') {
      // D-1001 is one word, D1001、D1006 are two.
      apart ||= !/[-_./·]/.test(text[i]!)
      continue
    }
    if (!apart && isWordChar(folded.at(-1)) && isWordChar(piece[0])) inside.add(folded.length)
    apart = false
    folded += piece
    for (let k = 0; k < piece.length; k++) at.push(i)
  }
  return { text: folded, at, inside }
}

const foldedChars = new Map<string, string>()

function foldChar(char: string): string {
  const have = foldedChars.get(char)
  if (have !== undefined) return have
  const piece = foldName(char)
  foldedChars.set(char, piece)
  return piece
}

const isWordChar = (char: string | undefined) => char !== undefined && /[a-z0-9]/.test(char)

/** Neither end falls inside a Latin word or a number: `hx` is not in `phx`. */
function* stretches({
  text,
  inside,
}: Folded): Generator<{ start: number; end: number; key: string }> {
  for (let start = 0; start < text.length; start++) {
    if (inside.has(start)) continue
    for (let end = Math.min(text.length, start + longest); end >= start + 2; end--) {
      if (!inside.has(end)) yield { start, end, key: text.slice(start, end) }
    }
  }
}

/**
 * Every key under which a name in this text could be stored, each once. A sentence of 30 characters
 * has some 500; the store looks them up in one indexed statement whatever the number of names.
 */
export function nameCandidates(text: string): string[] {
  return [...new Set([...stretches(fold(text))].map((s) => s.key))]
}

/**
 * Tags the names in the text, the longest first, never overlapping. One stretch keeps all it may
 * mean: 「华芯」 is an account and may also begin the name of a deal.
 */
export function tagNames(text: string, hits: readonly NameHit[]): Tagged<NameMention>[] {
  const byKey = Map.groupBy(hits, (hit) => hit.key)
  const folded = fold(text)
  const found: Tagged<NameMention>[] = []
  const all = [...stretches(folded)].filter((s) => byKey.has(s.key))
  for (const { start, end, key } of all.sort(
    (a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start,
  )) {
    const from = folded.at[start]!
    const to = folded.at[end - 1]! + 1
    if (found.some((tag) => from < tag.end && tag.start < to)) continue
    found.push({
      start: from,
      end: to,
      text: text.slice(from, to),
      found: { hits: byKey.get(key)! },
    })
  }
  return found.sort((a, b) => a.start - b.start)
}

/** How alike two names are, by their characters or by their sound. */
import { foldName, pinyinKeys } from '../lib/names.ts'

const suffix = /(?:项目|工程|商机)$/u

/**
 * From 0 to 1: what was said against a deal's name, with and without its account's name and its
 * 「项目」. A part of the name, two characters at least, is as good as the whole.
 */
export function nameLikeness(said: string, name: string, account: string): number {
  const wanted = foldName(said)
  const full = foldName(name)
  const short = foldName(account)
  const rest = full.startsWith(short) ? full.slice(short.length) : full
  const spellings = [full, full.replace(suffix, ''), rest, rest.replace(suffix, '')]
  if (wanted.length >= 2 && spellings.some((spelling) => spelling.includes(wanted))) return 1
  return Math.max(...spellings.map((spelling) => likeness(wanted, spelling)))
}

function likeness(a: string, b: string): number {
  if (a.length === 0 || b.length === 0) return 0
  const byCharacter = 1 - distance(a, b) / Math.max(a.length, b.length)
  if (byCharacter >= 0.9 || Math.abs(a.length - b.length) > 1) return byCharacter
  const soundA = pinyinKeys(a)?.full
  const soundB = pinyinKeys(b)?.full
  return soundA !== undefined && soundA === soundB ? 1 : byCharacter
}

/** Edits from one to the other: Damerau's, a swap of neighbours is one. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i])
  for (let j = 1; j <= b.length; j++) rows[0]![j] = j
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, rows[i - 2]![j - 2]! + 1)
      }
      rows[i]![j] = best
    }
  }
  return rows[a.length]![b.length]!
}

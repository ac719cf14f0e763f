/** How likely two companies are the same one. */
import { coreName, isGeneric, pinyinKeys, shortName } from '../lib/names.ts'
import { withoutPlace } from '../lib/places.ts'

/** From here on two companies are asked about. Product rule. */
export const likelySame = 0.85

/**
 * Every spelling under which the same company may be stored: its core, without the place it begins
 * with, and without the words that many names end in. 深圳市中启通讯 → 深圳市中启通讯, 中启通讯, 中启.
 */
export function companySpellings(name: string): readonly string[] {
  const core = coreName(name)
  const short = shortName(name)
  return [...new Set([core, placeless(core), short, placeless(short)])]
}

/** Something of its own is left, two characters at least: neither 岚 nor 科技 is anybody's name. */
function placeless(name: string): string {
  const rest = withoutPlace(name)
  return rest.length >= 2 && !isGeneric(rest) ? rest : name
}

/** From 0 to 1: 1 for the same name once suffixes, places, width and case are out of the way. */
export function companyLikeness(a: string, b: string): number {
  const [coreA, coreB] = [placeless(coreName(a)), placeless(coreName(b))]
  if (coreA === coreB) return 1
  const [shortA, shortB] = [placeless(shortName(a)), placeless(shortName(b))]
  if (shortA === shortB || shortA === coreB || coreA === shortB) return 0.95
  const [less, more] = coreA.length < coreB.length ? [coreA, coreB] : [coreB, coreA]
  if (less.length >= 4 && more.startsWith(less)) return 0.9
  if (less.length === more.length && less.length >= 4 && soundsAs(less, more)) return 0.9
  return Math.max(byEdits(coreA, coreB), byEdits(coreName(a), coreName(b)))
}

/** 中启通迅 and 中启通讯: dictated, or picked wrongly from a list. */
const soundsAs = (a: string, b: string) => pinyinKeys(a)?.full === pinyinKeys(b)?.full

/** The share of characters that need no edit; a swap of neighbours is one edit. */
function byEdits(a: string, b: string): number {
  const most = Math.max(a.length, b.length)
  return most === 0 ? 0 : 1 - edits([...a], [...b]) / most
}

function edits(a: readonly string[], b: readonly string[]): number {
  let before: number[] = []
  let previous = b.map((_, j) => j).concat(b.length)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row[j] = Math.min(previous[j]! + 1, row[j - 1]! + 1, change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j]!, before[j - 2]! + 1)
      }
    }
    before = previous
    previous = row
  }
  return previous[b.length]!
}

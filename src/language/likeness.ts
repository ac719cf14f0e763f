/** How alike two names are, by their characters and by their sound. */
import { coreName, foldName } from '../lib/names.ts'
import { plainSound, roughSounds, soundLikeness } from '../lib/sounds.ts'

/** What is likened to: a deal has an account, an account has a short name. */
export type Named = { readonly name: string; readonly short: string }

/** Someone who says this means that: one such name is asked about by itself. */
export const surelyAlike = 0.92
/** Less is another name. */
export const barelyAlike = 0.75

const suffix = /(?:项目|工程|商机)$/u

/** What was said, ready to be held against many names. */
export type Said = {
  readonly text: string
  readonly sounds: ReadonlySet<string>
  /** Typed in pinyin. */
  readonly latin: boolean
}

export function saidName(words: string): Said {
  const text = foldName(words)
  return {
    text,
    sounds: new Set(Array.from(text, roughSounds).flat()),
    latin: /^[a-z0-9]{4,}$/.test(text),
  }
}

/** From 0 to 1: what was said against a deal's name, with and without its account's and its 「项目」. */
export function dealLikeness(said: Said, { name, short }: Named): number {
  const full = foldName(name)
  if (!mayBeAlike(said, full)) return 0
  const account = foldName(short)
  const rest = full.startsWith(account) ? full.slice(account.length) : full
  const best = bestOf(said, [full, full.replace(suffix, ''), rest, rest.replace(suffix, '')])
  return best < partly && isCustomersPart(said.text, account, rest) ? partly : best
}

/** 元驰检测线 for 远驰AEC-Q检测线: the customer by its sound, and a part of what follows. */
const partly = 0.93

function isCustomersPart(text: string, account: string, rest: string): boolean {
  const part = text.slice(account.length)
  return (
    account.length > 1 &&
    part.length > 1 &&
    rest.includes(part) &&
    isPartBySound(text.slice(0, account.length), account)
  )
}

/** From 0 to 1: what was said against a company's full name, its core and what it is called. */
export function accountLikeness(said: Said, { name, short }: Named): number {
  const full = foldName(name)
  const called = foldName(short)
  if (!mayBeAlike(said, full) && !mayBeAlike(said, called)) return 0
  const spellings = [full, coreName(name), called]
  const bare = said.text.replace(region, '')
  return Math.max(
    bestOf(said, spellings),
    bare === said.text ? 0 : bestOf({ ...said, text: bare }, spellings),
  )
}

/** 深圳市中启通讯 for 中启通讯: where it is may be left out, and said. */
const region = /^(?:\p{Script=Han}{2,3}省)?(?:\p{Script=Han}{2,3}市)?/u

/** Half of what was said sounds like something in the name. Cheap: most names end here. */
function mayBeAlike({ text, sounds, latin }: Said, full: string): boolean {
  if (latin) return true
  let shared = 0
  for (const char of full) if (roughSounds(char).some((sound) => sounds.has(sound))) shared++
  return shared * 2 >= text.length
}

/** A part of a name, two characters at least, is as good as the whole. */
function bestOf({ text, latin }: Said, spellings: readonly string[]): number {
  if (text.length < 2) return 0
  if (spellings.some((spelling) => spelling.includes(text))) return 1
  const others = latin ? spellings.map(plainSound) : spellings
  return Math.max(...[...new Set(others)].map((spelling) => likenessOf(text, spelling)))
}

function likenessOf(wanted: string, spelling: string): number {
  const byCharacter = likeness(wanted, spelling)
  return byCharacter < 0.95 && isPartBySound(wanted, spelling) ? 0.95 : byCharacter
}

function isPartBySound(part: string, whole: string): boolean {
  for (let at = 0; at + part.length <= whole.length; at++) {
    let i = 0
    while (i < part.length && soundLikeness(part[i]!, whole[at + i]!) >= 0.95) i++
    if (i === part.length) return true
  }
  return false
}

/**
 * Jaro and Winkler's: the share of characters that both have near the same place, in the same
 * order, and more for a common beginning. Characters that sound alike count almost as the same.
 */
function likeness(a: string, b: string): number {
  if (a.length === 0 || b.length === 0) return 0
  const pairs = pairUp(a, b)
  const shared = pairs.reduce((sum, { weight }) => sum + weight, 0)
  if (shared === 0) return 0
  // 华芯终端 is no slip for 华芯, but somebody else.
  const [less, more] = [Math.min(a.length, b.length), Math.max(a.length, b.length)]
  if (more - less > Math.max(1, Math.floor(less / 4))) return shared / more
  const ordered = pairs.toSorted((x, y) => x.inB - y.inB)
  const swapped = pairs.filter((pair, i) => pair.inB !== ordered[i]!.inB).length / 2
  const jaro = (shared / a.length + shared / b.length + (pairs.length - swapped) / pairs.length) / 3
  let start = 0
  while (start < 4 && pairs[start]?.inA === start && pairs[start]?.inB === start) start++
  return jaro + start * 0.1 * (1 - jaro)
}

type Pair = { readonly inA: number; readonly inB: number; readonly weight: number }

/** Each character of `a` with the one of `b` it stands for, the same ones first, at most once each. */
function pairUp(a: string, b: string): Pair[] {
  const reach = Math.max(1, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const takenB = new Set<number>()
  const byA = new Map<number, Pair>()
  for (const least of [1, 0.01]) {
    for (let inA = 0; inA < a.length; inA++) {
      if (byA.has(inA)) continue
      const to = Math.min(b.length - 1, inA + reach)
      for (let inB = Math.max(0, inA - reach); inB <= to; inB++) {
        if (takenB.has(inB)) continue
        const weight = soundLikeness(a[inA]!, b[inB]!)
        if (weight < least) continue
        takenB.add(inB)
        byA.set(inA, { inA, inB, weight })
        break
      }
    }
  }
  return [...byA.values()].sort((x, y) => x.inA - y.inA)
}

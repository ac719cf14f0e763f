/** Spellings of a name: how names are folded for look-up, and under which keys one is found. */
import { pinyin } from 'pinyin-pro'
import { foldLookAlikes } from './look-alikes.ts'
import { withoutPlace } from './places.ts'
import { simplify } from './simplified.ts'

/**
 * NFKC, simplified, lower case, look-alikes as Latin, nothing but letters, digits and Han:
 * `華芯 EMC(整改)` → `华芯emc整改`.
 */
export function foldName(text: string): string {
  return foldLookAlikes(simplify(text.normalize('NFKC')))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const legalForms =
  /(股份有限公司|有限责任公司|集团有限公司|控股有限公司|有限公司|股份公司|集团|公司|co\.?,?ltd\.?|inc\.?)$/iu

/**
 * The part of a company's name that tells it from others: brackets and the legal form dropped,
 * folded. Never under two characters. 深圳市中启通讯股份有限公司 → 深圳市中启通讯.
 */
export function coreName(name: string): string {
  const bare = simplify(name.normalize('NFKC'))
    .replace(/[((][^))]*[))]/gu, '')
    .trim()
  let core = bare
  for (;;) {
    const shorter = core.replace(legalForms, '')
    if (shorter === core || foldName(shorter).length < 2) break
    core = shorter
  }
  return foldName(core)
}

const generic =
  '微电子 半导体 科技 技术 信息 网络 电子 实业 贸易 工业 精密 通讯 通信 智能 装备 设备 股份'.split(
    ' ',
  )

/** Nothing but words that many names end in: 科技, 电子科技. */
export function isGeneric(name: string): boolean {
  const word = generic.find((one) => name.endsWith(one))
  return name === '' || (word !== undefined && isGeneric(name.slice(0, -word.length)))
}

/**
 * What colleagues will call a company: its core without the words that many names end in, as long
 * as two characters of its own are left. 苏州岚微电子 → 苏州岚微, 无锡晶锐微电子 → 无锡晶锐.
 */
export function shortName(name: string): string {
  let short = coreName(name)
  for (;;) {
    const shorter = generic
      .filter((word) => short.endsWith(word))
      .map((word) => short.slice(0, -word.length))
      .find((rest) => withoutPlace(rest).length >= 2 && rest.length >= 2)
    if (shorter === undefined) return short
    short = shorter
  }
}

/** Folded pinyin without tones, and its initials; undefined when there is no Han in the name. */
export function pinyinKeys(name: string): { full: string; initials: string } | undefined {
  if (!/\p{Script=Han}/u.test(name)) return undefined
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true })
  return {
    full: foldName(syllables.join('')),
    initials: foldName(syllables.map((s) => (/^[a-z]/.test(s) ? s[0] : s)).join('')),
  }
}

export type NameForm = 'code' | 'full' | 'core' | 'alias' | 'pinyin' | 'initials'
export type NameKey = { readonly key: string; readonly form: NameForm }

/** Every key one subject is found under, each once, the most exact form winning. */
export function nameKeys(subject: {
  readonly code?: string
  readonly name: string
  readonly aliases?: readonly string[]
}): NameKey[] {
  const keys = new Map<string, NameForm>()
  const add = (key: string, form: NameForm) => {
    if (key.length >= 2 && !keys.has(key)) keys.set(key, form)
  }
  if (subject.code) add(foldName(subject.code), 'code')
  add(foldName(subject.name), 'full')
  for (const alias of subject.aliases ?? []) add(foldName(alias), 'alias')
  add(coreName(subject.name), 'core')
  for (const spelling of [coreName(subject.name), ...(subject.aliases ?? [])]) {
    const sound = pinyinKeys(spelling)
    if (sound) {
      add(sound.full, 'pinyin')
      add(sound.initials, 'initials')
    }
  }
  return [...keys].map(([key, form]) => ({ key, form }))
}

const dealSuffix = /(项目|工程|商机)$/u

/** In a name as short a slip in the middle leaves no two neighbours: 立乙辰. */
const shortest = 4

/**
 * Every two neighbours in a name, so that one with a slip in it is found by what is left: 中启通讯 →
 * 中启, 启通, 通讯. Of a short one also every two with one between them. Without the words that half
 * of all names end in.
 */
export function nameBigrams(...spellings: readonly string[]): string[] {
  const cores = spellings.map((spelling) => coreName(spelling).replace(dealSuffix, ''))
  return [
    ...new Set(
      cores.flatMap((core) => [
        ...bigramsOf(core),
        ...(core.length <= shortest ? pairsIn(core, 2) : []),
      ]),
    ),
  ]
}

/** The bigrams that a name may have of which this was said: also of neighbours that were swapped. */
export function bigramsSaid(said: string): string[] {
  const text = foldName(said)
  const neighbours = bigramsOf(text)
  const swapped = neighbours.map(([first = '', second = '']) => second + first)
  return [...new Set([...neighbours, ...swapped, ...pairsIn(text, 2)])]
}

/** Every two neighbours in a folded text. */
export const bigramsOf = (text: string): string[] => pairsIn(text, 1)

const pairsIn = (text: string, apart: number): string[] =>
  Array.from({ length: Math.max(0, text.length - apart) }, (_, at) => text[at]! + text[at + apart]!)

/**
 * What else people call a deal: without 「项目」, without its account's name in front, without both.
 * 华芯检测项目 of 华芯 → 华芯检测, 检测项目.
 *
 * A rest of two characters (检测) is left out: it is an ordinary word more often than a name.
 */
export function dealAliases(name: string, accountSpellings: readonly string[]): string[] {
  const folded = foldName(name)
  const prefixes = accountSpellings.map(foldName).sort((a, b) => b.length - a.length)
  const prefix = prefixes.find((p) => p.length >= 2 && folded.startsWith(p)) ?? ''
  const rest = folded.slice(prefix.length)
  const short = (text: string) => text.replace(dealSuffix, '')
  return [...new Set([short(folded), rest, short(rest)])].filter(
    (alias) => alias !== folded && alias.length >= 3,
  )
}

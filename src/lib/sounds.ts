/** How characters sound: who dictates writes 华新 for 华芯, who types pinyin 向目 for 项目. */
import { polyphonic } from 'pinyin-pro'

/** Every reading without its tone, and as those say it who do not tell zh from z; none for Latin. */
type Sound = { readonly readings: readonly string[]; readonly flat: readonly string[] }

const known = new Map<string, Sound>()

function soundOf(char: string): Sound {
  const have = known.get(char)
  if (have) return have
  const [readings = []] = /\p{Script=Han}/u.test(char)
    ? polyphonic(char, { toneType: 'none', type: 'array', v: true })
    : []
  const sound = { readings: [...new Set(readings)], flat: [...new Set(readings.map(flatten))] }
  known.set(char, sound)
  return sound
}

/** Initials and finals that many do not tell apart: zh z, l n, ang an. */
const flatten = (reading: string) =>
  reading
    .replace(/^([zcs])h/, '$1')
    .replace(/^l/, 'n')
    .replace(/ng$/, 'n')

const meet = (a: readonly string[], b: readonly string[]) =>
  a.some((reading) => b.includes(reading))

/** 1 for the same character, less for one that sounds the same, less again for nearly, else 0. */
export function soundLikeness(a: string, b: string): number {
  if (a === b) return 1
  const [ofA, ofB] = [soundOf(a), soundOf(b)]
  if (meet(ofA.readings, ofB.readings)) return 0.95
  return meet(ofA.flat, ofB.flat) ? 0.85 : 0
}

/** What a character may sound like to somebody who does not tell zh from z; Latin as it stands. */
export function roughSounds(char: string): readonly string[] {
  const { flat } = soundOf(char)
  return flat.length > 0 ? flat : [char]
}

/** Pinyin of a folded name, one reading a character, Latin as it stands. */
export const plainSound = (folded: string): string =>
  Array.from(folded, (char) => soundOf(char).readings[0] ?? char).join('')

/** Parts of the day, where no hour was said: when they begin for whoever wants to be reminded. */

const minutes: readonly (readonly [RegExp, number])[] = [
  [/凌晨|半夜/u, 5 * 60],
  [/中午|正午|午饭/u, 12 * 60],
  [/下午|午后/u, 14 * 60],
  [/傍晚|下班/u, 18 * 60],
  [/晚|夜/u, 20 * 60],
  [/早|上午/u, 9 * 60],
]

/** Pattern source: longer words first. */
export const partsOfDay =
  '凌晨|半夜|一大早|大清早|一早|早上|早晨|清早|上午|中午|正午|下午|午后|傍晚|下班前|晚上|夜里|今晚|明晚|明早'

/** Minutes since midnight. */
export const partOfDayMinute = (words: string): number | undefined =>
  minutes.find(([word]) => word.test(words))?.[1]

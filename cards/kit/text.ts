/** Text that people typed, made fit to stand in a card; and spans, taken apart. */
import type { Line, Span } from './card.ts'

// C0 and C1 controls, soft hyphen, zero-width and bidirectional marks, tag characters; the joiner
// U+200D unless it joins two emoji.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|(?<!\p{Extended_Pictographic}\ufe0f?)\u200d/gu

/** Anything but common letters, or a blank too many: what most texts have none of. */
const unusual = /[^ -~·—…→\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]|^ | $| {2}/

/** One line: breaks and runs of blanks become one blank, what cannot be seen is dropped. */
export function cleanText(text: string): string {
  if (!unusual.test(text)) return text
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\s+/gu, ' ')
    .replace(invisible, '')
    .trim()
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** At most `max` characters as people count them, the last one 「…」 when something was cut. */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text
  let count = 0
  let lastStart = 0
  for (const { index } of graphemes.segment(text)) {
    count += 1
    if (count === max) lastStart = index
    if (count > max) return `${text.slice(0, lastStart).trimEnd()}…`
  }
  return text
}

export type StyledSpan = Exclude<Span, string>

export function spansOf(line: Line): readonly StyledSpan[] {
  const spans = (Array.isArray(line) ? line : [line]) as readonly Span[]
  return spans.map((span) => (typeof span === 'string' ? { text: span } : span))
}

/** A line's words without emphasis. */
export function lineText(line: Line): string {
  return cleanText(
    spansOf(line)
      .map((span) => span.text)
      .join(''),
  )
}

/** Width in Latin letters: Han and other wide characters count two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\uffdc\u{1f300}-\u{3fffd}]/u.test(character) ? 2 : 1
  return width
}

/** A table's cell; empty where the row has none of that column, even one called `constructor`. */
export function cellText(row: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(row, key) ? cleanText(row[key] ?? '') : ''
}

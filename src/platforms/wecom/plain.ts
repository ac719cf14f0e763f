/** Words for WeCom, where nothing in them may act as markup, and where lengths are few. */
import { cleanText, truncate } from '../../../cards/kit/text.ts'

/** A text message takes `<a href>` for a link and a group takes `<@userid>` for a call. */
const markup = /<(?=[a-z/@!])/gi

/** One line that is shown as it is. */
export function plain(text: string): string {
  return cleanText(text).replace(markup, '＜')
}

/** At most `max` UTF-16 units, 「…」 at the end when something was cut. */
export function cut(text: string, max: number): string {
  let short = truncate(text, max)
  for (let most = max - 1; short.length > max && most > 0; most -= 1) short = truncate(text, most)
  return short.length > max ? '…' : short
}

/** The lines as few texts of at most so many bytes. */
export function toTexts(lines: readonly string[], maxBytes: number): string[] {
  const texts: string[] = []
  let text = ''
  for (const line of lines.flatMap((whole) => pieces(whole, maxBytes))) {
    const longer = text === '' ? line : `${text}\n${line}`
    if (Buffer.byteLength(longer) <= maxBytes) text = longer
    else {
      texts.push(text)
      text = line
    }
  }
  return text === '' ? texts : [...texts, text]
}

/** One line that is longer than a text, taken apart between characters. */
function pieces(line: string, maxBytes: number): string[] {
  if (Buffer.byteLength(line) <= maxBytes) return [line]
  const found: string[] = []
  let piece = ''
  for (const character of line) {
    if (Buffer.byteLength(piece + character) > maxBytes) {
      found.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...found, piece]
}

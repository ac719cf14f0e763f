/**
 * One spelling for what can be typed in several: the text that every tagger reads. Positions in
 * tagged spans refer to the normalised text; there is no map back to the original, because
 * characters are removed, blanks merged and a blank added where a comma between digits ends a
 * clause. Normalising twice changes nothing.
 *
 * Clauses end at `,` `;` `:` `!` `?` `。` `、` and line breaks, whichever form was typed. A comma or
 * colon that stands directly between two digits is part of a number or a time; see
 * `isClauseBreakAt`.
 */

import { simplify } from '../lib/simplified.ts'

/** Longer messages are cut here, before anything reads them. */
export const MAX_TEXT = 4000

/** Punctuation with one meaning and many shapes. Full-width ASCII is folded by its code point. */
const folded: Readonly<Record<string, string>> = {
  '￥': '¥',
  '﹣': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '―': '—',
  '～': '~',
  '∼': '~',
  '〜': '~',
  '【': '[',
  '】': ']',
  '〔': '(',
  '〕': ')',
  '﹪': '%',
  '＄': '$',
  '￡': '£',
  '｡': '。',
  '､': '、',
  '﹐': ',',
  '﹒': '.',
  '⁄': '/',
  '∕': '/',
}

const isDigit = (char: string | undefined) => char !== undefined && /^[0-9]$/.test(char)
const isAscii = (char: string | undefined) => char !== undefined && /^[!-~]$/.test(char)

/** Whether a clause may end at this place of a normalised text. */
export function isClauseBreakAt(text: string, at: number): boolean {
  const char = text[at]
  if (char === undefined) return false
  if (char === ',' || char === ':') return !(isDigit(text[at - 1]) && isDigit(text[at + 1]))
  return ';!?。、\n'.includes(char)
}

/** See the top of the file. Traditional characters become simplified ones. */
export function normalise(text: string): string {
  return simplify(tidy(text))
}

/** The same but for the characters, which stay as typed: each stands where it does in `normalise`. */
export function tidy(text: string): string {
  return mergeBlanks(settleSeparators([...text.normalize('NFC')].map(foldChar)))
}

function foldChar(char: string): string {
  const code = char.codePointAt(0)!
  if (isInvisible(code)) return ''
  if (char === '\n' || char === '\u2028' || char === '\u2029') return '\n'
  if (/\s/u.test(char)) return ' '
  const fold = folded[char]
  if (fold) return fold
  if (char !== '，' && code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  // Kangxi and CJK radicals look like ordinary characters and are pasted from PDF files.
  if (code >= 0x2e80 && code <= 0x2fdf) return char.normalize('NFKC')
  return char
}

/** Controls, zero-width, bidirectional marks, variation selectors, tags, lone surrogates. */
function isInvisible(code: number): boolean {
  if (code === 0x0a || code === 0x09 || code === 0x0b || code === 0x0c) return false
  return (
    code < 0x20 ||
    (code >= 0x7f && code <= 0x9f && code !== 0x85) ||
    code === 0xad ||
    code === 0x034f ||
    code === 0x061c ||
    code === 0x180e ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    (code >= 0xfff0 && code <= 0xfffb) ||
    (code >= 0xe0000 && code <= 0xe0fff)
  )
}

/** Settles what a full-width comma and a full stop are, which depends on what stands beside them. */
function settleSeparators(chars: readonly string[]): string[] {
  const text = chars.filter((char) => char !== '')
  return text.map((char, i) => {
    const before = text[i - 1]
    const after = text[i + 1]
    if (char === '，') {
      if (!isDigit(before) || !isDigit(after)) return ','
      return endsGroupOfThree(text, i) ? ',' : ', '
    }
    // 3.2 and Co.,Ltd keep theirs; 好. ends a sentence.
    return char === '.' && !isAscii(before) && !isAscii(after) ? '。' : char
  })
}

/** 3，200，000 is one number; 改成320，15号签 are two clauses. */
function endsGroupOfThree(text: readonly string[], at: number): boolean {
  const group = text.slice(at + 1, at + 4)
  return group.length === 3 && group.every(isDigit) && !isDigit(text[at + 4])
}

function mergeBlanks(chars: readonly string[]): string {
  return chars
    .join('')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}

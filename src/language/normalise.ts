/**
 * One spelling for what can be typed in several: the text that every tagger reads. Positions in
 * tagged spans refer to the normalised text; there is no map back to the original, because
 * characters are removed and blanks merged. The result is never longer than the input and
 * normalising twice changes nothing.
 *
 * Separators come out so that their role can be told from the character alone: `,` `.` and `:`
 * stand only inside numbers, Latin words and times; between clauses there are `，` `。` `；` `：`
 * `！` `？` and line breaks, whichever form was typed.
 */

/** Longer messages are cut here, before anything reads them. */
export const MAX_TEXT = 4000

/** Traditional characters of numbers, dates, units and the verbs of the product; names stay. */
const simplified = pairs(
  '萬万億亿兩两參叁貳贰陸陆週周號号後后點点個个幾几餘余來来禮礼拜拜簽签約约進进階阶談谈' +
    '額额價价錢钱塊块報报會会議议話话電电見见問问題题錄录記记時时間间鐘钟過过還还這这從从' +
    '給给當当現现開开關关單单輸输贏赢審审批批條条帳账賬账預预計计劃划將将減减漲涨調调讓让' +
    '優优惠惠節节慶庆舊旧應应該该與与擴扩項项刪删撤撤銷销誰谁麼么樣样沒没說说聯联係系繫系' +
    '導导轉转組组標标籤签級级達达績绩幫帮確确認认對对業业務务訂订購购總总',
)

function pairs(text: string): ReadonlyMap<string, string> {
  const chars = [...text]
  const map = new Map<string, string>()
  for (let i = 0; i + 1 < chars.length; i += 2) map.set(chars[i]!, chars[i + 1]!)
  return map
}

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
  '﹐': '，',
  '﹒': '.',
  '⁄': '/',
  '∕': '/',
}

const wide: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '!': '！',
  '?': '？',
  '.': '。',
}
const narrow = Object.fromEntries(Object.entries(wide).map(([n, w]) => [w, n]))

const breaks = new Set(['，', '。', '；', '：', '！', '？', '、', '\n'])

/** Whether a clause may end at this character of a normalised text. */
export function isClauseBreak(char: string | undefined): boolean {
  return char !== undefined && breaks.has(char)
}

/** See the top of the file. */
export function normalise(text: string): string {
  return mergeBlanks(settleSeparators([...text.normalize('NFC')].map(foldChar)))
}

function foldChar(char: string): string {
  const code = char.codePointAt(0)!
  if (isInvisible(code)) return ''
  if (char === '\n' || char === '\u2028' || char === '\u2029') return '\n'
  if (/\s/u.test(char)) return ' '
  const fold = folded[char] ?? simplified.get(char)
  if (fold) return fold
  if (code >= 0xff01 && code <= 0xff5e)
    return narrow[char] ? char : String.fromCharCode(code - 0xfee0)
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

const isDigit = (char: string | undefined) => char !== undefined && /^[0-9]$/.test(char)
const isAscii = (char: string | undefined) => char !== undefined && /^[!-~]$/.test(char)

/** Decides for each separator whether it is inside something or between two things. */
function settleSeparators(chars: readonly string[]): string[] {
  const text = chars.filter((char) => char !== '')
  return text.map((char, i) => {
    const before = text[i - 1]
    const after = text[i + 1]
    const between = isDigit(before) && isDigit(after)
    const asNarrow = narrow[char]
    if (asNarrow) return between && keepsNumber(text, i, asNarrow) ? asNarrow : char
    const asWide = wide[char]
    if (!asWide || between) return char
    // 3.2, Co.,Ltd, https://…: inside Latin text; `.5` and `...` are left as they are.
    if (char === '.') return isAscii(after) || isAscii(before) ? char : asWide
    return isAscii(before) && isAscii(after) ? char : asWide
  })
}

/** A full-width separator inside a number: 15：30, 3．2, and 3，200，000 in whole groups of three. */
function keepsNumber(text: readonly string[], at: number, as: string): boolean {
  if (as === ':' || as === '.') return true
  if (as !== ',') return false
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

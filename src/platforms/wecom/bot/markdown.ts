/** Words for the bot, which says everything but cards in markdown. */

/** What would be bold, code, a link or a heading looks the same and is none of it. */
const wide: Readonly<Record<string, string>> = {
  '*': '＊',
  '`': '｀',
  '[': '［',
  ']': '］',
  '~': '～',
}

/** The lines as they are: whatever people typed marks nothing up. */
export function asMarkdown(text: string): string {
  return text
    .replace(/[*`[\]~]/g, (mark) => wide[mark]!)
    .replace(/^(\s*)#/gm, '$1＃')
    .replace(/^(\s*)>/gm, '$1＞')
}

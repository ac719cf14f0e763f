/**
 * Text into Feishu's markdown, where nothing in it may act as markup: every character of the
 * official table, and `&` and `|` which it forgets, become numeric entities. Unescaped, a name like
 * `<at id=all></at>` would call everyone, and an unknown id would fail the whole card.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/rich-text
 */
const markup = /[&<>*_~`[\]()#:$|!+\-/\\"']/g

export function escapeMarkdown(text: string): string {
  return text.replace(markup, (character) => `&#${character.charCodeAt(0)};`)
}

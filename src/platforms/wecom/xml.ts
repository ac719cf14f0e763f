/** XML from outside: one root called `xml`, texts as they are, nothing declared or expanded. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'

export type Read = { readonly value: unknown } | { readonly problem: string }

const lists: readonly string[] = ['SelectedItem', 'OptionId']
const parser = new XMLParser({
  ignoreAttributes: true,
  // 007 is a text, and a MsgId is larger than numbers are exact.
  parseTagValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  isArray: (name) => lists.includes(name),
})
const declaration = /^\s*<\?xml [^<>]*\?>/
const literalOrMarkup = /<!\[CDATA\[[\s\S]*?\]\]>|<[!?]/g

/** What stands in the root element: texts, and objects of them. */
export function readXml(text: string): Read {
  if (isDeclaring(text)) return { problem: 'declares what it must not' }
  try {
    // The parser takes what is unclosed for closed.
    if (XMLValidator.validate(text) !== true) return { problem: 'not well-formed' }
    const roots: Readonly<Record<string, unknown>> = parser.parse(text)
    return Object.keys(roots).join() === 'xml' && !Array.isArray(roots.xml)
      ? { value: roots.xml }
      : { problem: 'not one xml element' }
  } catch {
    return { problem: 'not XML' }
  }
}

/** A document type, an entity, a comment, an instruction: anywhere but in what people wrote. */
function isDeclaring(text: string): boolean {
  for (const [found] of text.replace(declaration, '').matchAll(literalOrMarkup)) {
    if (found.length === 2) return true
  }
  return false
}

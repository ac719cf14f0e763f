/** The platform's XML: what it writes, and how it reads what a callback answers. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** Strings go out as CDATA, numbers bare; a list is repeated siblings; undefined is left out. */
type XmlOne = string | number | XmlElements
export type XmlValue = XmlOne | readonly XmlOne[] | undefined
export type XmlElements = { readonly [name: string]: XmlValue }

export const writeXml = (elements: XmlElements): string => `<xml>${writeAll(elements)}</xml>`

function writeAll(elements: XmlElements): string {
  return Object.entries(elements)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) =>
        element(name, one as XmlOne | undefined),
      ),
    )
    .join('')
}

function element(name: string, value: XmlOne | undefined): string {
  if (value === undefined) return ''
  return `<${name}>${inside(value)}</${name}>`
}

function inside(value: XmlOne): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
  return writeAll(value)
}

export type XmlTree = { readonly [name: string]: string | XmlTree | readonly (string | XmlTree)[] }

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
})

/** The one `<xml>` in it; undefined for anything else. */
export function readXml(text: string): XmlTree | undefined {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return undefined
  if (XMLValidator.validate(text) !== true) return undefined
  const root: unknown = parser.parse(text)
  const tree = isTree(root) ? root.xml : undefined
  return isTree(tree) ? tree : undefined
}

export const isTree = (value: unknown): value is XmlTree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const textAt = (tree: XmlTree | undefined, name: string): string | undefined => {
  const value = tree?.[name]
  return typeof value === 'string' ? value : undefined
}

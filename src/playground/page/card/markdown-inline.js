import { decodeEntities } from './entities.js'

/**
 * The inline part of Feishu's markdown as a tree. Entities are decoded in leaves only, after the
 * markup was read, so an escaped name can never become markup.
 * @typedef {{ type: string, children?: InlineNode[], text?: string, attributes?: Record<string, string> }} InlineNode
 */

const VOID = new Set(['br', 'hr', 'person', 'local_datetime', 'audio'])
const TAG = /^<(font|text_tag|number_tag|at|person|link|a|local_datetime|br|hr|raw|audio)\b([^>]*)>/
const ATTRIBUTE = /([a-z_]+)\s*=\s*(?:'([^']*)'|"([^"]*)"|([^\s'">]+))/g
const PAIRS = [
  ['**', 'bold'],
  ['__', 'bold'],
  ['~~', 'strike'],
  ['*', 'italic'],
  ['_', 'italic'],
]

/** @param {string} source @returns {InlineNode[]} */
export function parseInline(source) {
  const nodes = []
  let plain = ''
  let rest = source
  const flush = () => {
    if (plain !== '') nodes.push({ type: 'text', text: decodeEntities(plain) })
    plain = ''
  }
  while (rest !== '') {
    const found = readNode(rest, plain.at(-1))
    if (found) {
      flush()
      nodes.push(found.node)
      rest = rest.slice(found.length)
    } else {
      plain += rest[0]
      rest = rest.slice(1)
    }
  }
  flush()
  return nodes
}

function readNode(rest, before) {
  if (rest[0] === '\n') return { node: { type: 'break' }, length: 1 }
  if (rest[0] === '`') return readCode(rest)
  if (rest[0] === '<') return readTag(rest)
  if (rest[0] === '[' || rest[0] === '!') return readLink(rest)
  return readPair(rest, before)
}

function readCode(rest) {
  const end = rest.indexOf('`', 1)
  if (end < 2) return undefined
  return { node: { type: 'code', text: decodeEntities(rest.slice(1, end)) }, length: end + 1 }
}

function readPair(rest, before) {
  for (const [mark, type] of PAIRS) {
    if (!rest.startsWith(mark)) continue
    // snake_case and 2_000 are no emphasis
    if (mark[0] === '_' && before && /[\p{L}\p{N}]/u.test(before)) return undefined
    const end = rest.indexOf(mark, mark.length)
    const inner = end < 0 ? '' : rest.slice(mark.length, end)
    if (inner.trim() === '' || inner !== inner.trim() || inner.includes('\n\n')) continue
    return { node: { type, children: parseInline(inner) }, length: end + mark.length }
  }
  return undefined
}

function readLink(rest) {
  const match = /^(!?)\[([^\]]*)\]\(([^)\s]*)\)/.exec(rest)
  if (!match) return undefined
  const [whole, image, label, target] = match
  const attributes = { href: decodeEntities(target) }
  const node = image
    ? { type: 'image', text: decodeEntities(label), attributes }
    : { type: 'link', children: parseInline(label), attributes }
  return { node, length: whole.length }
}

function readTag(rest) {
  const match = TAG.exec(rest)
  if (!match) return undefined
  const [whole, name, raw] = match
  const attributes = readAttributes(raw)
  const type = name === 'a' ? 'link' : name
  if (VOID.has(name)) {
    const close = rest.slice(whole.length).startsWith(`</${name}>`) ? name.length + 3 : 0
    return { node: { type, attributes, children: [] }, length: whole.length + close }
  }
  const close = `</${name}>`
  const end = rest.indexOf(close, whole.length)
  if (end < 0) return undefined
  const children = parseInline(rest.slice(whole.length, end))
  return { node: { type, attributes, children }, length: end + close.length }
}

function readAttributes(raw) {
  const attributes = {}
  for (const [, name, single, double, bare] of raw.matchAll(ATTRIBUTE)) {
    attributes[name] = decodeEntities(single ?? double ?? bare ?? '')
  }
  return attributes
}

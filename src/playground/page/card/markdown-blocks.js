import { parseInline } from './markdown-inline.js'

/**
 * Feishu's markdown as blocks. A single line break is kept, as the client keeps it.
 * @param {string} source
 */
export function parseBlocks(source) {
  const lines = source.replaceAll('\r\n', '\n').split('\n')
  const blocks = []
  let index = 0
  while (index < lines.length) {
    const taken = READERS.map((read) => read(lines, index)).find(Boolean)
    if (taken.block) blocks.push(taken.block)
    index = taken.next
  }
  return blocks
}

const HEADING = /^(#{1,6})\s+(.*)$/
const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/
const RULE = /^(?:-{3,}|\*{3,}|<hr\s*\/?>)\s*$/
const FENCE = /^```/
const QUOTE = /^>\s?(.*)$/
const TABLE_RULE = /^\s*\|?[\s:|-]+\|[\s:|-]*$/

const READERS = [
  readBlank,
  readFence,
  readHeading,
  readRule,
  readTable,
  readQuote,
  readList,
  readParagraph,
]

function readBlank(lines, index) {
  return lines[index].trim() === '' ? { next: index + 1 } : undefined
}

function readFence(lines, index) {
  if (!FENCE.test(lines[index])) return undefined
  const end = lines.findIndex((line, at) => at > index && FENCE.test(line))
  const last = end < 0 ? lines.length : end
  const text = lines.slice(index + 1, last).join('\n')
  return { block: { type: 'code', text }, next: last + 1 }
}

function readHeading(lines, index) {
  const match = HEADING.exec(lines[index])
  if (!match) return undefined
  const block = { type: 'heading', level: match[1].length, children: parseInline(match[2]) }
  return { block, next: index + 1 }
}

function readRule(lines, index) {
  return RULE.test(lines[index]) ? { block: { type: 'rule' }, next: index + 1 } : undefined
}

function readTable(lines, index) {
  if (!lines[index].includes('|') || !TABLE_RULE.test(lines[index + 1] ?? '')) return undefined
  let next = index + 2
  while (next < lines.length && lines[next].includes('|')) next += 1
  const rows = [lines[index], ...lines.slice(index + 2, next)].map(cellsOf)
  return { block: { type: 'table', rows }, next }
}

function cellsOf(line) {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '')
  return inner.split('|').map((cell) => parseInline(cell.trim()))
}

function readQuote(lines, index) {
  if (!QUOTE.test(lines[index])) return undefined
  const { texts, next } = collect(lines, index, (line) => QUOTE.exec(line)?.[1])
  return { block: { type: 'quote', children: parseInline(texts.join('\n')) }, next }
}

function readList(lines, index) {
  if (!ITEM.test(lines[index])) return undefined
  const { texts, next } = collect(lines, index, (line) => ITEM.exec(line) ?? undefined)
  const items = texts.map(([, indent, mark, text]) => ({
    depth: Math.min(Math.floor(indent.length / 2), 3),
    mark: /\d/.test(mark) ? mark.replace(')', '.') : '•',
    children: parseInline(text),
  }))
  return { block: { type: 'list', items }, next }
}

function readParagraph(lines, index) {
  const ends = (line) =>
    line.trim() === '' || [HEADING, ITEM, RULE, FENCE, QUOTE].some((start) => start.test(line))
  let next = index + 1
  while (next < lines.length && !ends(lines[next])) next += 1
  const children = parseInline(lines.slice(index, next).join('\n'))
  return { block: { type: 'paragraph', children }, next }
}

function collect(lines, index, read) {
  const texts = []
  let next = index
  while (next < lines.length && read(lines[next]) !== undefined) {
    texts.push(read(lines[next]))
    next += 1
  }
  return { texts, next }
}

/**
 * What markup in `markdown` and `lark_md` texts does: mentions, links, pictures. Text that a bot
 * failed to escape shows here, as a mention nobody meant or as a card that cannot be sent.
 */
import { type CardProblem, type KnownThings, problemCodes } from './problem.ts'
import { type CardNode, listAt, objectAt } from './tree.ts'
import { urlProblem } from './urls.ts'

const markdownTables = 4

const knownHtml = new Set([
  'at',
  'font',
  'text_tag',
  'person',
  'number_tag',
  'local_datetime',
  'a',
  'link',
  'audio',
  'raw',
  'br',
  'hr',
])

export type TextFindings = {
  readonly errors: readonly CardProblem[]
  readonly warnings: readonly string[]
  readonly mentionsAll: boolean
}

export function textFindings(nodes: readonly CardNode[], known: KnownThings): TextFindings {
  const found = nodes
    .flatMap(markupOf)
    .map(({ text, path }) => findingsOf(withoutCode(text), path, known))
  return {
    errors: found.flatMap((f) => f.errors),
    warnings: found.flatMap((f) => f.warnings),
    mentionsAll: found.some((f) => f.mentionsAll),
  }
}

type Markup = { readonly text: string; readonly path: string }

function markupOf(node: CardNode): Markup[] {
  const { json, path } = node
  if (node.tag === 'markdown' || node.tag === 'lark_md') {
    return typeof json.content === 'string' ? [{ text: json.content, path }] : []
  }
  if (node.tag !== 'table') return []
  const keys = listAt(json.columns)
    .map(objectAt)
    .filter((column) => column?.data_type === 'lark_md' || column?.data_type === 'markdown')
    .map((column) => String(column?.name))
  return listAt(json.rows).flatMap((row, i) =>
    keys.flatMap((key) => {
      const cell = objectAt(row)?.[key]
      return typeof cell === 'string' ? [{ text: cell, path: `${path}/rows/${i}/${key}` }] : []
    }),
  )
}

/** Nothing in code is markup. */
function withoutCode(text: string): string {
  return text.replace(/```[\s\S]*?(```|$)/g, '').replace(/`[^`\n]*`/g, '')
}

function findingsOf(text: string, path: string, known: KnownThings): TextFindings {
  const mentions = mentionsIn(text)
  const mentionsAll = mentions.some((mention) => mention === 'all')
  const errors: CardProblem[] = [
    ...mentions.filter((id) => !isKnown(id, known)).map((id) => unknownPerson(id, path)),
    ...imagesIn(text)
      .filter((key) => !known.image(key))
      .map((key) => ({
        code: problemCodes.unknownImage,
        path,
        message: 'image key is invalid',
        value: key,
      })),
    ...linksIn(text).flatMap((url) => {
      const message = urlProblem(url, ['http:', 'https:', 'tel:'])
      return message ? [{ code: problemCodes.malformed, path, message, value: url }] : []
    }),
  ]
  if (mentionsAll && !known.mentionAllAllowed) errors.push(unknownPerson('all', path))
  if (tablesIn(text) > markdownTables) {
    errors.push({ code: problemCodes.overLimit, path, message: 'too many tables in a markdown' })
  }
  return { errors, warnings: warningsOf(text, path), mentionsAll }
}

function unknownPerson(value: string, path: string): CardProblem {
  return {
    code: problemCodes.unknownPerson,
    path,
    message: 'There is an invalid user resource(at/person) in your card',
    value,
  }
}

function isKnown(id: string, known: KnownThings): boolean {
  return id === 'all' || known.person(id) || known.email(id)
}

/** Ids and addresses of `<at id=…>`, `<at ids=a,b>`, `<at email=…>` and `<person id='…'>`. */
function mentionsIn(text: string): string[] {
  return [...text.matchAll(/<(?:at|person)\s([^>]*)>/gi)].flatMap((match) =>
    [...(match[1] ?? '').matchAll(/\b(?:id|ids|email)\s*=\s*(['"]?)([^'"\s>]*)\1/gi)].flatMap(
      (attribute) => (attribute[2] ?? '').split(',').filter((id) => id !== ''),
    ),
  )
}

function imagesIn(text: string): string[] {
  return [...text.matchAll(/!\[[^\]]*\]\(([^)\s]*)\)/g)].map((match) => match[1] ?? '')
}

/** Written links, and bare ones as far as a blank: a bare link runs on into Chinese text. */
function linksIn(text: string): string[] {
  const written =
    /(?<!!)\[[^\]]*\]\(([^)]*)\)|<(?:a|link)\s[^>]*?\b(?:href|url)\s*=\s*['"]?([^'"\s>]+)/gi
  const explicit = [...text.matchAll(written)].map((match) => match[1] ?? match[2] ?? '')
  const rest = text.replace(written, ' ').replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
  const bare = [...rest.matchAll(/https?:\/\/[^\s<>()[\]*_~"']+/gi)].map((match) => match[0])
  return [...explicit, ...bare]
}

function tablesIn(text: string): number {
  return [...text.matchAll(/^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)+\|?\s*$/gm)].length
}

function warningsOf(text: string, path: string): string[] {
  const warnings = [...text.matchAll(/<\/?([a-z][a-z0-9_]*)/gi)]
    .map((match) => (match[1] ?? '').toLowerCase())
    .filter((tag) => !knownHtml.has(tag))
    .map((tag) => `${path}: <${tag}> is not drawn`)
  if (/&(?!#\d+;|#x[0-9a-f]+;|[a-z]+;)[a-z]+/i.test(text)) {
    warnings.push(`${path}: & before a word may be read as an entity`)
  }
  return warnings
}

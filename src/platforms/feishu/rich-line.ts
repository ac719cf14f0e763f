/** A line of spans as one element: plain text when it can be, markdown where emphasis is needed. */
import type { Line, Tone } from '../../../cards/kit/card.ts'
import { cleanText, lineText, type StyledSpan, spansOf, truncate } from '../../../cards/kit/text.ts'
import { type CardElement, div, palette } from './elements.ts'
import { escapeMarkdown } from './escape.ts'

export type LineStyle = {
  readonly size?: 'normal' | 'small'
  /** Characters that the line may have, cut with 「…」. */
  readonly max: number
  /** Grey unless the line has colours of its own. */
  readonly quiet?: boolean
}

/** The element that shows a line; undefined when there is nothing to see. */
export function lineElement(line: Line, style: LineStyle): CardElement | undefined {
  const spans = cutSpans(line, style.max)
  if (spans.length === 0) return undefined
  const size = style.size === 'small' ? { text_size: 'notation' } : {}
  const [only] = spans
  if (only && spans.every((span) => isPlain(span) && span.tone === only.tone)) {
    const tone = only.tone ?? (style.quiet ? 'quiet' : 'neutral')
    const color = tone === 'quiet' ? 'grey' : palette[tone].text
    const words = spans
      .map((span) => span.text)
      .join('')
      .trim()
    return div(words, { ...size, ...(color === 'default' ? {} : { text_color: color }) })
  }
  return { tag: 'markdown', content: spansToMarkdown(spans, style.quiet), ...size }
}

/** A line within a larger piece of markdown. */
export function lineMarkdown(line: Line, max: number, quiet = false): string {
  return spansToMarkdown(cutSpans(line, max), quiet)
}

export function grey(markdown: string): string {
  return `<font color='grey'>${markdown}</font>`
}

function isPlain(span: StyledSpan): boolean {
  return !span.bold && !span.strike
}

/** Spans cleaned, and cut together to so many characters. */
function cutSpans(line: Line, max: number): StyledSpan[] {
  if (lineText(line) === '') return []
  let room = max
  const spans: StyledSpan[] = []
  for (const span of spansOf(line)) {
    const text = truncate(keepEdges(span.text), room)
    if (text === '') continue
    spans.push({ ...span, text })
    room -= text.length
    if (room <= 0) break
  }
  return spans
}

/** Clean, but a blank at either end stays: it separates a span from its neighbour. */
function keepEdges(text: string): string {
  const clean = cleanText(text)
  if (clean === '') return /\s/.test(text) ? ' ' : ''
  return `${/^\s/.test(text) ? ' ' : ''}${clean}${/\s$/.test(text) ? ' ' : ''}`
}

/** `quiet` makes grey what has no colour of its own: a colour within a colour is not read. */
function spansToMarkdown(spans: readonly StyledSpan[], quiet = false): string {
  const pieces = spans.map((span, i) => {
    const inner = escapeMarkdown(span.text.trim())
    if (inner === '') return span.text
    const emphasised = emphasise(inner, span, quiet)
    const lead = /^\s/.test(span.text) || (i > 0 && needsBlank(span)) ? ' ' : ''
    const last = i === spans.length - 1
    const trail = /\s$/.test(span.text) || (!last && needsBlank(span)) ? ' ' : ''
    return lead + emphasised + trail
  })
  return pieces.join('').replace(/ {2,}/g, ' ').trim()
}

function emphasise(escaped: string, span: StyledSpan, quiet: boolean): string {
  let out = escaped
  if (span.strike) out = `~~${out}~~`
  if (span.bold) out = `**${out}**`
  return colour(out, span.tone, quiet)
}

function colour(markdown: string, tone: Tone | undefined, quiet: boolean): string {
  if (!tone || tone === 'neutral') return quiet ? grey(markdown) : markdown
  return `<font color='${palette[tone].text}'>${markdown}</font>`
}

/**
 * By CommonMark, `**` beside punctuation does not open or close between letters, and an escaped
 * character begins with one. A blank outside settles it; a colour's tag does too.
 */
function needsBlank(span: StyledSpan): boolean {
  if (isPlain(span) || (span.tone && span.tone !== 'neutral')) return false
  const text = span.text.trim()
  return !/^[\p{L}\p{N}].*[\p{L}\p{N}]$|^[\p{L}\p{N}]$/u.test(text)
}

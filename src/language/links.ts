/** Addresses of documents in what is said. */
import { matching, type Rule } from './lex.ts'

const link = /https?:\/\/[^\s,;。、，；"'<>「」『』“”()\u4e00-\u9fff]+/u

export type LinkToken = { readonly kind: 'link'; readonly url: string }

export const linkRule: Rule<LinkToken> = matching(new RegExp(link.source, 'uy'), ([url]) => ({
  kind: 'link' as const,
  url,
}))

/** The text with letters in the place of each address: nothing in one is a date, a name or an end. */
export const withoutLinks = (text: string): string =>
  text.includes('://')
    ? text.replace(new RegExp(link.source, 'gu'), (url) => '_'.repeat(url.length))
    : text

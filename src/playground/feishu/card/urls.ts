/** Which links a card may carry. */

/** Switches a link off on one kind of client. */
const switchedOff = 'lark://msgcard/unsupported_action'

/**
 * Why the platform calls the link illegal, or undefined. Characters outside ASCII, blanks and
 * back-quotes must be percent-encoded.
 */
export function urlProblem(
  url: string,
  schemes: readonly string[] = ['http:', 'https:'],
): string | undefined {
  if (url === switchedOff) return undefined
  if (!URL.canParse(url)) return 'link is illegal'
  if (!schemes.includes(new URL(url).protocol)) return 'link scheme is not in the whitelist'
  if (/[^\x21-\x7e]|[`<>"{}|\\^]/.test(url)) return 'link has characters that must be encoded'
  return undefined
}

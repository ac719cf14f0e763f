/** What the SDK may say: it prints whole requests, secrets included, so only its words pass. */
import type { Log } from '../../lib/logger.ts'
import { ApiFailure } from '../api-problem.ts'

/** The SDK's logger gets one array of anything. Its chatter below warnings is dropped. */
export function createSdkLogger(log: Log) {
  const at = (level: 'warn' | 'error') => (args: unknown) => {
    const words = wordsOf(args)
    if (words !== '') log[level]({ from: 'feishu-sdk' }, words)
  }
  const drop = () => {}
  return { error: at('error'), warn: at('warn'), info: drop, debug: drop, trace: drop }
}

/** Connection addresses carry an access key and a ticket: their query is cut off. */
function wordsOf(args: unknown): string {
  const parts = (Array.isArray(args) ? args.flat(2) : [args]).map((part) => {
    if (typeof part === 'string') return part.replace(/\b((?:wss?|https?):\/\/[^\s?]+)\?\S*/g, '$1')
    // Ours, and dealt with as a value by whoever made the call.
    if (part instanceof ApiFailure) return ''
    return part instanceof Error ? part.name : ''
  })
  return parts
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 500)
}

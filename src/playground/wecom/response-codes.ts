/**
 * response_code: one with what was sent, a new one with every tap, each good for one update within
 * 72 hours of the business clock (https://developer.work.weixin.qq.com/document/path/94888).
 */
import type { World } from './world.ts'

const lifeMs = 72 * 3_600_000

export type ResponseCodes = {
  readonly issue: (msgId: string) => string
  /** The msgid of what it may update; it is not used up. */
  readonly look: (code: string) => string | undefined
  readonly use: (code: string) => void
  readonly forget: () => void
}

export function createResponseCodes(world: World): ResponseCodes {
  const codes = new Map<string, { readonly msgId: string; readonly atMs: number }>()
  return {
    issue: (msgId) => {
      const code = world.ids.next('response')
      codes.set(code, { msgId, atMs: world.clock.business() })
      return code
    },
    look: (code) => {
      const known = codes.get(code)
      return known && world.clock.business() - known.atMs < lifeMs ? known.msgId : undefined
    },
    use: (code) => {
      codes.delete(code)
    },
    forget: () => codes.clear(),
  }
}

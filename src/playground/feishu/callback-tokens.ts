/**
 * The `c-…` tokens of card callbacks: each allows two updates within thirty minutes, and only once
 * the callback was answered
 * (https://open.feishu.cn/document/server-docs/im-v1/message-card/delay-update-message-card).
 */
import type { World } from './world.ts'

const lifeMs = 30 * 60_000
const mostUses = 2

export type CallbackTokens = {
  readonly issue: (messageId: string) => string
  readonly answered: (token: string) => void
  /** The message to update; a use is counted. Or the platform's error code. */
  readonly redeem: (token: unknown) => string | number
  readonly forget: () => void
}

export function createCallbackTokens(world: World): CallbackTokens {
  const tokens = new Map<
    string,
    { readonly messageId: string; readonly issuedMs: number; answered: boolean; uses: number }
  >()
  return {
    issue: (messageId) => {
      const token = world.ids.next('callback')
      tokens.set(token, {
        messageId,
        issuedMs: world.clock.business(),
        answered: false,
        uses: 0,
      })
      return token
    },
    answered: (token) => {
      const entry = tokens.get(token)
      if (entry) entry.answered = true
    },
    redeem: (token) => {
      const entry = typeof token === 'string' ? tokens.get(token) : undefined
      if (!entry) return 300020
      if (world.clock.business() - entry.issuedMs > lifeMs) return 300030
      if (entry.uses >= mostUses) return 300040
      // The pages only say that it fails; the code is that of a card in the middle of a tap.
      if (!entry.answered) return 11310
      entry.uses += 1
      return entry.messageId
    },
    forget: () => tokens.clear(),
  }
}

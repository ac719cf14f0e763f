/** An access token: fetched once however many ask, renewed before it ends. */
export type TokenGrant = { readonly token: string; readonly expiresInMs: number }

export type TokenSource = {
  /** A token that holds for a while yet. Rejects when none can be had. */
  readonly get: () => Promise<string>
  /** This one was refused. A newer one that another call has fetched meanwhile stays. */
  readonly drop: (token: string) => void
}

type Held = { readonly token: string; readonly endsMs: number; readonly renewMs: number }

export function createTokenSource(deps: {
  readonly fetch: () => Promise<TokenGrant>
  /** How long before its end a token is renewed. */
  readonly renewBeforeMs: number
  /** Real clock, epoch ms. */
  readonly now: () => number
}): TokenSource {
  let held: Held | undefined
  let fetching: Promise<string> | undefined

  const renew = async (): Promise<string> => {
    try {
      const { token, expiresInMs } = await deps.fetch()
      const now = deps.now()
      // A short-lived one is renewed half-way, not at every call.
      const margin = Math.min(deps.renewBeforeMs, expiresInMs / 2)
      held = { token, endsMs: now + expiresInMs, renewMs: now + expiresInMs - margin }
      return token
    } catch (error) {
      if (held && deps.now() < held.endsMs) return held.token
      throw error
    } finally {
      fetching = undefined
    }
  }

  return {
    get: async () => {
      if (held && deps.now() < held.renewMs) return held.token
      fetching ??= renew()
      return fetching
    },
    drop: (token) => {
      if (held?.token === token) held = undefined
    },
  }
}

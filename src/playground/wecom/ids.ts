/** Identifiers in the platform's shapes; all that happens follows from the seed. */
import { createHash } from 'node:crypto'

type Kind = 'message' | 'delivery' | 'nonce' | 'token' | 'response' | 'hint'

export type SimIds = {
  /** The next one of its kind. */
  readonly next: (kind: Kind) => string
  /** A MsgId: more than a double holds, so it goes about as a string. */
  readonly msgId: () => string
  readonly bytes: (count: number) => Buffer
}

const lengths: Readonly<Record<Kind, number>> = {
  message: 32,
  delivery: 16,
  nonce: 10,
  token: 64,
  response: 43,
  hint: 24,
}

const firstMsgId = 7_300_000_000_000_000_000n

export function createIds(seed: string): SimIds {
  const counters = new Map<string, number>()
  const count = (kind: string) => {
    const n = (counters.get(kind) ?? 0) + 1
    counters.set(kind, n)
    return n
  }
  const digest = (label: string) => createHash('sha256').update(`${seed}/${label}`).digest()
  return {
    next: (kind) =>
      digest(`${kind}#${count(kind)}`)
        .toString('hex')
        .slice(0, lengths[kind]),
    msgId: () =>
      String(firstMsgId + BigInt(digest(`msg#${count('msg')}`).readUIntBE(0, 6)) * 1_000n),
    bytes: (n) => digest(`bytes#${count('bytes')}`).subarray(0, n),
  }
}

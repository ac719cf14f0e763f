/**
 * Identifiers in the platform's shapes. Those of things that stay (people, private chats) follow from
 * the tenant; those of things that happen follow from the seed, so that a bot which remembers an
 * earlier run is given another seed, and a test the same one.
 */
import { createHash } from 'node:crypto'

const prefixes = {
  message: 'om_',
  chat: 'oc_',
  person: 'ou_',
  union: 'on_',
  image: 'img_v3_',
  file: 'file_v3_',
  callback: 'c-',
  token: 't-',
  event: '',
  log: '',
  nonce: '',
  ticket: '',
  tenant: '',
  employee: '',
} as const

type Kind = keyof typeof prefixes

const lengths: Partial<Record<Kind, number>> = { nonce: 16, tenant: 16, employee: 8 }

export type SimIds = {
  /** The next one of its kind. */
  readonly next: (kind: Kind) => string
  /** Always the same one for this label in this tenant. */
  readonly of: (kind: Kind, label: string) => string
  readonly bytes: (count: number) => Buffer
  /** A whole number below `count`. */
  readonly below: (count: number) => number
}

export function createIds(tenant: string, seed: string): SimIds {
  const counters = new Map<string, number>()
  const hash = (text: string) => createHash('sha256').update(text).digest()
  const digest = (label: string) => hash(`${seed}/${label}`)
  const count = (kind: string) => {
    const n = (counters.get(kind) ?? 0) + 1
    counters.set(kind, n)
    return n
  }
  const shape = (kind: Kind, bytes: Buffer) =>
    prefixes[kind] + bytes.toString('hex').slice(0, lengths[kind] ?? 32)
  return {
    next: (kind) => shape(kind, digest(`${kind}#${count(kind)}`)),
    of: (kind, label) => shape(kind, hash(`${tenant}/${kind}:${label}`)),
    bytes: (n) => digest(`bytes#${count('bytes')}`).subarray(0, n),
    below: (n) => digest(`below#${count('below')}`).readUInt32BE(0) % n,
  }
}

import { createHash } from 'node:crypto'

/** The name of what is sent: a tap on it brings it back, and WeCom takes it once only. */
export function taskIdOf(idempotencyKey: string): string {
  return `dg_${createHash('sha256').update(idempotencyKey, 'utf8').digest('hex')}`
}

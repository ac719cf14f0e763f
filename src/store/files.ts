/** What was sent as evidence, by the hash of its bytes: the one place that files are put. */
import { createHash } from 'node:crypto'
import type { Tx } from './store.ts'

/** Larger ones are links. */
export const mostFileBytes = 20 * 1024 * 1024

/**
 * Keeps a file, once however often it is sent.
 *
 * @returns SHA-256 of its bytes, in hex
 */
export async function keepFile(
  tx: Tx,
  file: {
    readonly name: string
    readonly mime: string
    readonly bytes: Uint8Array
    readonly byUserId: string
    readonly now: Date
  },
): Promise<string> {
  const { name, mime, bytes, byUserId, now } = file
  const hash = createHash('sha256').update(bytes).digest('hex')
  await tx.$executeRaw`
    INSERT INTO "File" ("hash", "name", "mime", "size", "bytes", "byUserId", "createdAt")
    VALUES (${hash}, ${name}, ${mime}, ${bytes.byteLength}, ${bytes}, ${byUserId}, ${now})
    ON CONFLICT DO NOTHING`
  return hash
}

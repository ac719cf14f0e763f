/** Files in messages: fetched from the platform outside any transaction, held until they are kept. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import type { FileRef, Platform, Resource } from '../platforms/port.ts'

/** The file has to be fetched first: the transaction is rolled back, and comes again. */
export class NeedsFile extends Error {
  override name = 'NeedsFile'
  readonly platform: string
  readonly file: FileRef
  constructor(platform: string, file: FileRef) {
    super(`${platform} ${file.messageId} ${file.key}`)
    this.platform = platform
    this.file = file
  }
}

export type Fetched = Resource | { readonly kind: 'unavailable' }

export type IncomingFiles = {
  /** @throws NeedsFile when it was not fetched lately. */
  readonly of: (platform: string, file: FileRef) => Fetched
  readonly ask: (needed: Pick<NeedsFile, 'platform' | 'file'>) => Promise<void>
}

const heldMs = 60_000
/** Files are large: no more than these are held at once. */
const mostHeld = 4
const retryMs = 300

/** @param maxBytes a larger one is not fetched */
export function createIncomingFiles(
  {
    platforms,
    clock,
    log,
  }: {
    readonly platforms: ReadonlyMap<string, Platform>
    readonly clock: Clock
    readonly log: Log
  },
  maxBytes: number,
): IncomingFiles {
  const held = new Map<string, { readonly atMs: number; readonly fetched: Fetched }>()
  const keyOf = (platform: string, { messageId, key }: FileRef) => `${platform}:${messageId}:${key}`

  async function fetchOnce(platform: string, file: FileRef): Promise<Fetched | undefined> {
    try {
      return await platforms.get(platform)?.download?.(file, maxBytes)
    } catch (error) {
      log.warn({ err: error, platform, messageId: file.messageId }, 'a file could not be fetched')
      return undefined
    }
  }

  return {
    of: (platform, file) => {
      const found = held.get(keyOf(platform, file))
      if (!found || clock.real() - found.atMs > heldMs) throw new NeedsFile(platform, file)
      return found.fetched
    },
    ask: async ({ platform, file }) => {
      let fetched = await fetchOnce(platform, file)
      if (!fetched) {
        await pause(retryMs)
        fetched = await fetchOnce(platform, file)
      }
      const [oldest] = held.keys()
      if (held.size >= mostHeld && oldest !== undefined) held.delete(oldest)
      held.set(keyOf(platform, file), {
        atMs: clock.real(),
        fetched: fetched ?? { kind: 'unavailable' },
      })
    },
  }
}

/** Who is in a group, as its platform says: asked outside any transaction, believed for ten seconds. */
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import type { Platform } from '../platforms/port.ts'

/** The members have to be asked for first: the transaction is rolled back, and comes again. */
export class NeedsMembers extends Error {
  override name = 'NeedsMembers'
  readonly platform: string
  readonly chatId: string
  constructor(platform: string, chatId: string) {
    super(`who is in ${platform} ${chatId}`)
    this.platform = platform
    this.chatId = chatId
  }
}

export type GroupMembers = {
  /**
   * Their ids on the platform; undefined where it does not say.
   * @throws NeedsMembers when it was not asked lately.
   */
  readonly of: (platform: string, chatId: string) => readonly string[] | undefined
  readonly ask: (group: Pick<NeedsMembers, 'platform' | 'chatId'>) => Promise<void>
}

const believedMs = 10_000
/** Groups that were asked about; more at once are forgotten and asked for again. */
const mostKept = 1_000

export function createGroupMembers({
  platforms,
  clock,
  log,
}: {
  readonly platforms: ReadonlyMap<string, Platform>
  readonly clock: Clock
  readonly log: Log
}): GroupMembers {
  const known = new Map<string, { readonly atMs: number; readonly ids?: readonly string[] }>()

  async function fetch(platform: string, chatId: string): Promise<readonly string[] | undefined> {
    try {
      return await platforms.get(platform)?.members?.(chatId)
    } catch (error) {
      log.warn({ err: error, platform, chatId }, 'who is in a group could not be asked')
      return undefined
    }
  }

  return {
    of: (platform, chatId) => {
      const found = known.get(`${platform}:${chatId}`)
      if (!found || clock.real() - found.atMs > believedMs) throw new NeedsMembers(platform, chatId)
      return found.ids
    },
    ask: async ({ platform, chatId }) => {
      const ids = await fetch(platform, chatId)
      if (known.size >= mostKept) known.clear()
      known.set(`${platform}:${chatId}`, { atMs: clock.real(), ...(ids && { ids }) })
    },
  }
}

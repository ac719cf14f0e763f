/** What the engine works with, where no platform is: for sentences said straight to it. */
import { actions } from '../../src/actions/index.ts'
import type { EngineDeps } from '../../src/bot/definitions.ts'
import { createGroupMembers } from '../../src/bot/group-members.ts'
import { createIncomingFiles } from '../../src/bot/incoming-files.ts'
import { intents } from '../../src/intents/index.ts'
import { timeOrderedIds } from '../../src/lib/ids.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { mostFileBytes } from '../../src/store/files.ts'
import type { Store } from '../../src/store/store.ts'

/** @param now where both its clocks stand */
export function engineDeps(store: Store, now: Date): EngineDeps {
  const clock = { business: () => now.getTime(), real: () => now.getTime() }
  const log = createLogger({ level: 'error', secrets: [] })
  const platforms = new Map()
  return {
    store,
    clock,
    ids: timeOrderedIds,
    log,
    platforms,
    groups: createGroupMembers({ platforms, clock, log }),
    files: createIncomingFiles({ platforms, clock, log }, mostFileBytes),
    intents,
    actions,
    zone: 'Asia/Shanghai',
    adminUsers: [],
    random: () => 0,
  }
}

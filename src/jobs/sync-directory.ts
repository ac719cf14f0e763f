import type { Job, JobDeps, JobTurn } from '../bot/job.ts'
import { syncDirectory } from '../operations/sync-directory.ts'
import type { DirectoryPerson, Platform } from '../platforms/port.ts'

/** Everyone the platforms let the app see: at the first start, and then every night. */
export const syncDirectoryJob: Job = {
  id: 'sync-directory',
  every: { daily: '03:10' },
  run: async (deps, turn) => {
    const problems: unknown[] = []
    for (const platform of deps.platforms.values()) {
      await syncPlatform(deps, turn, platform).catch((error) => problems.push(error))
    }
    // One platform that cannot be read must not keep the others waiting.
    if (problems.length > 0) throw new AggregateError(problems, 'a directory could not be read')
  },
}

async function syncPlatform(deps: JobDeps, turn: JobTurn, platform: Platform): Promise<void> {
  const { store, ids, clock, log } = deps
  const people: DirectoryPerson[] = []
  for await (const person of platform.directory.everyone()) {
    turn.signal.throwIfAborted()
    people.push(person)
  }
  const result = await syncDirectory(
    { store, ids, now: new Date(clock.business()) },
    {
      platform: platform.id,
      people,
      lookUp: platform.directory.person,
      adminUsers: deps.adminUsers,
      signal: turn.signal,
    },
  )
  const { doubtful, ...counts } = result
  log.info({ platform: platform.id, seen: people.length, ...counts }, 'the directory was read')
  if (doubtful > 0) {
    log.error(
      { platform: platform.id, missing: doubtful },
      'too many people are missing from the directory at once; nobody was disabled. Has the range ' +
        'of contacts that the app may read been made smaller?',
    )
  }
}

import type { Ids } from '../lib/ids.ts'
import { writeAudit } from '../store/audit.ts'
import { deactivate, isRegistered, saveDirectoryPerson } from '../store/directory.ts'
import {
  type DirectoryPerson,
  findKnownPeople,
  type KnownPerson,
  readListed,
  writeListed,
} from '../store/directory-list.ts'
import { faultOf } from '../store/faults.ts'
import type { Store, Tx } from '../store/store.ts'
import { type DirectoryNews, directoryNews } from './directory-news.ts'

export type DirectoryReading = {
  readonly platform: string
  /** Everyone the platform shows, each once, read to the end: who is not in it may have left. */
  readonly people: readonly DirectoryPerson[]
  /** Asks about one person: a listing misses somebody who moves while it is read. */
  readonly lookUp: (externalId: string) => Promise<DirectoryPerson | undefined>
  /** Platform ids of the first administrators. */
  readonly adminUsers: readonly string[]
  readonly signal: AbortSignal
}

export type DirectorySync = {
  readonly added: number
  readonly updated: number
  readonly left: number
  /** So many were missing at once that nobody was disabled: the app's range has shrunk. */
  readonly doubtful: number
}

type Deps = { readonly store: Store; readonly ids: Ids; readonly now: Date }

const slicePeople = 20
/** More than this missing at once is the app's range made smaller, not people leaving. */
const believable = (before: number) => Math.max(10, before / 5)

/**
 * Brings people up to date with the platform's directory: new ones without a role, changed names,
 * departments and leaders, and those who left disabled. Ids of ours never change, and people the
 * directory never told of (from a file, or by writing to the bot) are left alone.
 */
export async function syncDirectory(deps: Deps, reading: DirectoryReading): Promise<DirectorySync> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await syncOnce(deps, reading)
    } catch (error) {
      // Somebody said their first word just then, and is known when looked at again.
      if (faultOf(error) !== 'unique' || attempt === 5) throw error
    }
  }
}

async function syncOnce(deps: Deps, reading: DirectoryReading): Promise<DirectorySync> {
  const { platform, people } = reading
  const rows = await findKnownPeople(deps.store.db, platform)
  const known = new Map(rows.map((row) => [row.externalId, row]))
  const news = directoryNews(people, known, reading.adminUsers)
  for (let at = 0; at < news.length; at += slicePeople) {
    reading.signal.throwIfAborted()
    const slice = news.slice(at, at + slicePeople)
    await deps.store.write('background', (tx) => saveNews(deps, tx, reading, slice))
  }
  const added = news.filter(({ isNew }) => isNew).length
  return { added, updated: news.length - added, ...(await disableMissing(deps, reading, known)) }
}

async function saveNews(
  { store, ids, now }: Deps,
  tx: Tx,
  { platform, adminUsers }: DirectoryReading,
  news: readonly DirectoryNews[],
): Promise<void> {
  for (const { person, isNew, entries } of news) {
    // Who has just said their first word was looked up then.
    if (isNew && (await isRegistered(tx, { platform, externalId: person.externalId }))) continue
    const admin = adminUsers.includes(person.externalId)
    const userId = await saveDirectoryPerson(tx, { platform, person, admin, now, ids })
    const about = { subjectKind: 'user', subjectId: userId }
    const act = { tx, dialect: store.dialect, ids, now }
    await writeAudit(
      act,
      entries.map((entry) => ({ ...entry, ...about })),
    )
  }
}

/** Whoever the last reading held and this one does not, unless they are found when asked for. */
async function disableMissing(
  { store, ids, now }: Deps,
  { platform, people, lookUp, signal }: DirectoryReading,
  known: ReadonlyMap<string, KnownPerson>,
): Promise<Pick<DirectorySync, 'left' | 'doubtful'>> {
  const listed = new Set(people.map(({ externalId }) => externalId))
  const before = await readListed(store.db, platform)
  const missing = before.filter((id) => !listed.has(id))
  if (missing.length > 0 && (listed.size === 0 || missing.length > believable(before.length))) {
    return { left: 0, doubtful: missing.length }
  }
  const gone: KnownPerson[] = []
  for (const externalId of missing) {
    signal.throwIfAborted()
    const person = known.get(externalId)
    if (!person?.active) continue
    if ((await lookUp(externalId))?.active) listed.add(externalId)
    else gone.push(person)
  }
  await store.write('background', async (tx) => {
    for (const { externalId, userId } of gone) {
      await deactivate(tx, { platform, externalId })
      const entry = { action: 'people.left', subjectKind: 'user', subjectId: userId }
      await writeAudit({ tx, dialect: store.dialect, ids, now }, [entry])
    }
    await writeListed(tx, platform, [...listed])
  })
  return { left: gone.length, doubtful: 0 }
}

import type { Store } from './store.ts'

/** How long one answer holds: whoever asks more often does not write more often. */
const holdsMs = 1_000

/**
 * Whether this store can be written just now, found out by writing: a file system that is full or
 * read-only, a lock that is held and a server that is a standby can all still be read.
 *
 * @param nowMs the real clock, epoch ms
 */
export function createReadiness(store: Store, nowMs: () => number): () => Promise<boolean> {
  let asked: { readonly atMs: number; readonly answer: Promise<boolean> } | undefined
  const probe = async () => {
    try {
      await store.write(
        'tap',
        (tx) => tx.$executeRaw`
          INSERT INTO "Meta" ("key", "value") VALUES ('write-probe', ${String(nowMs())})
          ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"`,
      )
      return true
    } catch {
      return false
    }
  }
  return async () => {
    if (!asked || nowMs() - asked.atMs >= holdsMs) asked = { atMs: nowMs(), answer: probe() }
    const { answer } = asked
    // What could not be done is asked anew.
    if (!(await answer)) asked = undefined
    return answer
  }
}

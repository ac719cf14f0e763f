import type { Viewer } from '../domain/permission.ts'
import type { Pipeline } from '../domain/pipeline.ts'
import { dayIn } from '../lib/calendar.ts'
import type { Act } from '../operations/operation.ts'
import { loadPipelines } from '../store/pipelines.ts'
import type { Store, Tx } from '../store/store.ts'
import type { EngineDeps } from './definitions.ts'

/** Versions never change, but new ones come: another look is taken after this long, on the real clock. */
const believedMs = 60_000

type Known = { readonly loaded: Promise<readonly Pipeline[]>; readonly atMs: number }

/** Pipelines by store. */
const pipelines = new WeakMap<Store, Known>()

/** The workspace's pipelines. */
export function knownPipelines(store: Store, realMs: number): Promise<readonly Pipeline[]> {
  const known = pipelines.get(store)
  if (known && realMs - known.atMs < believedMs) return known.loaded
  const loaded = loadPipelines(store.db)
  // What was known stays good where the look fails; where nothing was, the next one looks again.
  loaded.catch(() => (known ? pipelines.set(store, known) : pipelines.delete(store)))
  pipelines.set(store, { loaded, atMs: realMs })
  return known ? loaded.catch(() => known.loaded) : loaded
}

/** Everything an operation needs, for this person, now. */
export async function startAct(
  deps: Pick<EngineDeps, 'store' | 'clock' | 'ids' | 'zone' | 'platforms'>,
  tx: Tx,
  of: { readonly viewer: Viewer; readonly eventKey?: string; readonly nowMs?: number },
): Promise<Act> {
  const nowMs = of.nowMs ?? deps.clock.business()
  return {
    tx,
    dialect: deps.store.dialect,
    viewer: of.viewer,
    now: new Date(nowMs),
    today: dayIn(deps.zone, nowMs),
    zone: deps.zone,
    ids: deps.ids,
    pipelines: await knownPipelines(deps.store, deps.clock.real()),
    platforms: [...deps.platforms.keys()],
    eventKey: of.eventKey,
  }
}

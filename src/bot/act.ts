import type { Viewer } from '../domain/permission.ts'
import type { Pipeline } from '../domain/pipeline.ts'
import { dayIn } from '../lib/calendar.ts'
import type { Act } from '../operations/operation.ts'
import { loadPipelines } from '../store/pipelines.ts'
import type { Store, Tx } from '../store/store.ts'
import type { EngineDeps } from './definitions.ts'

/** Pipelines by store: their versions never change, so one look is enough. */
const pipelines = new WeakMap<Store, Promise<readonly Pipeline[]>>()

/** The workspace's pipelines. */
export function knownPipelines(store: Store): Promise<readonly Pipeline[]> {
  let known = pipelines.get(store)
  if (!known) {
    known = loadPipelines(store.db)
    known.catch(() => pipelines.delete(store))
    pipelines.set(store, known)
  }
  return known
}

/** Everything an operation needs, for this person, now. */
export async function startAct(
  deps: EngineDeps,
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
    pipelines: await knownPipelines(deps.store),
    eventKey: of.eventKey,
  }
}

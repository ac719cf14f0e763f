/** What is counted, for `GET /metrics`: numbers only, nothing of what anybody said. */
import type { Metric } from '../lib/prometheus.ts'
import { findWaiting } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'
import type { Engine } from './engine.ts'

/** @param refused requests to the webhook that were not Feishu's or not for us, by why */
export async function collectMetrics(deps: {
  readonly engine: Engine
  readonly store: Store
  readonly refused: ReadonlyMap<string, number>
  readonly realMs: () => number
}): Promise<Metric[]> {
  const { engine, store, refused, realMs } = deps
  // While the database is away the rest is still worth knowing.
  const waiting = await findWaiting(store.db, realMs()).catch(() => undefined)
  const waitsMs = waiting?.oldestMs === undefined ? 0 : Math.max(0, realMs() - waiting.oldestMs)
  return [
    {
      name: 'dealgate_events_total',
      type: 'counter',
      help: 'Events and taps since the start, by kind and by what became of them.',
      samples: [...engine.counts].map(([key, value]) => {
        const [kind = '', outcome = ''] = key.split(':')
        return { labels: { kind, outcome }, value }
      }),
    },
    {
      name: 'dealgate_requests_refused_total',
      type: 'counter',
      help: 'Requests to the webhook that were not authentic, not for this app or not in time.',
      samples: [...refused].map(([reason, value]) => ({ labels: { reason }, value })),
    },
    {
      name: 'dealgate_outbox_pending',
      type: 'gauge',
      help: 'Messages that wait to be sent.',
      samples: waiting ? [{ value: waiting.count }] : [],
    },
    {
      name: 'dealgate_outbox_oldest_seconds',
      type: 'gauge',
      help: 'How long the one that could have left first has waited.',
      samples: waiting ? [{ value: waitsMs / 1_000 }] : [],
    },
    {
      name: 'dealgate_platform_degraded',
      type: 'gauge',
      help: '1 while a platform takes nothing from us until a person has put something right.',
      samples: [...engine.troubles].map(([platform, reason]) => ({
        labels: { platform, reason },
        value: 1,
      })),
    },
  ]
}

import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Journal, Topic } from './journal.ts'
import { snapshot, switchesOf } from './snapshot.ts'
import type { PlaygroundOptions } from './types.ts'

/** First everything as it is, then every change as it happens; a reconnect starts over. */
export function streamChanges(c: Context, options: PlaygroundOptions, journal: Journal): Response {
  return streamSSE(c, async (stream) => {
    let tail: Promise<unknown> = Promise.resolve()
    const write = (event: string, data: unknown) => {
      tail = tail.then(() => stream.writeSSE({ event, data: JSON.stringify(data) })).catch(() => {})
    }
    const showAll = () => write('snapshot', snapshot(options, journal))
    const show = (topic: Topic) => {
      if (topic === 'clock') write('clock', { businessMs: options.clock.business() })
      if (topic === 'faults') write('faults', switchesOf(options.feishu.faults))
    }
    showAll()
    const stops = [
      journal.onTopic(show),
      journal.onCall((call) => {
        write('call', call)
        show('faults')
      }),
      options.feishu.subscribe((change) => {
        if (change.kind === 'message' || change.kind === 'message-changed') {
          write('message', change.message)
        }
        if (change.kind === 'delivery') write('delivery', change.delivery)
        if (change.kind === 'chat' || change.kind === 'reset') showAll()
      }),
    ]
    await new Promise<void>((resolve) => stream.onAbort(resolve))
    for (const stop of stops) stop()
  })
}

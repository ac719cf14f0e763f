import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Topic } from './journal.ts'
import type { Shown } from './sides.ts'
import { snapshot, switchesOf } from './snapshot.ts'
import type { PlaygroundOptions } from './types.ts'

/**
 * First everything as it is on this side, then every change as it happens; a reconnect starts over.
 * Of the other side only that somebody got something there.
 */
export function streamChanges(c: Context, options: PlaygroundOptions, shown: Shown): Response {
  const { side, journal, others } = shown
  return streamSSE(c, async (stream) => {
    let tail: Promise<unknown> = Promise.resolve()
    const write = (event: string, data: unknown) => {
      tail = tail.then(() => stream.writeSSE({ event, data: JSON.stringify(data) })).catch(() => {})
    }
    const showAll = () => write('snapshot', snapshot(options, shown, journal))
    const show = (topic: Topic) => {
      if (topic === 'clock') write('clock', { businessMs: options.clock.business() })
      if (topic === 'faults') write('faults', switchesOf(side))
    }
    showAll()
    const stops = [
      journal.onTopic(show),
      journal.onCall((call) => {
        write('call', call)
        show('faults')
      }),
      side.subscribe((change) => {
        if (change.kind === 'message') write('message', change.message)
        if (change.kind === 'delivery') write('delivery', change.delivery)
        if (change.kind === 'all' || change.kind === 'reset') showAll()
      }),
      ...others.map((other) =>
        other.subscribe((change) => {
          const isNews = change.kind === 'message' && change.message.sender.kind === 'bot'
          if (isNews) write('elsewhere', { platform: other.id })
        }),
      ),
    ]
    await new Promise<void>((resolve) => stream.onAbort(resolve))
    for (const stop of stops) stop()
  })
}

import type { ShownCall, Side } from './side.ts'

/** A call has no id of its own; the page needs one to keep a row open. */
export type RecordedCall = ShownCall & { readonly id: string }

export type Topic = 'clock' | 'faults'

export type Journal = {
  /** Oldest first, the last 200. */
  readonly calls: () => readonly RecordedCall[]
  readonly onCall: (listener: (call: RecordedCall) => void) => () => void
  /** Something that every open page must be told. */
  readonly announce: (topic: Topic) => void
  readonly onTopic: (listener: (topic: Topic) => void) => () => void
}

const KEPT = 200

/** Numbers the calls from now on, for as long as the simulated platform lives. */
export function recordCalls(side: Side): Journal {
  let calls: RecordedCall[] = []
  let count = 0
  const callListeners = new Set<(call: RecordedCall) => void>()
  const topicListeners = new Set<(topic: Topic) => void>()
  const record = (call: ShownCall): RecordedCall => {
    count += 1
    const recorded = { ...call, id: `call-${count}` }
    calls = [...calls.slice(1 - KEPT), recorded]
    return recorded
  }
  for (const call of side.calls()) record(call)
  side.subscribe((change) => {
    if (change.kind === 'reset') calls = []
    if (change.kind !== 'call') return
    const recorded = record(change.call)
    for (const listener of callListeners) listener(recorded)
  })
  return {
    calls: () => calls,
    onCall: (listener) => subscribe(callListeners, listener),
    announce: (topic) => {
      for (const listener of topicListeners) listener(topic)
    },
    onTopic: (listener) => subscribe(topicListeners, listener),
  }
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

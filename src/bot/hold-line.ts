/**
 * A platform's one line among all instances: whoever holds the lease has it. The platform gives it to
 * who came last, so somebody else with the same credentials can take it away at any time.
 */
import { setTimeout as startTimer } from 'node:timers'
import type { Line, LineHandlers } from '../platforms/port.ts'
import { StoreBusy } from '../store/store.ts'
import type { Engine } from './engine.ts'
import { type HeldLeaseDeps, holdLease } from './hold-lease.ts'

export type HeldLine = {
  /** Why nothing comes over it, where this instance should have it. */
  readonly trouble: () => string | undefined
  readonly stop: () => Promise<void>
}

const firstRestMs = 60_000
const longestRestMs = 30 * 60_000

/** @param platform whose line it is, by its id */
export function holdLine(
  line: Line,
  platform: string,
  deps: HeldLeaseDeps & {
    readonly engine: Engine
    readonly ids: { readonly next: () => string }
    readonly park: LineHandlers['park']
  },
): HeldLine {
  const { engine, log } = deps
  let restMs = firstRestMs
  let timer: NodeJS.Timeout | undefined
  const connect = () => {
    line.connect().catch((error) => log.error({ err: error, platform }, 'a line cannot be opened'))
  }
  line.handle({
    accept: engine.accept,
    tap: engine.tap,
    park: deps.park,
    passes: (error) => error instanceof StoreBusy,
    onUp: engine.wake,
    onTaken: () => {
      const what = 'another process uses our bot: its connection has taken ours away'
      log.error({ platform, restMs }, what)
      // The lease is kept meanwhile: another instance of ours would only join the struggle.
      timer = startTimer(() => lease.isHeld() && connect(), restMs).unref()
      restMs = Math.min(longestRestMs, restMs * 2)
    },
  })
  const lease = holdLease(
    deps,
    { name: `${platform}-line`, owner: deps.ids.next() },
    {
      taken: connect,
      lost: () => {
        clearTimeout(timer)
        line.disconnect()
      },
    },
  )
  return {
    trouble: () =>
      lease.isHeld() && line.state() !== 'connected'
        ? `${platform}: groups-not-connected`
        : undefined,
    stop: lease.stop,
  }
}

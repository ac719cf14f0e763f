/** What every measure is given and gives back. */
import type { ContenderOptions } from './contender.ts'
import { closedLoop, withConnections } from './load.ts'
import type { Race, Spread } from './rounds.ts'
import type { Running } from './runner.ts'

export type Bench = {
  readonly rounds: number
  /** Work a round: 1, or less in a quick run. */
  readonly scale: number
  /** For files that the run throws away. */
  readonly folder: string
  /** Starts a contender that lives until the measure is over. */
  readonly start: (label: string, name: string, options?: ContenderOptions) => Promise<Running>
}

export type Verdict = {
  readonly what: string
  readonly value: Spread
  readonly goal: string
  readonly reached: boolean
  /** The same ratio of CPU time, where it was taken. */
  readonly cpu?: number
}

export type Report = {
  readonly title: string
  readonly race: Race
  readonly verdicts: readonly Verdict[]
  /** Said below the table. */
  readonly notes?: readonly string[]
}

export type Measure = (bench: Bench) => Promise<readonly Report[]>

/** Sends every request once. @throws Error when one is not acknowledged */
export function postAll(
  { port }: Running,
  connections: number,
  requests: readonly Buffer[],
): Promise<number[]> {
  return withConnections(port, connections, (opened) =>
    closedLoop(opened, requests.length, async (connection, index) =>
      assertOk(await connection.send(requests[index]!)),
    ),
  )
}

export function assertOk(status: number): void {
  if (status !== 200) throw new Error(`a request was answered with ${status}`)
}

/** What happens by itself. */
import type { EngineDeps } from './definitions.ts'

/**
 * Every so many minutes, counted from 1970, or at this time of the workspace's zone once a day, or on
 * the first working day of a month.
 */
export type Every =
  | { readonly minutes: number }
  | { readonly daily: `${number}:${number}` }
  | { readonly monthly: `${number}:${number}` }

export type JobDeps = Pick<
  EngineDeps,
  'store' | 'clock' | 'ids' | 'log' | 'platforms' | 'zone' | 'adminUsers'
> & {
  /** To be called when something was queued to go out, so that it does so at once. */
  readonly wake?: () => void
}

export type JobTurn = {
  /** Business instant at which the period that is run began, epoch ms. */
  readonly periodMs: number
  /** Aborted when the process stops: a job ends after the slice it is at, by throwing. */
  readonly signal: AbortSignal
}

/** Something that happens by itself. One file a job. */
export type Job = {
  /** `verb-noun`; what its runs are stored under. */
  readonly id: string
  readonly every: Every
  /**
   * The work of one period. Done in short transactions, so that people go first, and such that a
   * second run does no harm: one that fails, or whose process dies, is taken up again.
   */
  readonly run: (deps: JobDeps, turn: JobTurn) => Promise<void>
}

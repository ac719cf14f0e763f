/** Runs of jobs: a row per period, and whoever writes it runs it. */
import type { Tx } from './store.ts'

export type JobPeriod = {
  readonly job: string
  /** What the run is for, where a job has one a team or a person; `all` otherwise. */
  readonly scope: string
  /** First instant of the period, ISO. */
  readonly period: string
}

/**
 * True for one caller: the period is theirs to run. A run that has not ended since `abandonedSince`
 * has failed or lost its process, and is given out again.
 *
 * @param at real clock, as every lease
 */
export async function claimJobRun(
  tx: Tx,
  { job, scope, period }: JobPeriod,
  at: { readonly now: Date; readonly abandonedSince: Date },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO "JobRun" ("job", "scope", "period", "state", "startedAt")
    VALUES (${job}, ${scope}, ${period}, 'running', ${at.now})
    ON CONFLICT ("job", "scope", "period") DO UPDATE
      SET "state" = 'running', "startedAt" = ${at.now}
      WHERE "JobRun"."state" <> 'done' AND "JobRun"."startedAt" < ${at.abandonedSince}`
  return count === 1
}

/** Whether the period has been run to its end. */
export async function isJobDone(tx: Tx, { job, scope, period }: JobPeriod): Promise<boolean> {
  const key = { job_scope_period: { job, scope, period } }
  return (await tx.jobRun.findUnique({ where: key }))?.state === 'done'
}

/** The run has ended well. Rows of the job's runs from before `forgetBefore` go. */
export async function finishJobRun(
  tx: Tx,
  { job, scope, period }: JobPeriod,
  at: { readonly now: Date; readonly forgetBefore: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "JobRun" SET "state" = 'done', "doneAt" = ${at.now}
    WHERE "job" = ${job} AND "scope" = ${scope} AND "period" = ${period}`
  await tx.$executeRaw`
    DELETE FROM "JobRun"
    WHERE "job" = ${job} AND "scope" = ${scope} AND "period" < ${at.forgetBefore.toISOString()}`
}

/** The run has failed: seen by people who look, and given out again in a while. */
export async function failJobRun(tx: Tx, { job, scope, period }: JobPeriod): Promise<void> {
  await tx.$executeRaw`
    UPDATE "JobRun" SET "state" = 'failed'
    WHERE "job" = ${job} AND "scope" = ${scope} AND "period" = ${period} AND "state" = 'running'`
}

/** The process stops before the run has ended: another one may have it at once. */
export async function releaseJobRun(tx: Tx, { job, scope, period }: JobPeriod): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "JobRun"
    WHERE "job" = ${job} AND "scope" = ${scope} AND "period" = ${period} AND "state" = 'running'`
}

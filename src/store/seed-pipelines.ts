import { pipelineTemplates } from '../domain/pipeline-templates.ts'
import { Prisma } from './generated/sqlite/client.ts'
import type { Tx } from './store.ts'

const version = 1

/** The database id of a template's pipeline as it ships. */
export const pipelineId = (pipelineKey: string) => `${pipelineKey}-v${version}`

/** The database id of a template's stage as it ships. */
export const stageId = (pipelineKey: string, stageKey: string) =>
  `${pipelineId(pipelineKey)}-${stageKey}`

/**
 * Puts in the five shipped pipelines that are not there yet. What is there stays as it is, so what
 * people changed survives a restart, and several instances may start at once.
 */
export async function ensurePipelines(tx: Tx): Promise<void> {
  const pipelines = pipelineTemplates.map(
    ({ key, name }) => Prisma.sql`(${pipelineId(key)}, ${key}, ${name}, ${version})`,
  )
  await tx.$executeRaw`
    INSERT INTO "Pipeline" ("id", "key", "name", "version")
    VALUES ${Prisma.join(pipelines)} ON CONFLICT DO NOTHING`
  const stages = pipelineTemplates.flatMap((pipeline) =>
    pipeline.stages.map((stage, index) => {
      const id = stageId(pipeline.key, stage.key)
      return Prisma.sql`(${id}, ${pipelineId(pipeline.key)}, ${stage.key}, ${stage.name},
        ${index + 1}, ${stage.probability}, ${stage.days?.min ?? null}, ${stage.days?.max ?? null},
        ${stage.activities ?? null}, ${stage.exit}, ${stage.outcome ?? 'open'})`
    }),
  )
  await tx.$executeRaw`
    INSERT INTO "Stage" ("id", "pipelineId", "key", "name", "position", "probability", "minDays",
      "maxDays", "activities", "exit", "outcome")
    VALUES ${Prisma.join(stages)} ON CONFLICT DO NOTHING`
}

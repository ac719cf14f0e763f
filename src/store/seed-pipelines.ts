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
        ${stage.activities ?? null}, ${stage.exit}, ${JSON.stringify(stage.gate)},
        ${JSON.stringify(stage.entry ?? [])}, ${stage.buyerStage ?? null},
        ${stage.roles ? JSON.stringify(stage.roles) : null}, ${stage.outcome ?? 'open'})`
    }),
  )
  await tx.$executeRaw`
    INSERT INTO "Stage" ("id", "pipelineId", "key", "name", "position", "probability", "minDays",
      "maxDays", "activities", "exit", "gate", "entry", "buyerStage", "roles", "outcome")
    VALUES ${Prisma.join(stages)} ON CONFLICT DO NOTHING`
  await fillGates(tx)
}

/** Stages from before there were gates get those that ship; what people have set stays. */
async function fillGates(tx: Tx): Promise<void> {
  const bare = await tx.stage.findMany({ where: { gate: null }, select: { id: true } })
  const ids = new Set(bare.map(({ id }) => id))
  for (const pipeline of pipelineTemplates) {
    for (const stage of pipeline.stages) {
      const id = stageId(pipeline.key, stage.key)
      if (!ids.has(id)) continue
      const data = {
        gate: JSON.stringify(stage.gate),
        entry: JSON.stringify(stage.entry ?? []),
        buyerStage: stage.buyerStage ?? null,
        roles: stage.roles ? JSON.stringify(stage.roles) : null,
      }
      await tx.stage.updateMany({ where: { id, gate: null }, data })
    }
  }
}

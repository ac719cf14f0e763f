import type { Pipeline } from '../domain/pipeline.ts'
import type { Db } from './store.ts'

/** The active pipelines with their stages in order. Versions never change, so callers may keep it. */
export async function loadPipelines(db: Pick<Db, 'pipeline'>): Promise<Pipeline[]> {
  return db.pipeline.findMany({
    where: { active: true },
    select: {
      id: true,
      key: true,
      name: true,
      stages: {
        select: {
          id: true,
          pipelineId: true,
          key: true,
          name: true,
          position: true,
          probability: true,
          minDays: true,
          maxDays: true,
        },
        orderBy: { position: 'asc' },
      },
    },
  })
}

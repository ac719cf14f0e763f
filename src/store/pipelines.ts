import * as z from 'zod'
import { parseGate } from '../domain/gate.ts'
import type { Pipeline, StageRoles } from '../domain/pipeline.ts'
import { roles } from '../domain/role.ts'
import type { Db } from './store.ts'

/**
 * The pipelines with their stages in order, those that take no new deals any more too: the deals in
 * them go on. Versions never change, so callers may keep them.
 *
 * @throws when a gate of one cannot be read, with its pipeline, its stage and what is wrong
 */
export async function loadPipelines(db: Pick<Db, 'pipeline'>): Promise<Pipeline[]> {
  const pipelines = await db.pipeline.findMany({
    include: { stages: { orderBy: { position: 'asc' } } },
    orderBy: [{ key: 'asc' }, { version: 'desc' }],
  })
  return pipelines.map(({ id, key, name, version, active, stages }) => ({
    id,
    key,
    name,
    version,
    active,
    stages: stages.map(({ exit: _, ...stage }) => {
      const where = `pipeline ${name} v${version}, stage ${stage.name}`
      return {
        ...stage,
        gate: parseGate(`${where}, gate`, stage.gate),
        entry: parseGate(`${where}, entry`, stage.entry),
        roles: parseRoles(`${where}, roles`, stage.roles),
      }
    }),
  }))
}

const roleIds = z.array(z.enum(roles.map(({ id }) => id)))
const rolesSchema = z.strictObject({ lead: roleIds, support: roleIds })

function parseRoles(where: string, json: string | null): StageRoles | null {
  if (json === null) return null
  const read = rolesSchema.safeParse(JSON.parse(json))
  if (!read.success) throw new Error(`${where}: ${z.prettifyError(read.error)}`)
  return read.data
}

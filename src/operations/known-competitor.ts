import * as z from 'zod'
import { writeAudit } from '../store/audit.ts'
import {
  type CompetitorRow,
  findCompetitor,
  findCompetitorCalled,
  insertCompetitor,
} from '../store/competitors.ts'
import type { Act } from './operation.ts'

/** A competitor by its id, or by a name that may be new. */
export const rivalBody = z.strictObject({
  id: z.string().optional(),
  name: z.string().min(2).max(30),
})

export type SaidCompetitor = z.infer<typeof rivalBody>

/** The competitor that is meant, if there is one. */
export async function knownCompetitor(
  act: Pick<Act, 'tx'>,
  { id, name }: SaidCompetitor,
): Promise<CompetitorRow | undefined> {
  const byId = id ? await findCompetitor(act.tx, id) : undefined
  return byId ?? findCompetitorCalled(act.tx, name)
}

/** The competitor that is meant; one that nobody has spoken of before is brought in. */
export async function competitorFor(
  act: Act,
  said: SaidCompetitor,
): Promise<CompetitorRow & { readonly isNew: boolean }> {
  const known = await knownCompetitor(act, said)
  if (known) return { ...known, isNew: false }
  const row = { id: act.ids.next(), name: said.name }
  await insertCompetitor(act.tx, { ...row, createdAt: act.now })
  await writeAudit(act, [
    {
      action: 'competitor.create',
      subjectKind: 'competitor',
      subjectId: row.id,
      newValue: row.name,
    },
  ])
  return { ...row, isNew: true }
}

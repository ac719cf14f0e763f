import type { Ids } from '../lib/ids.ts'
import type { Store, Tx } from '../store/store.ts'
import { planPeople } from './import-people-plan.ts'
import { writePeople } from './import-people-write.ts'
import type { ImportedPerson, PersonRow, RowProblem } from './imported-person.ts'

export type PeopleImport = {
  readonly rows: readonly PersonRow[]
  /** Whether to write, or only to say what would be written. */
  readonly apply: boolean
  /** What the audit trail calls this import. */
  readonly source: string
}

export type PeopleImported =
  /** Nothing was written. */
  | { readonly kind: 'refused'; readonly problems: readonly RowProblem[] }
  | {
      readonly kind: 'planned' | 'written'
      /** Everyone with something new; the others are as the file says already. */
      readonly people: readonly ImportedPerson[]
      readonly newTeams: readonly string[]
    }

type Deps = {
  readonly tx: Tx
  readonly dialect: Store['dialect']
  readonly ids: Ids
  readonly now: Date
}

/**
 * Brings people, their roles, teams and leaders to what a file says, all of it or nothing. People
 * are found by their platform ids. A second time the same file changes nothing.
 */
export async function importPeople(deps: Deps, input: PeopleImport): Promise<PeopleImported> {
  const users = await deps.tx.user.findMany({
    include: { identities: true, roles: true, teams: { include: { team: true } } },
  })
  const teams = await deps.tx.team.findMany()
  const plan = planPeople(input.rows, { users, teams, ids: deps.ids })
  if (plan.problems.length > 0) return { kind: 'refused', problems: plan.problems }
  const known = new Set(teams.map(({ name }) => name))
  const named = plan.people.flatMap(({ row }) => [row.team ?? [], row.leads].flat())
  const newTeams = [...new Set(named)].filter((name) => !known.has(name))
  if (!input.apply) return { kind: 'planned', people: plan.people, newTeams }
  const act = { ...deps, eventKey: input.source }
  await writePeople(act, { people: plan.people, teams, newTeams })
  return { kind: 'written', people: plan.people, newTeams }
}

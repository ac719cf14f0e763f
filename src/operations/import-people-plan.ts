/** What a file of people would change, and every line that cannot be imported. Pure. */
import type { RoleId } from '../domain/role.ts'
import {
  circles,
  duplicates,
  findLeader,
  findTarget,
  type KnownPeople,
  leaderProblem,
  noAdministrator,
  rivalLeaders,
  type Target,
} from './import-people-check.ts'
import type {
  FieldChange,
  ImportedPerson,
  KnownUser,
  PersonRow,
  RowProblem,
} from './imported-person.ts'

export type PeoplePlan = {
  readonly people: readonly ImportedPerson[]
  readonly problems: readonly RowProblem[]
}

export function planPeople(rows: readonly PersonRow[], known: KnownPeople): PeoplePlan {
  const problems: RowProblem[] = []
  const targets = rows.flatMap((row) => {
    const found = findTarget(row, known)
    if (typeof found !== 'string') return [found]
    problems.push({ line: row.line, reason: found })
    return []
  })
  problems.push(...duplicates(rows, targets), ...rivalLeaders(rows))
  const leaders = new Map<string, string>()
  for (const { row, userId } of targets) {
    if (row.manager === undefined) continue
    const found = findLeader(row.manager, targets, known.users)
    if (found.length === 1 && found[0] !== userId) leaders.set(userId, found[0]!)
    else problems.push({ line: row.line, reason: leaderProblem(row.manager, found, userId) })
  }
  problems.push(...circles(targets, leaders, known.users))
  const people = targets.map((target) => planPerson(target, leaders, known))
  problems.push(...noAdministrator(people, known.users))
  return {
    people: people.filter((person) => person.isNew || person.changes.length > 0),
    problems: problems.toSorted((a, b) => a.line - b.line),
  }
}

function planPerson(
  { row, userId, known }: Target,
  leaders: ReadonlyMap<string, string>,
  { users, teams }: KnownPeople,
): ImportedPerson {
  const roles = rolesAfter(row, known)
  const newIds = Object.fromEntries(
    Object.entries(row.externalIds).filter(
      ([platform]) => !known?.identities.some((one) => one.platform === platform),
    ),
  )
  const team = known?.teams[0]?.team.name
  const joins = row.team !== undefined && row.team !== team ? row.team : undefined
  const leaderOf = (name: string) => teams.find((one) => one.name === name)?.managerId ?? undefined
  const takesOver = row.leads.filter((name) => leaderOf(name) !== userId)
  const leader = leaders.get(userId)
  const managerId = leader === (known?.managerId ?? undefined) ? undefined : leader
  const nameOf = (id?: string | null) => users.find((user) => user.id === id)?.name
  const changes: FieldChange[] = [
    ...(known && known.name !== row.name
      ? [{ field: 'name' as const, from: known.name, to: row.name }]
      : []),
    ...(known && !known.active ? [{ field: 'active' as const }] : []),
    ...Object.values(newIds).map((to) => ({ field: 'identity' as const, to })),
    ...roles.given.map((to) => ({ field: 'role' as const, to })),
    ...roles.taken.map((from) => ({ field: 'role' as const, from })),
    ...(joins === undefined ? [] : [{ field: 'team' as const, from: team, to: joins }]),
    ...takesOver.map((to) => ({ field: 'leads' as const, from: nameOf(leaderOf(to)), to })),
    ...(managerId === undefined
      ? []
      : [{ field: 'manager' as const, from: nameOf(known?.managerId), to: row.manager }]),
  ]
  return {
    row,
    userId,
    isNew: known === undefined,
    managerId,
    rolesGiven: roles.given,
    rolesTaken: roles.taken,
    newIds,
    joins,
    takesOver,
    changes,
  }
}

/** Who leads a team is a manager, whether the file says so or not. */
function rolesAfter(row: PersonRow, known: KnownUser | undefined) {
  const before = (known?.roles ?? []).map(({ role }) => role as RoleId)
  const after = new Set([
    ...(row.roles ?? before),
    ...(row.leads.length > 0 ? (['manager'] as const) : []),
  ])
  return {
    given: [...after].filter((role) => !before.includes(role)),
    taken: before.filter((role) => !after.has(role)),
  }
}

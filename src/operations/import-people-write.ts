import { type AuditEntry, writeAudit } from '../store/audit.ts'
import { saveNames } from '../store/names.ts'
import type { Tx } from '../store/store.ts'
import type { FieldChange, ImportedPerson, KnownTeam } from './imported-person.ts'

type Act = Parameters<typeof writeAudit>[0]

type Written = {
  readonly people: readonly ImportedPerson[]
  readonly teams: readonly KnownTeam[]
  readonly newTeams: readonly string[]
}

export async function writePeople(act: Act, { people, teams, newTeams }: Written): Promise<void> {
  const { tx, ids } = act
  await writeUsers(act, people)
  await writeRights(tx, people)
  const created = newTeams.map((name) => ({ id: ids.next(), name }))
  await tx.team.createMany({ data: created })
  const teamIds = new Map([...teams, ...created].map(({ id, name }) => [name, id]))
  await writeTeams(tx, people, teamIds)
  await writeAudit(act, people.flatMap(auditEntries))
}

async function writeUsers({ tx, now }: Act, people: readonly ImportedPerson[]): Promise<void> {
  const [added, changed] = [people.filter((one) => one.isNew), people.filter((one) => !one.isNew)]
  await tx.user.createMany({
    data: added.map(({ userId, row, managerId }) => ({
      id: userId,
      name: row.name,
      managerId,
      createdAt: now,
    })),
  })
  for (const { userId, row, managerId } of changed) {
    await tx.user.update({
      where: { id: userId },
      data: { name: row.name, managerId, active: true },
    })
  }
  await tx.identity.createMany({
    data: people.flatMap(({ userId, newIds }) =>
      Object.entries(newIds).map(([platform, externalId]) => ({ platform, externalId, userId })),
    ),
  })
  for (const { userId, row } of people) {
    await saveNames(tx, { kind: 'user', id: userId, name: row.name })
  }
}

async function writeRights(tx: Tx, people: readonly ImportedPerson[]): Promise<void> {
  for (const { userId, rolesTaken } of people) {
    if (rolesTaken.length === 0) continue
    await tx.userRole.deleteMany({ where: { userId, role: { in: [...rolesTaken] } } })
  }
  await tx.userRole.createMany({
    data: people.flatMap(({ userId, rolesGiven }) => rolesGiven.map((role) => ({ userId, role }))),
  })
}

async function writeTeams(
  tx: Tx,
  people: readonly ImportedPerson[],
  teamIds: ReadonlyMap<string, string>,
): Promise<void> {
  const joining = people.filter(({ joins }) => joins !== undefined)
  for (const { userId, isNew } of joining) {
    // A person belongs to one team at a time.
    if (!isNew) await tx.teamMember.deleteMany({ where: { userId } })
  }
  await tx.teamMember.createMany({
    data: joining.map(({ userId, joins }) => ({ userId, teamId: teamIds.get(joins!)! })),
  })
  for (const { userId, takesOver } of people) {
    for (const name of takesOver) {
      await tx.team.update({ where: { id: teamIds.get(name)! }, data: { managerId: userId } })
    }
  }
}

function auditEntries({ userId, row, isNew, changes }: ImportedPerson): AuditEntry[] {
  const about = { subjectKind: 'user', subjectId: userId }
  const added = isNew ? [{ action: 'people.added', newValue: row.name, ...about }] : []
  return [...added, ...changes.map((change) => ({ ...about, ...auditOf(change) }))]
}

function auditOf({ field, from, to }: FieldChange) {
  switch (field) {
    case 'role':
      return to === undefined
        ? { action: 'people.role-taken', newValue: from }
        : { action: 'people.role-given', newValue: to }
    case 'team':
      return { action: 'people.team-joined', oldValue: from, newValue: to }
    case 'leads':
      return { action: 'people.team-led', oldValue: from, newValue: to }
    case 'active':
      return { action: 'people.returned' }
    default:
      return { action: 'people.updated', field, oldValue: from, newValue: to }
  }
}

import type { AuditEntry } from '../store/audit.ts'
import type { DirectoryPerson, KnownPerson } from '../store/directory-list.ts'

export type DirectoryNews = {
  readonly person: DirectoryPerson
  readonly isNew: boolean
  /** What is new, as it goes into the audit trail. */
  readonly entries: readonly Omit<AuditEntry, 'subjectKind' | 'subjectId'>[]
}

type Known = ReadonlyMap<string, KnownPerson>

/**
 * Who is new and who has changed since they were last written, leaders before those they lead.
 * What the app may not read is absent, which is not a change.
 */
export function directoryNews(
  people: readonly DirectoryPerson[],
  known: Known,
  adminUsers: readonly string[],
): DirectoryNews[] {
  const arriving = new Set(
    people.filter((one) => one.active && !known.has(one.externalId)).map((one) => one.externalId),
  )
  return leadersFirst(people).flatMap((person): DirectoryNews[] => {
    const before = known.get(person.externalId)
    if (!before) {
      const entries = [{ action: 'people.added', newValue: person.name }]
      return arriving.has(person.externalId) ? [{ person, isNew: true, entries }] : []
    }
    const isNewAdmin = adminUsers.includes(person.externalId) && !before.administrator
    const entries = [
      ...changed('name', before.name, person.name),
      ...changed('department', before.department, person.departments[0]),
      ...changedLeader(person.leaderExternalId, before, { known, arriving }),
      ...(person.active === before.active
        ? []
        : [{ action: person.active ? 'people.returned' : 'people.left' }]),
      ...(isNewAdmin ? [{ action: 'people.role-given', newValue: 'operations' }] : []),
    ]
    return entries.length > 0 ? [{ person, isNew: false, entries }] : []
  })
}

function changed(field: string, oldValue: string | null, newValue: string | undefined) {
  if (newValue === undefined || newValue === oldValue) return []
  return [{ action: 'people.updated', field, oldValue, newValue }]
}

function changedLeader(
  leader: string | undefined,
  before: KnownPerson,
  { known, arriving }: { known: Known; arriving: ReadonlySet<string> },
) {
  if (leader === undefined) return []
  // Somebody who arrives in this very reading has no id of ours yet.
  if (arriving.has(leader)) return changed('manager', before.managerId, leader)
  return changed('manager', before.managerId, known.get(leader)?.userId)
}

function leadersFirst(people: readonly DirectoryPerson[]): DirectoryPerson[] {
  const byId = new Map(people.map((person) => [person.externalId, person]))
  const ordered = new Set<DirectoryPerson>()
  for (const person of people) {
    const chain: DirectoryPerson[] = []
    let next: DirectoryPerson | undefined = person
    while (next && !ordered.has(next) && !chain.includes(next)) {
      chain.push(next)
      next = next.leaderExternalId ? byId.get(next.leaderExternalId) : undefined
    }
    for (const one of chain.reverse()) ordered.add(one)
  }
  return [...ordered]
}

/** Each thing that keeps a line of a file of people from being imported. Pure. */
import type { Ids } from '../lib/ids.ts'
import type {
  ImportedPerson,
  KnownTeam,
  KnownUser,
  PersonRow,
  RowProblem,
} from './imported-person.ts'

export type KnownPeople = {
  readonly users: readonly KnownUser[]
  readonly teams: readonly KnownTeam[]
  readonly ids: Ids
}

/** Whom a line is about; `known` when they have an account already. */
export type Target = {
  readonly row: PersonRow
  readonly userId: string
  readonly known?: KnownUser
}

/** The user whom the line's ids name, or a new one; a text says why neither. */
export function findTarget(row: PersonRow, { users, ids }: KnownPeople): Target | string {
  const entries = Object.entries(row.externalIds)
  const has = (user: KnownUser, [platform, externalId]: [string, string]) =>
    user.identities.some((one) => one.platform === platform && one.externalId === externalId)
  const found = users.filter((user) => entries.some((entry) => has(user, entry)))
  const [user, other] = found
  if (other) return `两个账号是系统里的两个人(${user!.name}、${other.name}),请先确认是谁`
  if (!user) return { row, userId: ids.next() }
  for (const [platform, externalId] of entries) {
    const own = user.identities.find((one) => one.platform === platform)
    if (own && own.externalId !== externalId) {
      return `${user.name}已经登记为 ${own.externalId},不能改成 ${externalId}`
    }
  }
  return { row, userId: user.id, known: user }
}

export function duplicates(rows: readonly PersonRow[], targets: readonly Target[]): RowProblem[] {
  const first = new Map<string, number>()
  const again = (key: string, line: number, reason: (line: number) => string) => {
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, line)
    return earlier === undefined || earlier === line ? [] : [{ line, reason: reason(earlier) }]
  }
  return [
    ...rows.flatMap(({ line, externalIds }) =>
      Object.entries(externalIds).flatMap(([platform, id]) =>
        again(`${platform}:${id}`, line, (earlier) => `${id} 在第 ${earlier} 行已经有了`),
      ),
    ),
    ...targets.flatMap(({ row, known }) =>
      known
        ? again(known.id, row.line, (earlier) => `和第 ${earlier} 行是同一个人(${known.name})`)
        : [],
    ),
  ]
}

export function rivalLeaders(rows: readonly PersonRow[]): RowProblem[] {
  const first = new Map<string, PersonRow>()
  return rows.flatMap((row) =>
    row.leads.flatMap((team) => {
      const earlier = first.get(team)
      if (!earlier) first.set(team, row)
      return earlier && earlier !== row
        ? [{ line: row.line, reason: `「${team}」在第 ${earlier.line} 行已经由${earlier.name}带` }]
        : []
    }),
  )
}

/** Ids of everyone the text may mean: a platform id means one, a name whoever has it. */
export function findLeader(
  text: string,
  targets: readonly Target[],
  users: readonly KnownUser[],
): readonly string[] {
  const inFile = targets.filter(({ row }) => Object.values(row.externalIds).includes(text))
  const inStore = users.filter((user) => user.identities.some((one) => one.externalId === text))
  const byId = new Set([...inFile.map((one) => one.userId), ...inStore.map((user) => user.id)])
  if (byId.size > 0) return [...byId]
  return [
    ...new Set([
      ...targets.filter(({ row }) => row.name === text).map((one) => one.userId),
      ...users.filter((user) => user.active && user.name === text).map((user) => user.id),
    ]),
  ]
}

export function leaderProblem(text: string, found: readonly string[], userId: string): string {
  if (found.length === 0) return `上级「${text}」在表里和系统里都找不到`
  if (found.length > 1) return `上级「${text}」有 ${found.length} 位同名,请写 open_id 或 userid`
  return found[0] === userId ? `上级不能是自己` : ''
}

/** Nobody may end up above themselves. */
export function circles(
  targets: readonly Target[],
  leaders: ReadonlyMap<string, string>,
  users: readonly KnownUser[],
): RowProblem[] {
  const before = new Map(users.map((user) => [user.id, user.managerId ?? undefined]))
  const above = (id: string) => leaders.get(id) ?? before.get(id)
  return targets.flatMap(({ row, userId }) => {
    if (!leaders.has(userId)) return []
    const seen = new Set<string>()
    for (let at = above(userId); at !== undefined && !seen.has(at); at = above(at)) {
      if (at === userId) return [{ line: row.line, reason: `上级绕了一圈又回到${row.name}自己` }]
      seen.add(at)
    }
    return []
  })
}

/** Somebody must stay who can give roles. */
export function noAdministrator(
  people: readonly ImportedPerson[],
  users: readonly KnownUser[],
): RowProblem[] {
  const isOne = (user: KnownUser) => user.roles.some(({ role }) => role === 'operations')
  const before = users.filter((user) => user.active && isOne(user)).map((user) => user.id)
  const taken = people.filter(({ rolesTaken }) => rolesTaken.includes('operations'))
  const given = people.some(({ rolesGiven }) => rolesGiven.includes('operations'))
  const left = before.filter((id) => !taken.some(({ userId }) => userId === id))
  if (given || left.length > 0 || taken.length === 0) return []
  return taken.map(({ row }) => ({
    line: row.line,
    reason: `${row.name}是最后一位销售运营(管理员),不能取消;请先给另一位`,
  }))
}

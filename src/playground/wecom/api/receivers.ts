/** Whom a message is for: members, departments with all below them, or everybody. */
import type { JsonObject } from '../../json.ts'
import { listAt } from '../card/tree.ts'
import type { SimMember } from '../types.ts'
import { folded, isReachable, type World } from '../world.ts'

export type Named = {
  readonly all: boolean
  readonly userIds: readonly string[]
  readonly partyIds: readonly string[]
  readonly tagIds: readonly string[]
}

/** As message/send has them: strings with bars. */
export function namedInStrings(json: JsonObject): Named {
  const parts = (value: unknown) =>
    typeof value === 'string' ? value.split('|').filter((part) => part !== '') : []
  return {
    all: json.touser === '@all',
    userIds: parts(json.touser),
    partyIds: parts(json.toparty),
    tagIds: parts(json.totag),
  }
}

/** As update_template_card has them: lists. */
export function namedInLists(json: JsonObject): Named {
  const parts = (value: unknown) => listAt(value).map(String)
  return {
    all: json.atall === 1,
    userIds: parts(json.userids),
    partyIds: parts(json.partyids),
    tagIds: parts(json.tagids),
  }
}

/** The code where there are none or too many. */
export function countProblem(named: Named): number | undefined {
  if (named.all) return undefined
  if (named.userIds.length > 1000) return 40035
  if (named.partyIds.length > 100) return 82002
  if (named.tagIds.length > 100) return 82003
  const { userIds, partyIds, tagIds } = named
  return userIds.length + partyIds.length + tagIds.length === 0 ? 82001 : undefined
}

export type Resolved = {
  readonly members: readonly SimMember[]
  /** In lower case, as the platform answers. */
  readonly invalidUsers: readonly string[]
  readonly unlicensedUsers: readonly string[]
  readonly invalidParties: readonly string[]
  /** There are no tags in the simulated corp. */
  readonly invalidTags: readonly string[]
}

export function resolve(world: World, named: Named): Resolved {
  const everybody = [...world.members.values()].filter(
    (member) => isReachable(member) && member.licensed !== false,
  )
  if (named.all) {
    return {
      members: everybody,
      invalidUsers: [],
      unlicensedUsers: [],
      invalidParties: [],
      invalidTags: [],
    }
  }
  const ids = [...new Set(named.userIds.map(folded))]
  const isKnown = (id: string) => isReachable(world.members.get(id))
  const isLicensed = (id: string) => world.members.get(id)?.licensed !== false
  const parties = named.partyIds.filter((id) => world.departments.has(Number(id)))
  const inside = new Set(parties.flatMap((id) => departmentsBelow(world, Number(id))))
  const chosen = new Set(ids.filter((id) => isKnown(id) && isLicensed(id)))
  for (const member of everybody) {
    if ((member.departmentIds ?? []).some((id) => inside.has(id))) chosen.add(folded(member.userId))
  }
  return {
    members: [...chosen].flatMap((id) => world.members.get(id) ?? []),
    invalidUsers: ids.filter((id) => !isKnown(id)),
    unlicensedUsers: ids.filter((id) => isKnown(id) && !isLicensed(id)),
    invalidParties: named.partyIds.filter((id) => !parties.includes(id)),
    invalidTags: named.tagIds,
  }
}

/** The department itself and all below it. */
export function departmentsBelow(world: World, id: number): number[] {
  const children = [...world.departments.values()].filter((d) => d.parentId === id && d.id !== id)
  return [id, ...children.flatMap((child) => departmentsBelow(world, child.id))]
}

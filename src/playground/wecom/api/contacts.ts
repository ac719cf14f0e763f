/** The directory, as an app of 2026 sees it: no avatar, gender, mobile or address. */
import type { JsonObject } from '../../json.ts'
import { listAt } from '../card/tree.ts'
import type { SimDepartment, SimMember } from '../types.ts'
import { folded, isReachable, type World } from '../world.ts'
import { type ApiHandler, failure, success } from './answer.ts'
import { departmentsBelow } from './receivers.ts'

type ContactApi = Readonly<
  Record<'get' | 'list' | 'simpleList' | 'departments' | 'departmentIds' | 'plainIds', ApiHandler>
>

export function createContactApi(
  world: World,
  userIdOf: (openId: string) => string | undefined = () => undefined,
): ContactApi {
  const ofDepartment =
    (view: (member: SimMember) => JsonObject): ApiHandler =>
    ({ query }) => {
      const id = Number(query.get('department_id') ?? Number.NaN)
      if (!world.departments.has(id)) return failure(world, 60123)
      const members = [...world.members.values()].filter(
        (member) => isReachable(member) && departmentsOf(member).includes(id),
      )
      return success({ userlist: members.map(view) })
    }

  const ofTree =
    (view: (department: SimDepartment, order: number) => JsonObject, name: string): ApiHandler =>
    ({ query }) => {
      const id = query.get('id')
      const known = id === null || world.departments.has(Number(id))
      if (!known) return failure(world, 60123)
      const ids = id === null ? [...world.departments.keys()] : departmentsBelow(world, Number(id))
      return success({
        [name]: ids
          .flatMap((one) => world.departments.get(one) ?? [])
          .map((department, i) => view(department, ids.length - i)),
      })
    }

  return {
    get: ({ query }) => {
      const userId = query.get('userid')
      if (!userId) return failure(world, 40063, 'userid')
      const member = world.members.get(folded(userId))
      if (!member || member.left) return failure(world, 60111)
      // NOT VERIFIED: the code for somebody outside the app's visible range.
      return isReachable(member) ? success(detailsOf(member)) : failure(world, 60011)
    },
    list: ofDepartment(detailsOf),
    simpleList: ofDepartment((member) => ({
      userid: member.userId,
      name: member.name,
      department: departmentsOf(member),
    })),
    departments: ofTree(
      (department, order) => ({
        id: department.id,
        name: department.name,
        parentid: department.parentId,
        order,
        department_leader: leadersOf(world, department.id),
      }),
      'department',
    ),
    departmentIds: ofTree(
      (department, order) => ({ id: department.id, parentid: department.parentId, order }),
      'department_id',
    ),
    plainIds: ({ json }) => {
      const ids = listAt(json?.open_userid_list).map(String)
      if (ids.length === 0 || ids.length > 1_000) return failure(world, 40058, 'open_userid_list')
      const isKnown = (id: string) => isReachable(world.members.get(folded(userIdOf(id) ?? '')))
      return success({
        userid_list: ids.filter(isKnown).map((id) => ({ open_userid: id, userid: userIdOf(id)! })),
        invalid_open_userid_list: ids.filter((id) => !isKnown(id)),
      })
    },
  }
}

const departmentsOf = (member: SimMember): readonly number[] => member.departmentIds ?? [1]

function detailsOf(member: SimMember): JsonObject {
  const departments = departmentsOf(member)
  return {
    userid: member.userId,
    name: member.name,
    department: departments,
    order: departments.map(() => 0),
    position: member.position ?? '',
    is_leader_in_dept: departments.map((id) => (member.leads?.includes(id) ? 1 : 0)),
    direct_leader: member.directLeader ? [member.directLeader] : [],
    main_department: member.mainDepartment ?? departments[0],
    alias: member.alias ?? '',
    status: 1,
    isleader: member.leads && member.leads.length > 0 ? 1 : 0,
    enable: 1,
    hide_mobile: 0,
    extattr: { attrs: [] },
  }
}

const leadersOf = (world: World, departmentId: number): string[] =>
  [...world.members.values()]
    .filter((member) => isReachable(member) && member.leads?.includes(departmentId))
    .map((member) => member.userId)

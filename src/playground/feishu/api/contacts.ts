/**
 * contact/v3: people and departments, within the app's contact range, and of each only the fields
 * for which the app has a scope; the others are left out without a word
 * (https://open.feishu.cn/document/server-docs/contact-v3/user/get).
 */

import type { JsonObject } from '../../json.ts'
import { listAt } from '../card/tree.ts'
import type { SimDepartment, SimPerson } from '../types.ts'
import type { World } from '../world.ts'
import { type ApiHandler, failure, success } from './answer.ts'
import { pageOf } from './pages.ts'

const root = '0'
const mostIds = 50
const mostNames = 10

export type ContactApi = Readonly<
  Record<
    | 'person'
    | 'batch'
    | 'names'
    | 'idsOf'
    | 'ofDepartment'
    | 'department'
    | 'departments'
    | 'children'
    | 'range',
    ApiHandler
  >
>

export function createContactApi(world: World): ContactApi {
  const find = (id: string, type: string | null): SimPerson | undefined =>
    [...world.people.values()].find((person) => idOf(person, type) === id)
  const invalid = (code: number) => failure(world, { code })
  const noDepartment = () => failure(world, { code: 40004, status: 403 })
  const visible = () => [...world.people.values()].filter(isVisible)

  return {
    person: ({ params, query }) => {
      const person = find(params.user_id ?? '', query.get('user_id_type'))
      if (!person) return invalid(41012)
      return isVisible(person) ? success({ user: personView(world, person) }) : invalid(41050)
    },
    batch: ({ query }) => {
      const ids = query.getAll('user_ids')
      if (ids.length === 0 || ids.length > mostIds) return invalid(40001)
      const type = query.get('user_id_type')
      const people = ids.flatMap((id) => find(id, type) ?? []).filter(isVisible)
      return success({ items: people.map((person) => personView(world, person)) })
    },
    names: ({ json, query }) => {
      const ids = listAt(json.user_ids).map(String)
      if (ids.length === 0 || ids.length > mostNames) return invalid(40001)
      const type = query.get('user_id_type')
      const people = ids.flatMap((id) => find(id, type) ?? [])
      return success({
        users: people.map((person) => ({
          user_id: idOf(person, type),
          name: person.name,
          i18n_name: { zh_cn: person.name },
        })),
      })
    },
    idsOf: ({ json, query }) => {
      const emails = listAt(json.emails).map(String)
      const mobiles = listAt(json.mobiles).map(String)
      if (emails.length + mobiles.length === 0) return invalid(40001)
      if (emails.length > mostIds || mobiles.length > mostIds) return invalid(40001)
      const type = query.get('user_id_type')
      const known = visible().filter((p) => !p.resigned || json.include_resigned === true)
      const entry = (key: 'email' | 'mobile', value: string): JsonObject => {
        const person = known.find((candidate) => candidate[key] === value)
        return person
          ? { user_id: idOf(person, type), [key]: value, status: statusOf(person) }
          : { [key]: value }
      }
      return success({
        user_list: [
          ...emails.map((email) => entry('email', email)),
          ...mobiles.map((mobile) => entry('mobile', mobile)),
        ],
      })
    },
    ofDepartment: ({ query }) => {
      const id = query.get('department_id') ?? ''
      if (!isDepartmentVisible(world, id)) return noDepartment()
      const people = visible().filter((person) => departmentsOf(person).includes(id))
      return success(
        pageOf(
          people.filter((person) => !person.resigned).map((person) => personView(world, person)),
          query,
        ),
      )
    },
    department: ({ params }) => {
      const id = params.department_id ?? ''
      const department = world.departments.get(id)
      if (!isDepartmentVisible(world, id)) return noDepartment()
      return department || id === root
        ? success({ department: departmentView(world, department ?? rootDepartment) })
        : failure(world, { code: 43009, msg: 'department not found' })
    },
    departments: ({ query }) => {
      const ids = query.getAll('department_ids')
      if (ids.length === 0 || ids.length > mostIds) return invalid(40001)
      const found = ids
        .filter((id) => isDepartmentVisible(world, id))
        .flatMap((id) => world.departments.get(id) ?? [])
      return success({ items: found.map((department) => departmentView(world, department)) })
    },
    children: ({ params, query }) => {
      const id = params.department_id ?? ''
      if (!isDepartmentVisible(world, id)) return noDepartment()
      const below = descendants(world, id, query.get('fetch_child') === 'true')
      return success(
        pageOf(
          below.map((department) => departmentView(world, department)),
          query,
        ),
      )
    },
    range: ({ query }) => {
      const whole = isDepartmentVisible(world, root)
      const type = query.get('user_id_type')
      const ids = whole ? [] : visible().flatMap((person) => idOf(person, type) ?? [])
      const { items, ...paging } = pageOf(ids, query)
      return success({
        department_ids: whole ? [root] : [],
        user_ids: items,
        group_ids: [],
        ...paging,
      })
    },
  }
}

const rootDepartment: SimDepartment = { id: root, name: '', parentId: '' }

function isVisible(person: SimPerson): boolean {
  return person.visible !== false
}

/** Somebody without a department belongs to the company itself. */
function departmentsOf(person: SimPerson): readonly string[] {
  return person.departmentIds?.length ? person.departmentIds : [root]
}

/** The root takes the whole company; another department all who are in it or below. */
function isDepartmentVisible(world: World, id: string): boolean {
  if (id !== root && !world.departments.has(id)) return false
  const inside = new Set([id, ...descendants(world, id, true).map((department) => department.id)])
  return [...world.people.values()]
    .filter((person) => departmentsOf(person).some((d) => inside.has(d)))
    .every(isVisible)
}

function descendants(world: World, id: string, deep: boolean): SimDepartment[] {
  const direct = [...world.departments.values()].filter((d) => d.parentId === id)
  return deep ? direct.flatMap((d) => [d, ...descendants(world, d.id, true)]) : direct
}

function idOf(person: SimPerson, type: string | null): string | undefined {
  if (type === 'user_id') return person.userId
  if (type === 'union_id') return person.unionId
  return person.openId
}

function statusOf(person: SimPerson): JsonObject {
  return {
    is_frozen: person.frozen ?? false,
    is_resigned: person.resigned ?? false,
    is_activated: !person.resigned,
    is_exited: false,
    is_unjoin: false,
  }
}

function personView(world: World, person: SimPerson): JsonObject {
  const may = (scope: string, fields: JsonObject): JsonObject =>
    world.scopes.has(scope) ? fields : {}
  return {
    union_id: person.unionId,
    open_id: person.openId,
    ...may('contact:user.employee_id:readonly', { user_id: person.userId }),
    ...may('contact:user.base:readonly', { name: person.name, en_name: '', nickname: '' }),
    ...may('contact:user.department:readonly', {
      department_ids: [...departmentsOf(person)],
      leader_user_id: person.leaderOpenId ?? '',
    }),
    ...may('contact:user.employee:readonly', {
      status: statusOf(person),
      job_title: person.jobTitle ?? '',
      employee_type: 1,
      is_tenant_manager: false,
    }),
    ...may('contact:user.email:readonly', { email: person.email ?? '' }),
    ...may('contact:user.phone:readonly', { mobile: person.mobile ?? '' }),
  }
}

function departmentView(world: World, department: SimDepartment): JsonObject {
  const inside = new Set([
    department.id,
    ...descendants(world, department.id, true).map((below) => below.id),
  ])
  const members = [...world.people.values()].filter(
    (person) => !person.resigned && departmentsOf(person).some((id) => inside.has(id)),
  )
  return {
    department_id: department.id.replace(/^od-/, ''),
    open_department_id: department.id,
    ...(world.scopes.has('contact:department.base:readonly')
      ? { name: department.name, i18n_name: { zh_cn: department.name } }
      : {}),
    ...(world.scopes.has('contact:department.organize:readonly')
      ? {
          parent_department_id: department.parentId,
          leader_user_id: department.leaderOpenId ?? '',
          member_count: members.length,
        }
      : {}),
    status: { is_deleted: false },
  }
}

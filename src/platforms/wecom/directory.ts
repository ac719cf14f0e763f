/**
 * Colleagues as WeCom shows them to the app: those in its visible range, without phone or e-mail.
 * https://developer.work.weixin.qq.com/document/path/90196
 */
import * as z from 'zod'
import type { ApiResult } from '../api-problem.ts'
import type { Directory, DirectoryPerson } from '../port.ts'
import type { WecomApi } from './api.ts'
import { failure, isUnknownPerson } from './problems.ts'
import { personId } from './user-id.ts'

const user = z.object({
  userid: z.string().min(1),
  name: z.string().nullish(),
  department: z.array(z.number()).nullish(),
  direct_leader: z.array(z.string()).nullish(),
  /** 1 active · 2 disabled · 4 not activated yet · 5 left */
  status: z.number().nullish(),
})
type WireUser = z.infer<typeof user>

const userList = z.object({ userlist: z.array(user) })
const departmentList = z.object({
  department: z.array(z.object({ id: z.number(), name: z.string().nullish() })),
})
type Names = ReadonlyMap<number, string | undefined>

const gone = [2, 5]

export function createDirectory(api: WecomApi): Directory {
  const departments = async (): Promise<ApiResult<Names>> => {
    const result = await api.call({ path: '/cgi-bin/department/list', answer: departmentList })
    if (!result.ok) return result
    const { department } = result.data
    return { ok: true, data: new Map(department.map(({ id, name }) => [id, name ?? undefined])) }
  }

  return {
    person: async (externalId) => {
      const query = { userid: externalId }
      const result = await api.call({ path: '/cgi-bin/user/get', query, answer: user })
      if (!result.ok) {
        if (isUnknownPerson(result.problem)) return undefined
        throw failure(result.problem)
      }
      // Who somebody is can be told without what their department is called.
      const names = await departments()
      return toPerson(result.data, names.ok ? names.data : new Map())
    },
    everyone: async function* () {
      const names = orThrow(await departments())
      const seen = new Set<string>()
      for (const id of names.keys()) {
        const query = { department_id: String(id) }
        const call = { path: '/cgi-bin/user/list', query, answer: userList }
        for (const wire of orThrow(await api.call(call)).userlist) {
          const person = toPerson(wire, names)
          if (seen.has(person.externalId)) continue
          seen.add(person.externalId)
          yield person
        }
      }
    },
  }
}

function toPerson(wire: WireUser, names: Names): DirectoryPerson {
  const [leader] = wire.direct_leader ?? []
  const departments = (wire.department ?? []).map((id) => names.get(id))
  return {
    externalId: personId(wire.userid),
    departments: departments.filter((name) => name !== undefined),
    active: !gone.includes(wire.status ?? 1),
    ...(wire.name ? { name: wire.name } : {}),
    ...(leader ? { leaderExternalId: personId(leader) } : {}),
  }
}

function orThrow<T>(result: ApiResult<T>): T {
  if (!result.ok) throw failure(result.problem)
  return result.data
}

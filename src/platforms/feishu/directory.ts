/**
 * Colleagues as Feishu knows them. A field that the app has no scope for is absent, silently.
 * https://open.feishu.cn/document/server-docs/contact-v3/user/get
 */
import * as z from 'zod'
import type { Directory, DirectoryPerson } from '../port.ts'
import type { ApiCall, FeishuApi } from './api.ts'
import { failure } from './problems.ts'

const user = z.object({
  open_id: z.string().min(1),
  union_id: z.string().nullish(),
  name: z.string().nullish(),
  department_ids: z.array(z.string()).nullish(),
  leader_user_id: z.string().nullish(),
  status: z
    .object({
      is_frozen: z.boolean().nullish(),
      is_resigned: z.boolean().nullish(),
      is_exited: z.boolean().nullish(),
    })
    .nullish(),
})
type WireUser = z.infer<typeof user>

const department = z.object({ open_department_id: z.string(), name: z.string().nullish() })

function page<T>(item: z.ZodType<T>) {
  return z.object({
    data: z.object({
      items: z.array(item).default([]),
      has_more: z.boolean().default(false),
      page_token: z.string().nullish(),
    }),
  })
}
const userAnswer = z.object({ data: z.object({ user }) })
const departmentAnswer = z.object({ data: z.object({ department }) })
const userPage = page(user)
const departmentPage = page(department)
const scopePage = z.object({
  data: z.object({
    department_ids: z.array(z.string()).nullish(),
    user_ids: z.array(z.string()).nullish(),
    has_more: z.boolean().default(false),
    page_token: z.string().nullish(),
  }),
})

type Page = {
  readonly data: { readonly has_more: boolean; readonly page_token?: string | null }
}

const ids = { user_id_type: 'open_id', department_id_type: 'open_department_id' } as const
const wholeCompany = '0'
const pageSize = 50
/** Not visible to this app, or no such person: both mean that we know nobody by this id. */
const unknownPerson = ['41050', '41012']

export function createDirectory(api: FeishuApi): Directory {
  const names = createDepartmentNames(api)

  const toPerson = async (wire: WireUser): Promise<DirectoryPerson> => {
    const departments = await Promise.all((wire.department_ids ?? []).map(names.find))
    const { is_frozen, is_resigned, is_exited } = wire.status ?? {}
    return {
      externalId: wire.open_id,
      departments: departments.filter((name) => name !== undefined),
      active: !(is_frozen || is_resigned || is_exited),
      ...(wire.union_id ? { unionId: wire.union_id } : {}),
      ...(wire.name ? { name: wire.name } : {}),
      ...(wire.leader_user_id ? { leaderExternalId: wire.leader_user_id } : {}),
    }
  }

  return {
    person: async (externalId) => {
      const result = await api.call({
        run: (client, options) =>
          client.contact.v3.user.get(
            { path: { user_id: encodeURIComponent(externalId) }, params: ids },
            options,
          ),
        answer: userAnswer,
      })
      if (result.ok) return toPerson(result.data.data.user)
      if (unknownPerson.includes(result.problem.code)) return undefined
      throw failure(result.problem)
    },
    everyone: async function* () {
      const seen = new Set<string>()
      for await (const wire of visibleUsers(api, names.remember)) {
        if (seen.has(wire.open_id)) continue
        seen.add(wire.open_id)
        yield await toPerson(wire)
      }
    },
  }
}

/** Names by id, asked for once. Without the scope for them there are none. */
function createDepartmentNames(api: FeishuApi) {
  const known = new Map<string, Promise<string | undefined>>()

  const ask = async (id: string): Promise<string | undefined> => {
    const result = await api.call({
      run: (client, options) =>
        client.contact.v3.department.get(
          { path: { department_id: encodeURIComponent(id) }, params: ids },
          options,
        ),
      answer: departmentAnswer,
    })
    if (!result.ok) known.delete(id)
    return result.ok ? (result.data.data.department.name ?? undefined) : undefined
  }

  return {
    find: (id: string): Promise<string | undefined> => {
      const asked = known.get(id) ?? (id === wholeCompany ? Promise.resolve(undefined) : ask(id))
      known.set(id, asked)
      return asked
    },
    remember: (id: string, name: string | undefined) => {
      if (name) known.set(id, Promise.resolve(name))
    },
  }
}

/** Everyone in the app's contact range: whole departments with all below them, and single people. */
async function* visibleUsers(
  api: FeishuApi,
  remember: (id: string, name: string | undefined) => void,
): AsyncIterable<WireUser> {
  const single: string[] = []
  for await (const { data } of pages(api, listScope)) {
    single.push(...(data.user_ids ?? []))
    for (const root of data.department_ids ?? []) yield* usersBelow(api, root, remember)
  }
  for (let i = 0; i < single.length; i += pageSize) {
    const answer = await orThrow(api, getUsers(single.slice(i, i + pageSize)))
    yield* answer.data.items
  }
}

async function* usersBelow(
  api: FeishuApi,
  root: string,
  remember: (id: string, name: string | undefined) => void,
): AsyncIterable<WireUser> {
  yield* usersIn(api, root)
  for await (const { data } of pages(api, (token) => listDepartments(root, token))) {
    for (const below of data.items) {
      remember(below.open_department_id, below.name ?? undefined)
      yield* usersIn(api, below.open_department_id)
    }
  }
}

async function* usersIn(api: FeishuApi, departmentId: string): AsyncIterable<WireUser> {
  for await (const { data } of pages(api, (token) => listUsers(departmentId, token))) {
    yield* data.items
  }
}

async function* pages<T extends Page>(
  api: FeishuApi,
  list: (pageToken: string | undefined) => ApiCall<T>,
): AsyncIterable<T> {
  let token: string | undefined
  do {
    const answer = await orThrow(api, list(token))
    yield answer
    token = answer.data.has_more ? (answer.data.page_token ?? undefined) : undefined
  } while (token !== undefined)
}

async function orThrow<T>(api: FeishuApi, call: ApiCall<T>): Promise<T> {
  const result = await api.call(call)
  if (!result.ok) throw failure(result.problem)
  return result.data
}

/** https://open.feishu.cn/document/server-docs/contact-v3/scope/list */
function listScope(page_token: string | undefined): ApiCall<z.infer<typeof scopePage>> {
  return {
    run: (client, options) =>
      client.contact.v3.scope.list(
        { params: { ...ids, page_size: pageSize, page_token } },
        options,
      ),
    answer: scopePage,
  }
}

/** https://open.feishu.cn/document/server-docs/contact-v3/user/find_by_department */
function listUsers(
  department_id: string,
  page_token: string | undefined,
): ApiCall<z.infer<typeof userPage>> {
  const params = { ...ids, department_id, page_size: pageSize, page_token }
  return {
    run: (client, options) => client.contact.v3.user.findByDepartment({ params }, options),
    answer: userPage,
  }
}

/** https://open.feishu.cn/document/server-docs/contact-v3/department/children */
function listDepartments(
  root: string,
  page_token: string | undefined,
): ApiCall<z.infer<typeof departmentPage>> {
  const params = { ...ids, fetch_child: true, page_size: pageSize, page_token }
  return {
    run: (client, options) =>
      client.contact.v3.department.children(
        { path: { department_id: encodeURIComponent(root) }, params },
        options,
      ),
    answer: departmentPage,
  }
}

/** https://open.feishu.cn/document/server-docs/contact-v3/user/batch */
function getUsers(user_ids: string[]): ApiCall<z.infer<typeof userPage>> {
  return {
    run: (client, options) =>
      client.contact.v3.user.batch({ params: { ...ids, user_ids } }, options),
    answer: userPage,
  }
}

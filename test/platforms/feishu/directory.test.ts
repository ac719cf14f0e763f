import { describe, expect, it } from 'vitest'
import { type Answer, type Asked, startBot, startOpenPlatform, tokenPath } from './open-platform.ts'
import { fixture } from './request.ts'

const whole = (fixture('contact-user-created').event as { object: Record<string, unknown> }).object
const ok = (data: unknown): Answer => ({ body: { code: 0, msg: 'success', data } })
const failed = (code: number): Answer => ({ status: 400, body: { code, msg: 'x' } })

async function directoryOf(answer: (asked: Asked) => Answer) {
  const platform = await startOpenPlatform((asked) =>
    asked.path === tokenPath ? undefined : answer(asked),
  )
  return { platform, directory: startBot(platform.url).feishu.directory }
}

describe('a person', () => {
  it('has a name, departments by name and a leader', async () => {
    const { directory, platform } = await directoryOf(({ path }) =>
      path.includes('/departments/')
        ? ok({ department: { open_department_id: 'od-fake0001', name: '华东销售部' } })
        : ok({ user: whole }),
    )
    const person = {
      externalId: 'ou_chenjing',
      unionId: 'on_fake_chenjing',
      name: '陈静',
      departments: ['华东销售部'],
      leaderExternalId: 'ou_lina',
      active: true,
    }
    expect(await directory.person('ou_chenjing')).toEqual(person)
    expect(await directory.person('ou_chenjing')).toEqual(person)
    // The department's name is asked for once.
    expect(platform.calls().filter(({ path }) => path.includes('/departments/'))).toHaveLength(1)
    expect(Object.fromEntries(platform.calls()[0]?.query ?? [])).toEqual({
      user_id_type: 'open_id',
      department_id_type: 'open_department_id',
    })
    expect(platform.calls()[0]?.body).toBe('')
  })

  it('is known by id alone when the scopes for the rest are missing', async () => {
    const { directory } = await directoryOf(() => ok({ user: { open_id: 'ou_x' } }))
    expect(await directory.person('ou_x')).toEqual({
      externalId: 'ou_x',
      departments: [],
      active: true,
    })
  })

  it('has no department names without the scope for them', async () => {
    const { directory } = await directoryOf(({ path }) =>
      path.includes('/departments/') ? failed(40004) : ok({ user: whole }),
    )
    expect(await directory.person('ou_chenjing')).toMatchObject({ name: '陈静', departments: [] })
  })

  it.each(['is_frozen', 'is_resigned', 'is_exited'])('is not active when %s', async (flag) => {
    const status = { ...(whole.status as object), [flag]: true }
    const { directory } = await directoryOf(() =>
      ok({ user: { ...whole, department_ids: [], status } }),
    )
    expect(await directory.person('ou_chenjing')).toMatchObject({ active: false })
  })

  it.each([41050, 41012])('is nobody when Feishu says %i', async (code) => {
    const { directory } = await directoryOf(() => failed(code))
    expect(await directory.person('ou_nobody')).toBeUndefined()
  })

  it('is not nobody when Feishu could not be asked', async () => {
    const { directory } = await directoryOf(() => failed(99991672))
    await expect(directory.person('ou_x')).rejects.toThrow('99991672 (HTTP 400)')
  })
})

describe('everyone', () => {
  const user = (id: string, department: string) => ({
    open_id: `ou_${id}`,
    name: id,
    department_ids: [department],
  })
  const inDepartment: Readonly<Record<string, object[]>> = {
    'od-east': [user('a', 'od-east'), user('b', 'od-east'), user('c', 'od-east')],
    'od-east-1': [user('d', 'od-east-1'), user('a', 'od-east')],
  }

  /** Pages of two, as the open platform cuts them. */
  const page = (items: readonly object[], token: string | null): Answer => {
    const from = Number(token ?? 0)
    const has_more = from + 2 < items.length
    return ok({
      items: items.slice(from, from + 2),
      has_more,
      ...(has_more ? { page_token: String(from + 2) } : {}),
    })
  }

  it('is the contact range: departments with those below, and single people, each once', async () => {
    const { directory, platform } = await directoryOf(({ path, query }) => {
      const token = query.get('page_token')
      if (path === '/open-apis/contact/v3/scopes') {
        return token === null
          ? ok({ department_ids: ['od-east'], has_more: true, page_token: 'next' })
          : ok({ user_ids: ['ou_b', 'ou_z'], has_more: false })
      }
      if (path.endsWith('/children')) {
        return page([{ open_department_id: 'od-east-1', name: '华东一组' }], token)
      }
      if (path.endsWith('/find_by_department')) {
        return page(inDepartment[query.get('department_id') ?? ''] ?? [], token)
      }
      if (path.endsWith('/users/batch'))
        return ok({ items: query.getAll('user_ids').map((id) => ({ open_id: id })) })
      return ok({ department: { open_department_id: 'od-east', name: '华东' } })
    })
    const people = []
    for await (const person of directory.everyone()) people.push(person)
    expect(people.map(({ externalId, departments }) => [externalId, ...departments])).toEqual([
      ['ou_a', '华东'],
      ['ou_b', '华东'],
      ['ou_c', '华东'],
      ['ou_d', '华东一组'],
      ['ou_z'],
    ])
    // The name of the department below came with the list.
    expect(platform.calls().some(({ path }) => path.endsWith('/departments/od-east-1'))).toBe(false)
  })

  it('stops with the problem rather than pass a part for the whole', async () => {
    const { directory } = await directoryOf(({ path, query }) => {
      if (path.endsWith('/scopes')) return ok({ department_ids: ['od-east'] })
      return query.get('page_token') === null
        ? ok({ items: [user('a', 'od-east')], has_more: true, page_token: '2' })
        : failed(5000)
    })
    const seen: string[] = []
    await expect(async () => {
      for await (const person of directory.everyone()) seen.push(person.externalId)
    }).rejects.toThrow('5000')
    expect(seen).toEqual(['ou_a'])
  })
})

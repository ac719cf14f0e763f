/** The SDK's client is a third reading of the protocol: what it makes of the simulator's answers. */
import { Client, LoggerLevel } from '@larksuiteoapi/node-sdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SimulatedFeishu } from '../../../src/playground/feishu/types.ts'
import { app, cardOf, startTenant } from './tenant.ts'

const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let feishu: SimulatedFeishu
let client: Client

beforeEach(async () => {
  feishu = await startTenant()
  client = clientOf(feishu)
})

/** With tokens of its own: the SDK's usual cache is shared by all clients of an app. */
function clientOf(tenant: SimulatedFeishu): Client {
  const kept = new Map<string | symbol | object, unknown>()
  return new Client({
    appId: app.id,
    appSecret: app.secret,
    domain: tenant.baseUrl,
    logger: silent,
    loggerLevel: LoggerLevel.error,
    cache: {
      get: async (key) => kept.get(key),
      set: async (key, value) => {
        kept.set(key, value)
        return true
      },
    },
  })
}

afterEach(() => feishu.close())

const create = (data: { msg_type: string; content: string; uuid?: string }) =>
  client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: 'ou_zhangwei', ...data },
  })

describe('messages', () => {
  it('are sent, replied to, read, updated and recalled', async () => {
    const card = JSON.stringify(cardOf({ tag: 'hr' }))
    const sent = await create({ msg_type: 'interactive', content: card })
    expect(sent).toMatchObject({ code: 0, data: { msg_type: 'interactive' } })
    const path = { message_id: sent.data?.message_id ?? '' }
    const data = { msg_type: 'text', content: '{"text":"x"}' }
    expect((await client.im.v1.message.reply({ path, data })).data?.parent_id).toBe(path.message_id)
    const read = await client.im.v1.message.get({ path })
    expect(read.data?.items?.[0]).toMatchObject({ message_id: path.message_id })
    const next = JSON.stringify(cardOf({ tag: 'markdown', content: '新' }))
    expect((await client.im.v1.message.patch({ path, data: { content: next } })).code).toBe(0)
    expect((await client.im.v1.message.delete({ path })).code).toBe(0)
    expect(feishu.message(path.message_id)?.recalled).toBe(true)
  })

  it('that are refused throw with the code in the body', async () => {
    await expect(create({ msg_type: 'text', content: 'no json' })).rejects.toMatchObject({
      response: { status: 400, data: { code: 230001 } },
    })
  })
})

it('pictures and files go up, and those of people come down', async () => {
  const image = await client.im.v1.image.create({ data: { image_type: 'message', image: png } })
  expect(image?.image_key).toMatch(/^img_v3_/)
  const content = JSON.stringify({ image_key: image?.image_key })
  expect((await create({ msg_type: 'image', content })).code).toBe(0)
  const file = await client.im.v1.file.create({
    data: { file_type: 'xls', file_name: '报价.xlsx', file: Buffer.from('PK') },
  })
  expect(file?.file_key).toMatch(/^file_v3_/)

  const bytes = Buffer.from('客户名单')
  await feishu.say({ from: 'ou_lina', chat: 'private', text: '名单.csv', as: 'file', bytes })
  const message = feishu.messages(feishu.privateChatOf('ou_lina'))[0]
  const key = (JSON.parse(message?.content ?? '{}') as { file_key: string }).file_key
  const resource = await client.im.v1.messageResource.get({
    path: { message_id: message?.id ?? '', file_key: key },
    params: { type: 'file' },
  })
  const chunks: Buffer[] = []
  for await (const chunk of resource.getReadableStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks)).toEqual(bytes)
  await expect(
    client.im.v1.messageResource.get({
      path: { message_id: message?.id ?? '', file_key: image?.image_key ?? '' },
      params: { type: 'image' },
    }),
  ).rejects.toMatchObject({ response: { status: 400 } })
})

it('a person’s picture may not be sent on', async () => {
  await feishu.say({ from: 'ou_lina', chat: 'private', text: 'x.png', as: 'image', bytes: png })
  const theirs = feishu.messages(feishu.privateChatOf('ou_lina'))[0]?.content ?? ''
  await expect(create({ msg_type: 'image', content: theirs })).rejects.toMatchObject({
    response: { data: { code: 230017 } },
  })
})

describe('colleagues', () => {
  it('come one by one, in batches and by department', async () => {
    const one = await client.contact.v3.user.get({
      path: { user_id: 'ou_lina' },
      params: { user_id_type: 'open_id' },
    })
    expect(one.data?.user).toMatchObject({
      open_id: 'ou_lina',
      name: '李娜',
      department_ids: ['od-east'],
      leader_user_id: 'ou_chenjing',
      status: { is_resigned: false },
    })
    const two = await client.contact.v3.user.batch({
      params: { user_ids: ['ou_lina', 'ou_zhangwei'], user_id_type: 'open_id' },
    })
    expect(two.data?.items?.map((user) => user.name)).toEqual(['李娜', '张伟'])
    const east: (string | undefined)[] = []
    let pageToken: string | undefined
    do {
      const page = await client.contact.v3.user.findByDepartment({
        params: { department_id: 'od-east', page_size: 2, page_token: pageToken },
      })
      east.push(...(page.data?.items ?? []).map((user) => user.open_id))
      pageToken = page.data?.has_more ? page.data.page_token : undefined
    } while (pageToken)
    expect(east).toEqual(['ou_zhangwei', 'ou_lina', 'ou_chenjing'])
    const below = await client.contact.v3.department.children({
      path: { department_id: '0' },
      params: { fetch_child: true },
    })
    expect(below.data?.items).toMatchObject([
      { open_department_id: 'od-sales', name: '销售部', parent_department_id: '0' },
      { open_department_id: 'od-east', leader_user_id: 'ou_chenjing', member_count: 3 },
    ])
  })

  it('outside the contact range are not shown, nor is their department', async () => {
    await feishu.changePerson('ou_lina', { visible: false })
    const get = client.contact.v3.user.get({
      path: { user_id: 'ou_lina' },
      params: { user_id_type: 'open_id' },
    })
    await expect(get).rejects.toMatchObject({ response: { data: { code: 41050 } } })
    const east = client.contact.v3.user.findByDepartment({ params: { department_id: 'od-east' } })
    await expect(east).rejects.toMatchObject({ response: { status: 403, data: { code: 40004 } } })
    const range = await client.contact.v3.scope.list({ params: { user_id_type: 'open_id' } })
    expect(range.data).toMatchObject({ department_ids: [] })
    expect(range.data?.user_ids).toContain('ou_zhangwei')
    expect(range.data?.user_ids).not.toContain('ou_lina')
  })

  it('are found by address', async () => {
    const found = await client.contact.v3.user.batchGetId({
      params: { user_id_type: 'open_id' },
      data: { emails: ['zw@example.com', 'no@example.com'] },
    })
    expect(found.data?.user_list).toMatchObject([
      { user_id: 'ou_zhangwei', email: 'zw@example.com' },
      { email: 'no@example.com' },
    ])
    expect(found.data?.user_list?.[1]).not.toHaveProperty('user_id')
  })
})

it('fields without a scope are left out', async () => {
  await feishu.close()
  feishu = await startTenant({ scopes: ['contact:contact.base:readonly'] })
  client = clientOf(feishu)
  const one = await client.contact.v3.user.get({ path: { user_id: 'ou_lina' } })
  expect(Object.keys(one.data?.user ?? {}).sort()).toEqual(['open_id', 'union_id'])
})

/** The simulated WeCom over its own HTTP: what the real one refuses, drops and takes only once. */
import axios from 'axios'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { movableClock } from '../../../src/lib/clock.ts'
import { startSimulatedWecom } from '../../../src/playground/wecom/start.ts'
import type { SimulatedWecom } from '../../../src/playground/wecom/types.ts'

const app = { agentId: 7, secret: 'fake-secret', token: 'tok', aesKey: 'a'.repeat(43) }
const clock = movableClock(Date.UTC(2026, 10, 18, 2))

let wecom: SimulatedWecom
let token: string

beforeEach(async () => {
  wecom = await startSimulatedWecom({
    corpId: 'ww1',
    app,
    clock,
    callbackUrl: 'http://127.0.0.1:1/nobody-listens',
    redelivery: [1, 1, 1],
    members: [
      { userId: 'ZhangWei', name: '张伟' },
      { userId: 'LiNa', name: '李娜' },
      { userId: 'Away', name: '不在', left: true },
    ],
  })
  token = (await get('gettoken', { corpid: 'ww1', corpsecret: app.secret })).access_token
})
afterEach(() => wecom.close())

const get = async (path: string, params: object) =>
  (await axios.get(`${wecom.baseUrl}/cgi-bin/${path}`, { params })).data
const post = async (path: string, body: object) =>
  (
    await axios.post(`${wecom.baseUrl}/cgi-bin/message/${path}`, body, {
      params: { access_token: token },
    })
  ).data
const text = (content: string, more: object = {}) =>
  post('send', { touser: 'zhangwei', agentid: 7, msgtype: 'text', text: { content }, ...more })
const buttons = (task_id: string, more: object = {}) => ({
  card_type: 'button_interaction',
  main_title: { title: '请确认' },
  button_list: [{ text: '确认', key: 'yes' }],
  task_id,
  ...more,
})
const card = (template_card: object, touser = 'zhangwei') =>
  post('send', { touser, agentid: 7, msgtype: 'template_card', template_card })

describe('a token', () => {
  it('is one while it is good, and refused by code when it is not', async () => {
    const again = await get('gettoken', { corpid: 'ww1', corpsecret: app.secret })
    expect(again.access_token).toBe(token)
    const wrong = await get('gettoken', { corpid: 'ww1', corpsecret: 'x' })
    expect(wrong.errcode).toBe(40001)
    wecom.faults.tokenExpired = true
    expect((await text('你好')).errcode).toBe(42001)
    token = 'made up'
    expect((await text('你好')).errcode).toBe(40014)
    expect(JSON.stringify(wecom.calls())).not.toContain(app.secret)
  })
})

describe('a message', () => {
  it('tells of those it did not reach, in lower case, and is refused when it reaches nobody', async () => {
    const some = await text('你好', { touser: 'ZHANGWEI|Away|Nobody' })
    expect(some).toMatchObject({ errcode: 0, invaliduser: 'away|nobody' })
    expect(wecom.messages('zhangwei')).toHaveLength(1)
    expect((await text('你好', { touser: 'Nobody' })).errcode).toBe(81013)
    expect((await text('你好', { touser: '' })).errcode).toBe(82001)
    expect((await text('你好', { agentid: 8 })).errcode).toBe(301002)
    expect((await text('长'.repeat(700))).errcode).toBe(45002)
  })

  it('over thirty a minute is taken and shown to nobody', async () => {
    for (let n = 1; n <= 32; n++) expect((await text(`第${n}条`)).errcode).toBe(0)
    expect(wecom.messages('zhangwei')).toHaveLength(30)
    expect(wecom.dropped().map((message) => message.text)).toEqual(['第31条', '第32条'])
    await text('给李娜', { touser: 'lina' })
    expect(wecom.messages('lina')).toHaveLength(1)
  })

  it('is sent once within the interval when asked to check, and as often as said otherwise', async () => {
    const check = { enable_duplicate_check: 1, duplicate_check_interval: 60 }
    expect((await text('在吗', check)).msgid).toBe((await text('在吗', check)).msgid)
    expect(wecom.messages('zhangwei')).toHaveLength(1)
    await text('在吗')
    expect(wecom.messages('zhangwei')).toHaveLength(2)
  })
})

describe('a card', () => {
  it('has a task id of its own, one to six buttons and no unknown fields', async () => {
    expect((await card(buttons('t1'))).errcode).toBe(0)
    expect((await card(buttons('t1'))).errcode).toBe(42014)
    expect((await card(buttons('bad id'))).errcode).toBe(42014)
    expect((await card(buttons('t2', { button_list: [] }))).errcode).toBe(40016)
    expect((await card(buttons('t3', { nonsense: 1 }))).errcode).toBe(40058)
  })

  it('is changed once with the code of its sending, for whom it was sent to', async () => {
    const { response_code } = await card(buttons('t1'), 'zhangwei|lina')
    const change = { agentid: 7, response_code, button: { replace_name: '已确认' } }
    expect(await post('update_template_card', { ...change, userids: ['ZHANGWEI'] })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      invaliduser: [],
    })
    expect(wecom.messages('zhangwei').at(-1)?.replacedButton).toBe('已确认')
    expect(wecom.messages('lina').at(-1)?.replacedButton).toBeUndefined()
    const again = await post('update_template_card', { ...change, userids: ['lina'] })
    expect(again.errcode).toBe(60140)
    const tapped = await wecom.tap({ by: 'zhangwei', card: { taskId: 't1' } })
    expect(tapped).toMatchObject({ outcome: 'refused', refusal: 'replaced' })
  })
})

it('delivers four times in all what nobody takes', async () => {
  await wecom.say({ from: 'zhangwei', text: '有人吗' })
  await wecom.settled()
  const [delivery] = wecom.deliveries()
  expect(delivery).toMatchObject({ state: 'given-up', eventType: 'text' })
  expect(delivery?.attempts).toHaveLength(4)
  expect(await wecom.setCallback('http://127.0.0.1:1/')).toMatchObject({ saved: false })
})

import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'

const feishu = {
  FEISHU_APP_ID: 'cli_0123456789abcdef',
  FEISHU_APP_SECRET: 'secret',
  FEISHU_ENCRYPT_KEY: 'key',
  FEISHU_VERIFICATION_TOKEN: 'token',
}
const wecom = {
  WECOM_CORP_ID: 'ww0123456789abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'secret',
  WECOM_TOKEN: 'token',
  WECOM_ENCODING_AES_KEY: 'a'.repeat(43),
}
const example = readFileSync('.env.example', 'utf8')

describe('the environment', () => {
  it('four values are enough', () => {
    expect(readConfig(feishu)).toEqual({
      port: 3000,
      host: '0.0.0.0',
      databaseUrl: 'file:./data/dealgate.db',
      zone: 'Asia/Shanghai',
      adminUsers: [],
      logLevel: 'info',
      scheduler: true,
      feishu: {
        appId: 'cli_0123456789abcdef',
        appSecret: 'secret',
        encryptKeys: ['key'],
        verificationToken: 'token',
        baseUrl: 'https://open.feishu.cn',
        mode: 'webhook',
      },
    })
  })

  it('what is missing is told all at once, with where to find it', () => {
    const some = { FEISHU_APP_ID: feishu.FEISHU_APP_ID, PORT: 'x', TIME_ZONE: 'Shanghai' }
    expect(() => readConfig(some)).toThrow(/PORT.*TIME_ZONE.*FEISHU_APP_SECRET is missing.*>/s)
    expect(() => readConfig({})).toThrow(/no platform is configured.*npm run demo/s)
  })

  it('WeCom alone is enough too, and so are both', () => {
    const alone = readConfig({ ...wecom, ADMIN_USERS: 'ZhangWei,ou_Aa' })
    expect(alone).toMatchObject({
      adminUsers: ['zhangwei', 'ou_Aa'],
      wecom: { agentId: 1_000_002, baseUrl: 'https://qyapi.weixin.qq.com' },
    })
    expect(alone).not.toHaveProperty('feishu')
    expect(readConfig({ ...feishu, ...wecom })).toMatchObject({ feishu: {}, wecom: {} })
  })

  it('some of WeCom is told to be too little, or wrong', () => {
    const { WECOM_TOKEN: _, ...some } = wecom
    expect(() => readConfig(some)).toThrow(/WECOM_TOKEN is missing: .*接收消息/)
    expect(() => readConfig({ ...feishu, WECOM_AGENT_ID: 'x' })).toThrow(
      /WECOM_SECRET is missing.*WECOM_AGENT_ID must be a number/s,
    )
    expect(() => readConfig({ ...wecom, WECOM_ENCODING_AES_KEY: 'short' })).toThrow(/43 letters/)
  })

  it('the smart bot stands beside the app, whole or not at all', () => {
    const bot = { WECOM_BOT_ID: 'aib-1', WECOM_BOT_SECRET: 'fake-bot-secret' }
    expect(readConfig(wecom).wecom).not.toHaveProperty('bot')
    expect(readConfig({ ...wecom, ...bot }).wecom?.bot).toEqual({
      botId: 'aib-1',
      secret: 'fake-bot-secret',
      url: 'wss://openws.work.weixin.qq.com',
    })
    expect(() => readConfig({ ...wecom, WECOM_BOT_ID: 'aib-1' })).toThrow(
      /WECOM_BOT_SECRET is missing: .*智能机器人/,
    )
    expect(() => readConfig({ ...feishu, ...bot })).toThrow(/only beside the self-built app/)
    expect(() => readConfig({ ...wecom, ...bot, WECOM_BOT_WS_URL: 'https://x.cn' })).toThrow(
      'WECOM_BOT_WS_URL must be an address like wss://',
    )
  })

  it.each(['open.feishu.cn', 'ftp://open.feishu.cn', 'localhost:3000'])(
    'FEISHU_BASE_URL=%s is told to be no address',
    (FEISHU_BASE_URL) => {
      expect(() => readConfig({ ...feishu, FEISHU_BASE_URL })).toThrow(
        'FEISHU_BASE_URL must be an address like https://open.feishu.cn',
      )
    },
  )

  it('an app id with which the long connection would never open is told', () => {
    const wrong = { ...feishu, FEISHU_APP_ID: 'cli_short' }
    expect(readConfig(wrong).feishu?.appId).toBe('cli_short')
    expect(() => readConfig({ ...wrong, FEISHU_MODE: 'long-connection' })).toThrow(
      /FEISHU_APP_ID must be cli_ and 16 hex digits: .*App ID/,
    )
  })

  it('an empty value is one that is not set', () => {
    expect(() => readConfig({ ...feishu, FEISHU_ENCRYPT_KEY: '' })).toThrow(
      /ENCRYPT_KEY is missing/,
    )
  })

  it('the clock starts elsewhere only in a demo on loopback', () => {
    const demo = { ...feishu, CLOCK_START: '2026-11-18T10:00:00+08:00' }
    const local = { FEISHU_BASE_URL: 'http://127.0.0.1:4000/' }
    expect(() => readConfig(demo)).toThrow(/CLOCK_START/)
    expect(() => readConfig({ ...demo, ...local })).toThrow(/CLOCK_START/)
    expect(() => readConfig({ ...demo, DEALGATE_DEMO: '1' })).toThrow(/CLOCK_START/)
    const config = readConfig({ ...demo, ...local, DEALGATE_DEMO: '1' })
    expect(config.clockStartMs).toBe(Date.parse('2026-11-18T02:00:00Z'))
  })

  it.each([
    ['SCHEDULER', 'off', { scheduler: false }],
    ['ADMIN_USERS', 'ou_a, ou_b', { adminUsers: ['ou_a', 'ou_b'] }],
    ['FEISHU_MODE', 'long-connection', { feishu: { mode: 'long-connection' } }],
  ])('%s', (name, value, expected) => {
    expect(readConfig({ ...feishu, [name]: value })).toMatchObject(expected)
  })
})

describe('.env.example', () => {
  const named = [...example.matchAll(/^#?([A-Z_]+)=(.*)$/gm)]

  it('sets nothing as it is, no secret among it', () => {
    expect(parseEnv(example)).toEqual({})
    const secrets = named.filter(([, name]) => /SECRET|KEY|TOKEN/.test(name!))
    expect(secrets.map(([, , value]) => value)).toEqual(secrets.map(() => ''))
    expect(secrets).toHaveLength(7)
  })

  it('says the defaults that there are', () => {
    const values = Object.fromEntries(named.map(([, name, value]) => [name, value]))
    const { ADMIN_USERS: _, ...said } = { ...values, ...feishu, ...wecom }
    expect(readConfig(said)).toEqual(readConfig({ ...feishu, ...wecom }))
  })
})

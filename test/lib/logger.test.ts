import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLogger, createRedact, type Log, type LogLevel } from '../../src/lib/logger.ts'

function logger(level: LogLevel = 'debug', secrets: string[] = []) {
  const lines: string[] = []
  const destination = { write: (line: string) => lines.push(line) }
  const log: Log = createLogger({ level, secrets, destination })
  return { log, lines, read: () => lines.map((line) => JSON.parse(line)) }
}

describe('a line', () => {
  it('is one JSON value, whatever is in it', () => {
    const { log, lines, read } = logger()
    log.info({ said: '第一行\n第二行"', count: 3, big: 9007199254740993n, at: undefined }, '收\n到')
    expect(lines).toHaveLength(1)
    expect(lines[0]?.endsWith('\n')).toBe(true)
    expect(read()[0]).toMatchObject({
      level: 'info',
      msg: '收\n到',
      said: '第一行\n第二行"',
      count: 3,
      big: '9007199254740993',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    })
  })

  it('is written from its level up', () => {
    const { log, read } = logger('warn')
    log.debug({}, 'a')
    log.info({}, 'b')
    log.warn({}, 'c')
    log.error({}, 'd')
    expect(read().map(({ level, msg }) => [level, msg])).toEqual([
      ['warn', 'c'],
      ['error', 'd'],
    ])
  })

  it('tells an error with what caused it', () => {
    const { log, read } = logger()
    const cause = Object.assign(new TypeError('inner'), { code: 'EX' })
    log.error({ err: new Error('outer', { cause }) }, 'x')
    expect(read()[0].err).toMatchObject({
      type: 'Error',
      message: 'outer',
      stack: expect.stringContaining('logger.test.ts'),
      cause: { type: 'TypeError', message: 'inner', code: 'EX' },
    })
  })

  it('survives what JSON does not', () => {
    const { log, read } = logger()
    const circle: Record<string, unknown> = { bytes: new Uint8Array(3), run: () => 1 }
    circle.self = circle
    log.info({ circle, many: Array.from({ length: 1000 }, (_, i) => i) }, 'x')
    expect(read()[0].circle.bytes).toBe('[3 bytes]')
    expect(read()[0].many).toHaveLength(50)
  })
})

describe('a secret', () => {
  it.each([
    'app_secret',
    'appSecret',
    'Authorization',
    'tenant_access_token',
    'encryptKey',
    'password',
    'access_key',
    'mobile',
    'email',
  ])('is not written under the name %s', (name) => {
    const { log, lines } = logger()
    log.info({ deep: [{ [name]: 'canary-1' }], [name]: { inner: 'canary-2' } }, 'x')
    expect(lines[0]).not.toContain('canary')
    expect(lines[0]).toContain('[redacted]')
  })

  it.each([
    ['Bearer abc.def-ghi=='],
    ['t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234'],
    ['u-7f1bcd13fc57d46bac21793a18e560'],
    ['wss://x/ws?access_key=canary-key&ticket=canary-ticket'],
    ['{"app_secret":"canary-secret"}'],
    ['13800138000'],
    ['+86 138-0013-8000'],
    ['wang.zong@example.com'],
  ])('is not written in the middle of a sentence: %s', (secret) => {
    const { log, lines } = logger()
    log.warn({ said: `见 ${secret} 。`, err: new Error(`见 ${secret} 。`) }, `见 ${secret} 。`)
    for (const part of secret.match(/canary-\w+|[\w.+-]*\d[\w.+-]{6,}|\S+@\S+/g) ?? []) {
      expect(lines[0]).not.toContain(part)
    }
    expect(lines[0]).toContain('见 ')
  })

  it('is not written when it is a number', () => {
    const { log, read } = logger()
    log.info({ called: 13_800_138_000, ms: 1_763_431_200_000 }, 'x')
    expect(read()[0]).toMatchObject({ called: '[phone]', ms: 1_763_431_200_000 })
  })

  it('that is known is written nowhere, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), fc.jsonValue({ maxDepth: 3 }), (tail, value) => {
        const secret = `canary${tail}`
        const { log, lines } = logger('debug', [secret])
        log.info({ some: [value, `a${secret}b`, { deep: secret }] }, `x ${secret}`)
        expect(lines.join('')).not.toContain('canary')
      }),
    )
  })

  it('leaves what is no secret as it is', () => {
    const { log, read } = logger()
    const fields = {
      dealCode: 'D-1042',
      amountFen: '3500000',
      chat: 'oc_huadong',
      ok: true,
      no: null,
    }
    log.info(fields, '华信推进到商务谈判 35万')
    expect(read()[0]).toMatchObject({ ...fields, msg: '华信推进到商务谈判 35万' })
  })
})

it('redacts a value without logging it', () => {
  expect(createRedact(['hunter22'])({ a: 'is hunter22', token: 'x' })).toEqual({
    a: 'is [redacted]',
    token: '[redacted]',
  })
})

import { createDecipheriv, createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../src/lib/clock.ts'
import { createLogger } from '../../../src/lib/logger.ts'
import { createFeishu } from '../../../src/platforms/feishu/feishu.ts'
import { createReceive } from '../../../src/platforms/feishu/receive.ts'
import {
  changed,
  config,
  deliver,
  fixture,
  nowMs,
  request,
  type Signed,
  seal,
  sign,
  unsigned,
  withMessage,
} from './request.ts'

const receive = createReceive({ config, botOpenId: () => 'ou_fake_bot' })
const read = (signed: Signed, at?: number) => receive(request(signed, at))
const refused = (status: 401 | 403, reason: string) => ({ kind: 'refused', status, reason })

const minute = 60_000
const hour = 60 * minute

const challengeAnswer = (challenge: string) => ({
  kind: 'challenge',
  answer: { body: JSON.stringify({ challenge }), contentType: 'application/json' },
})

describe('published vectors', () => {
  it('decrypts the official sample', () => {
    const sealed = Buffer.from('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=', 'base64')
    const aesKey = createHash('sha256').update('test key').digest()
    const decipher = createDecipheriv('aes-256-cbc', aesKey, sealed.subarray(0, 16))
    const words = decipher.update(sealed.subarray(16), undefined, 'utf8') + decipher.final('utf8')
    expect(words).toBe('hello world')

    const own = createReceive({
      config: { ...config, encryptKeys: ['test key'] },
      botOpenId: () => undefined,
    })
    const body = '{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}'
    expect(own(request(sign(body, { key: 'test key' })))).toEqual({
      kind: 'malformed',
      reason: 'not one JSON value',
      body: 'hello world',
    })
  })

  it('accepts the signature and challenge of the protocol page', () => {
    const own = createReceive({
      config: { ...config, verificationToken: 'vtok' },
      botOpenId: () => undefined,
    })
    const encrypt =
      'AAECAwQFBgcICQoLDA0OD/JMJRVgtC4ba8FcuHNItYZitjbM8j9iJWqGXke2V2WAiNifpXa15jYsQRjVd40TT3XO+UIrivadXT/43x075NSLHIFu5yrtzMCSrhEIHS3q'
    const body = `{"encrypt":"${encrypt}"}`
    const plaintext = '{"challenge":"ajls384kdjxxxx","token":"vtok","type":"url_verification"}'
    expect(seal(plaintext)).toBe(encrypt)
    const headers = {
      'x-lark-request-timestamp': '1700000000',
      'x-lark-request-nonce': 'nonce123',
      'x-lark-signature': 'e533d238ddba7e12b1cf3dcb92d197a070c2edcbea07fb7861baa0e551732660',
    }
    const answer = challengeAnswer('ajls384kdjxxxx')
    expect(own(request({ headers, body: Buffer.from(body) }, 1_700_000_000_000))).toEqual(answer)
    expect(own(request(unsigned(body)))).toEqual(answer)
  })
})

describe('the challenge', () => {
  const challenge = { challenge: 'c-1', token: config.verificationToken, type: 'url_verification' }
  const answer = challengeAnswer('c-1')

  it('is answered plain and encrypted, unsigned', () => {
    expect(read(unsigned(JSON.stringify(challenge)))).toEqual(answer)
    const sealed = JSON.stringify({ encrypt: seal(JSON.stringify(challenge)) })
    expect(read(unsigned(sealed))).toEqual(answer)
  })

  it.each([
    ['another token', { ...challenge, token: `${config.verificationToken.slice(0, -1)}x` }],
    ['an empty token', { ...challenge, token: '' }],
    ['no token', { challenge: 'c-1', type: 'url_verification' }],
    ['another type', { ...challenge, type: 'event_callback' }],
    ['an event', fixture('message-text-private')],
  ])('is refused with %s, as everything unsigned is', (_, payload) => {
    const plain = JSON.stringify(payload)
    expect(read(unsigned(plain))).toEqual(refused(401, 'unsigned'))
    expect(read(unsigned(JSON.stringify({ encrypt: seal(plain) })))).toEqual(
      refused(401, 'unsigned'),
    )
  })

  it('is refused under a key that is not ours', () => {
    const sealed = JSON.stringify({ encrypt: seal(JSON.stringify(challenge), 'another key') })
    expect(read(unsigned(sealed))).toEqual(refused(401, 'unsigned'))
  })

  it('tells nothing apart when unsigned ciphertext is played with', () => {
    const sealed = Buffer.from(seal(JSON.stringify(challenge)), 'base64')
    const answers = new Set<string>()
    for (let i = 16; i < sealed.length; i += 1) {
      for (const mask of [1, 0x80, 0xff]) {
        const bent = Buffer.from(sealed)
        bent[i] = (bent[i] ?? 0) ^ mask
        const got = read(unsigned(JSON.stringify({ encrypt: bent.toString('base64') })))
        // Bits of the challenge's own text may turn into other text; that is still a challenge.
        if (got.kind !== 'challenge') answers.add(JSON.stringify(got))
      }
    }
    expect([...answers]).toEqual([JSON.stringify(refused(401, 'unsigned'))])
  })

  it('is not looked for in more bytes than a challenge has', () => {
    const long = JSON.stringify({ ...challenge, padding: 'x'.repeat(5000) })
    expect(read(unsigned(long))).toEqual(refused(401, 'unsigned'))
  })
})

describe('the signature', () => {
  const signed = deliver(fixture('message-text-private'))

  it('lets a valid request in', () => {
    expect(read(signed).kind).toBe('inbound')
  })

  it('refuses the request after any one bit of its body has flipped', () => {
    for (let i = 0; i < signed.body.length; i += 1) {
      const body = Buffer.from(signed.body)
      body[i] = (body[i] ?? 0) ^ (1 << (i % 8))
      expect(read({ ...signed, body }), `byte ${i}`).toEqual(refused(401, 'signature'))
    }
  })

  it('refuses the request after any change of any header', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(signed.headers)),
        fc.nat(),
        fc.integer({ min: 1, max: 127 }),
        (name, at, mask) => {
          const value = signed.headers[name] ?? ''
          const i = at % value.length
          const bent = String.fromCharCode(value.charCodeAt(i) ^ mask)
          const headers = {
            ...signed.headers,
            [name]: value.slice(0, i) + bent + value.slice(i + 1),
          }
          expect(read({ ...signed, headers })).toEqual(refused(401, 'signature'))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('does not let digits move between timestamp and nonce', () => {
    const old = deliver(fixture('message-text-private'), {
      timestamp: '1000000000',
      nonce: '5abc',
    })
    const fresher = { ...old.headers, 'x-lark-request-timestamp': '10000000005' }
    const resplit = { ...fresher, 'x-lark-request-nonce': 'abc' }
    expect(read({ ...old, headers: resplit }, 10_000_000_005_000)).toEqual(
      refused(401, 'signature'),
    )
    const shorter = { ...old.headers, 'x-lark-request-timestamp': '100000000' }
    const other = { ...shorter, 'x-lark-request-nonce': '05abc' }
    expect(read({ ...old, headers: other })).toEqual(refused(401, 'signature'))
  })

  it.each(Object.keys(signed.headers))('refuses without %s', (name) => {
    const { [name]: _, ...headers } = signed.headers
    expect(read({ ...signed, headers })).toMatchObject({ kind: 'refused', status: 401 })
    expect(read({ ...signed, headers: { ...headers, [name]: '' } })).toMatchObject({
      kind: 'refused',
      status: 401,
    })
  })

  it('refuses what was signed with another key', () => {
    const forged = deliver(fixture('message-text-private'), { key: 'guessed' })
    expect(read(forged)).toEqual(refused(401, 'signature'))
  })

  it('accepts the previous key beside the current one', () => {
    const both = createReceive({
      config: { ...config, encryptKeys: ['the new key', 'sim-encrypt-key-0001'] },
      botOpenId: () => undefined,
    })
    const payload = fixture('message-text-private')
    expect(both(request(deliver(payload))).kind).toBe('inbound')
    expect(both(request(deliver(payload, { key: 'the new key' }))).kind).toBe('inbound')
    expect(both(request(deliver(payload, { key: 'a third' }))).kind).toBe('refused')
    const challenge = { challenge: 'x', token: config.verificationToken, type: 'url_verification' }
    const sealed = seal(JSON.stringify(challenge), 'the new key')
    expect(both(request(unsigned(JSON.stringify({ encrypt: sealed })))).kind).toBe('challenge')
  })
})

describe('freshness', () => {
  const message = deliver(fixture('message-text-private'))
  const tap = deliver(fixture('tap-button'))

  it.each([
    ['an event of 8 h ago', message, 8 * hour, 'inbound'],
    ['an event older than 8 h', message, 8 * hour + 1, 'refused'],
    ['an event from 5 min ahead', message, -5 * minute, 'inbound'],
    ['an event from further ahead', message, -5 * minute - 1, 'refused'],
    ['a tap of 5 min ago', tap, 5 * minute, 'inbound'],
    ['a tap older than 5 min', tap, 5 * minute + 1, 'refused'],
    ['a tap from further ahead', tap, -5 * minute - 1, 'refused'],
  ])('%s', (_, signed, ageMs, kind) => {
    const got = read(signed, nowMs + ageMs)
    expect(got.kind).toBe(kind)
    if (kind === 'refused') expect(got).toEqual(refused(401, 'stale'))
  })
})

describe('whose it is', () => {
  it.each([
    ['another token', { token: 'someone else’s' }, 'token'],
    ['no token', { token: undefined }, 'token'],
    ['another app', { app_id: 'cli_fedcba9876543210' }, 'app'],
  ])('refuses an authentic request with %s', (_, header, reason) => {
    expect(read(deliver(changed('message-text-private', { header })))).toEqual(refused(403, reason))
  })

  it('checks the token of the old envelope too', () => {
    expect(read(deliver({ ...fixture('v1-p2p-chat-create'), token: 'x' }))).toEqual(
      refused(403, 'token'),
    )
  })
})

describe('authentic but unreadable', () => {
  const message = JSON.stringify(fixture('message-text-private'))
  const inside = (plaintext: string | Uint8Array) =>
    read(sign(JSON.stringify({ encrypt: seal(plaintext) })))

  it.each([
    ['two values', `${message}${message}`],
    ['trailing bytes', `${message} x`],
    ['a byte order mark', `\ufeff${message}`],
    ['half a value', message.slice(0, -1)],
    ['nothing', ''],
    ['no event', '[]'],
    ['null', 'null'],
    ['nesting without end', '['.repeat(100_000)],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
  ])('parks %s', (_, plaintext) => {
    const got = inside(plaintext)
    expect(got).toMatchObject({ kind: 'malformed', body: plaintext })
    // The same outside the encryption.
    expect(read(sign(plaintext)).kind).toBe('malformed')
  })

  it('parks bytes that are not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from(message.slice(0, -1)), Buffer.from([0xff, 0x7d])])
    expect(inside(bytes)).toMatchObject({ kind: 'malformed', reason: 'not UTF-8 inside' })
    expect(read(sign(bytes))).toMatchObject({ kind: 'malformed', reason: 'not UTF-8' })
  })

  it('counts brackets in strings as text, not as nesting', () => {
    const text = '[{'.repeat(50)
    const content = JSON.stringify({ text })
    const got = read(deliver(withMessage('message-text-private', { content })))
    expect(got).toMatchObject({ inbound: { content: { type: 'text', text } } })
  })

  it.each([
    ['ciphertext that is cut', seal(message).slice(0, -4)],
    ['ciphertext that is no base64', '***'],
    ['a lone IV', Buffer.alloc(16).toString('base64')],
    ['wrong padding', Buffer.alloc(64).toString('base64')],
  ])('parks %s', (_, encrypt) => {
    expect(read(sign(JSON.stringify({ encrypt })))).toMatchObject({
      kind: 'malformed',
      reason: 'cannot be decrypted',
    })
  })

  it('parks a signed body that is not encrypted', () => {
    expect(read(sign(message))).toMatchObject({ kind: 'malformed', reason: 'not encrypted' })
  })

  it.each([
    ['message-text-private', {}],
    ['message-text-private', { sender: { sender_type: 'user', sender_id: null } }],
    ['message-text-private', { message: { message_type: 'text' } }],
    ['tap-button', { operator: {} }],
    ['tap-button', { action: 'button' }],
    ['bot-menu', { operator: undefined }],
    ['bot-added', { chat_id: undefined }],
    ['p2p-entered', { operator_id: undefined }],
    ['contact-user-deleted', { object: undefined }],
  ])('parks %s with %j', (name, event) => {
    const payload = { ...fixture(name), event: { ...(fixture(name).event as object), ...event } }
    const got = read(deliver(Object.keys(event).length > 0 ? payload : { ...payload, event }))
    expect(got).toMatchObject({ kind: 'malformed', body: expect.stringContaining('event_id') })
  })

  it.each(['{', '[]', '"x"', '{"text":1}', '{"txt":"x"}'])('parks text content %s', (content) => {
    expect(read(deliver(withMessage('message-text-private', { content }))).kind).toBe('malformed')
  })

  it('survives whatever is inside', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(['malformed', 'refused']).toContain(inside(bytes).kind)
      }),
    )
    fc.assert(
      fc.property(fc.jsonValue(), (event) => {
        const payload = { ...fixture('message-text-private'), event }
        expect(['malformed', 'inbound']).toContain(read(deliver(payload)).kind)
      }),
    )
  })
})

describe('starting without a secret', () => {
  const deps = { log: createLogger({ level: 'silent' }), clock: systemClock }
  it.each([
    ['no encrypt key', { encryptKeys: [] }],
    ['an empty encrypt key', { encryptKeys: [''] }],
    ['a blank previous key', { encryptKeys: ['good', '  '] }],
    ['no verification token', { verificationToken: '' }],
    ['no app secret', { appSecret: '' }],
    ['no app id', { appId: ' ' }],
  ])('fails with %s', (_, missing) => {
    expect(() => createFeishu({ ...config, ...missing }, deps)).toThrow(/configured without/)
  })
})

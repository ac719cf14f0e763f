import { getSignature, decrypt as officialDecrypt, encrypt as officialEncrypt } from '@wecom/crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decrypt, deriveKey } from '../../../src/platforms/wecom/cipher.ts'
import { isSigned } from '../../../src/platforms/wecom/signature.ts'
import { config, seal, sealPlain } from './seal.ts'

const sampleKey = config.encodingAesKey
const sampleId = config.corpId
const helloXml = [
  '<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>',
  '<FromUserName><![CDATA[mycreate]]></FromUserName>',
  '<CreateTime>1409659813</CreateTime>',
  '<MsgType><![CDATA[text]]></MsgType>',
  '<Content><![CDATA[hello]]></Content>',
  '<MsgId>4561255354251345929</MsgId>',
  '<AgentID>218</AgentID>',
  '</xml>',
].join('\n')

/** From the official samples, and from libraries that were tried against the official test tool. */
const vectors = [
  {
    what: 'the address check of the official sample',
    token: 'QDG6eK',
    key: sampleKey,
    receiveId: sampleId,
    timestamp: '1409659589',
    nonce: '263014780',
    signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    random: 'c41b64491c2468d0',
    encrypted:
      'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
    message: '1616140317555161061',
  },
  {
    what: 'the message of the official sample, padded by 30',
    token: 'QDG6eK',
    key: sampleKey,
    receiveId: sampleId,
    timestamp: '1409659813',
    nonce: '1372623149',
    signature: '477715d11cdb4164915debcba66cb864d751f3e6',
    random: '0960688932c47ef1',
    encrypted:
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
    message: helloXml,
  },
  {
    what: 'the encryption of the official Java test',
    token: 'pamtest',
    key: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
    receiveId: 'wxb11529c136998cb6',
    timestamp: '1409304348',
    nonce: 'xxxxxx',
    signature: '82c962d39941aa48552f90ef55aa323dc620cc10',
    random: 'aaaabbbbccccdddd',
    encrypted:
      'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==',
    message: '我是中文abcd123',
  },
  {
    what: 'an address check of go-workwx',
    token: 'kjr2TKI8umCBfVF3wAHk8JiPwma5VBme',
    key: '4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws',
    receiveId: 'ww6a112864f8022910',
    timestamp: '1583940690',
    nonce: 'VHh7ymSeb0jc4lSb',
    signature: '1ba3cb09c0d2c2b3ed6900d37f91a6efae6cb011',
    encrypted:
      '6KmUQuPVu7UhjyVqRdbo5SfcRqaHvbUlKSHFvBV2ZuR6TIlKsygcfeSd1GDplg1C5KSKr6UPHCaC/nIX3ZNt9w==',
    message: '94966531020182955848408',
  },
  {
    what: 'a message of go-workwx',
    token: 'kz7Yx62CH8SaLN',
    key: 'cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP',
    receiveId: 'ww6a112864f8022910',
    timestamp: '1583995625',
    nonce: '1584392382',
    signature: 'f265ae551b1932727204c3d707628d01376a6940',
    encrypted:
      'EUCt7xMcNiyASzZj0Hjc5yDjFQrCum6AfQ3ntHiUzjGQ51xieKmbvtrZ40/EcB2W/W8yH0n4Lqx48gJl/T9HD/R309I0P/r5pIZucK3lyEn48FYMr4YdE0QdL2jIJ3xkcXUr6uzefzCxG6lMvwpAJaOyVCzN7sRRw47njfxy5EIqU6R9ZBhlTzfdnhhOhK/nTwzrZX3SoGlXFA9OBeZ6ru1NWpXFk76x9DUMe0lcxPPiUqK8ctnQcYXSGUHVqC6DfG7E7mab0OmruNN8cBZY5d3dYOBA4OgaH55Q0AJmUpdT8vNiXpXx+6TxT3TIjySXpDrHVyrsb772aYywgg/Nu4kUmGkALwFZlzhjNegR7wDwb9lr4ERXsSSS8JZ8lbBmaQ3F2Tq584xoPj5rIhXAF734ynm4no1g+SdHiNqR328=',
    message:
      '<xml><ToUserName><![CDATA[ww6a112864f8022910]]></ToUserName><FromUserName><![CDATA[foobar]]></FromUserName><CreateTime>1583995625</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[x123]]></Content><MsgId>2018405441</MsgId><AgentID>1000002</AgentID></xml>',
  },
  {
    what: 'a message to a bot, which is for nobody by name',
    token: 'QDG6eK',
    key: sampleKey,
    receiveId: '',
    timestamp: '1700000000',
    nonce: 'nonce1',
    signature: '2ca321c4e83f8979b92666a322720999c44b10fa',
    random: '0123456789abcdef',
    encrypted:
      'sKqRbbiSUnDhFHOvPjtUMXwcNQzHVFNeLGShu75XAxnlReSDiqIMxFSwaGouVQm/TLf+6IgUPvQBjguiS7rgiw==',
    message: '{"msgtype":"text"}',
  },
] as const

const open = (encrypted: string, of: { key?: string; receiveId?: string } = {}) => {
  const opened = decrypt(deriveKey(of.key ?? sampleKey), encrypted, of.receiveId ?? sampleId)
  return 'message' in opened ? opened.message.toString('utf8') : opened
}

describe.each(vectors)('$what', (vector) => {
  it('is signed', () => {
    expect(isSigned(vector, vector.token)).toBe(true)
    expect(isSigned({ ...vector, nonce: `${vector.nonce}1` }, vector.token)).toBe(false)
    expect(isSigned(vector, `${vector.token}x`)).toBe(false)
  })
  it('is opened', () => expect(open(vector.encrypted, vector)).toBe(vector.message))
  it('is sealed the same by our stand-in for WeCom', () => {
    const random = 'random' in vector ? Buffer.from(vector.random) : undefined
    const sealed = seal(vector.message, { ...vector, random })
    if (random) expect(sealed).toBe(vector.encrypted)
    expect(open(sealed, vector)).toBe(vector.message)
  })
  it('is for nobody else', () => {
    expect(open(vector.encrypted, { ...vector, receiveId: 'wx0000000000000000' })).toEqual({
      problem: 'receiveid',
    })
  })
})

describe('a blank that was a plus', () => {
  it('fails the signature', () => {
    const [vector] = vectors
    const encrypted = vector.encrypted.replaceAll('+', ' ')
    expect(isSigned({ ...vector, encrypted }, vector.token)).toBe(false)
    expect(open(encrypted)).toEqual({ problem: 'sealed' })
  })
})

describe('what cannot be opened', () => {
  const broken = { problem: 'sealed' }
  const plainOf = (length: number, pad: readonly number[]) => {
    const head = Buffer.alloc(20)
    head.writeUInt32BE(length, 16)
    return Buffer.concat([head, Buffer.from('hi'), Buffer.from(sampleId), Buffer.from(pad)])
  }
  // 20 + 2 + 18 bytes: 24 are missing to the next 32.
  const right = Array.from({ length: 24 }, () => 24)
  it('is told from what can', () => expect(open(sealPlain(plainOf(2, right)))).toBe('hi'))
  it.each([
    ['nothing', ''],
    ['no base64', '!!!!'],
    ['half a block', Buffer.alloc(16).toString('base64')],
    ['a length beyond the end', sealPlain(plainOf(1000, right))],
    ['a length beyond all numbers', sealPlain(plainOf(0xffffffff, right))],
    ['no padding', sealPlain(plainOf(2, [...right.slice(0, -1), 0]))],
    ['padding beyond a block', sealPlain(plainOf(2, [...right.slice(0, -1), 33]))],
    ['uneven padding', sealPlain(plainOf(2, [1, ...right.slice(1)]))],
    ['nothing but padding', sealPlain(Buffer.alloc(32, 32))],
  ])('%s', (_, encrypted) => expect(open(encrypted)).toEqual(broken))
})

describe('the official library', () => {
  const message = fc.string({ unit: 'binary', maxLength: 300 })
  it('seals what we open', () => {
    fc.assert(
      fc.property(message, (text) => {
        expect(open(officialEncrypt(sampleKey, text, sampleId))).toBe(text)
      }),
    )
  })
  it('opens what our stand-in seals, and signs alike', () => {
    fc.assert(
      fc.property(message, (text) => {
        const encrypted = seal(text)
        const expected = { message: text, id: sampleId }
        expect(officialDecrypt(sampleKey, encrypted)).toMatchObject(expected)
        const parts = { timestamp: '1763431200', nonce: 'n', encrypted }
        const signature = getSignature(config.token, parts.timestamp, parts.nonce, encrypted)
        expect(isSigned({ ...parts, signature }, config.token)).toBe(true)
      }),
    )
  })
})

describe('bytes by chance', () => {
  it('never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(open(Buffer.from(bytes).toString('base64'))).toHaveProperty('problem')
      }),
    )
  })
})

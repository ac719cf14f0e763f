import { describe, expect, it } from 'vitest'
import { actionKey } from '../../../src/platforms/wecom/action-key.ts'
import { createReceive } from '../../../src/platforms/wecom/receive.ts'
import { readXml } from '../../../src/platforms/wecom/xml.ts'
import { config, eventRequest, nowMs, request, seal, xml } from './seal.ts'

const receive = createReceive(config)
const text = (content: string, id = '4561255354251345929') => ({
  MsgType: 'text',
  Content: content,
  MsgId: id,
})
const inboundOf = (fields: Readonly<Record<string, string>>, more?: string) => {
  const received = receive(eventRequest(fields, more))
  if (received.kind !== 'inbound') throw new Error(JSON.stringify(received))
  return received.inbound
}

describe('saving the address', () => {
  it('is answered with the bare text', () => {
    expect(receive(request({ echostr: seal('1616140317555161061') }))).toEqual({
      kind: 'challenge',
      answer: { body: '1616140317555161061', contentType: 'text/plain' },
    })
  })
  it.each([
    ['unsigned', request({ echostr: seal('1'), signature: '0'.repeat(40) })],
    ['without anything', { ...request({ echostr: '' }), query: () => undefined }],
    ['for another corp', request({ echostr: seal('1', { receiveId: 'wx0' }) })],
    ['under a blank for a plus', request({ echostr: `${seal('1')} ` })],
  ])('%s is refused', (_, one) => expect(receive(one).kind).toBe('refused'))
})

describe('what is not WeCom’s', () => {
  const encrypted = seal(xml(text('你好')))
  const laughs = '<!DOCTYPE xml [<!ENTITY a "aaa">]>'
  it.each([
    ['another signature', request({ encrypted, signature: 'a'.repeat(40) }), 'signature'],
    ['a signature in capitals', request({ encrypted, signature: 'A'.repeat(40) }), 'signature'],
    [
      'a timestamp with a digit more',
      request({ encrypted, timestamp: '17634312001' }),
      'signature',
    ],
    ['a signature of yesterday', request({ encrypted, nowMs: nowMs + 86_400_000 }), 'stale'],
    ['a signature of tomorrow', request({ encrypted, nowMs: nowMs - 86_400_000 }), 'stale'],
    [
      'somebody else’s message',
      request({ encrypted: seal('<xml/>', { receiveId: 'x' }) }),
      'receiveid',
    ],
    ['another app’s message', eventRequest({ ...text('你好'), AgentID: '7' }), 'app'],
    ['no XML', request({ body: '{}' }), 'envelope'],
    ['no text', request({ body: Buffer.from([0xff, 0xfe]) }), 'envelope'],
    ['an unclosed element', request({ body: `<xml><Encrypt>${encrypted}</Encrypt>` }), 'envelope'],
    ['two roots', request({ body: '<xml><Encrypt>a</Encrypt></xml><xml/>' }), 'envelope'],
    [
      'two of one element',
      request({ body: '<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt></xml>' }),
      'envelope',
    ],
    [
      'a document type',
      request({ body: `${laughs}<xml><Encrypt>&a;</Encrypt></xml>` }),
      'envelope',
    ],
    [
      'too much',
      request({ body: `<xml><Encrypt>${'a'.repeat(140_000)}</Encrypt></xml>` }),
      'too-large',
    ],
  ])('%s is refused', (_, one, reason) => {
    expect(receive(one)).toMatchObject({ kind: 'refused', reason })
  })
  it.each([
    ['a document type behind a comment', '<!--<![CDATA[--><!DOCTYPE x><xml/><!--]]>-->'],
    ['a document type behind an instruction', '<?a <![CDATA[?><!DOCTYPE x><xml/>'],
    ['a name that changes every object', '<xml><__proto__>1</__proto__></xml>'],
  ])('%s is no XML of ours', (_, one) => expect(readXml(one)).toHaveProperty('problem'))
})

describe('what is authentic but cannot be read', () => {
  it.each([
    ['other words than it says', eventRequest({ MsgType: 'text', MsgId: '1' })],
    ['no XML', request({ encrypted: seal('你好') })],
    ['no text', request({ encrypted: seal(Buffer.from([0xff])) })],
    ['nothing that opens', request({ encrypted: 'AAAA' })],
  ])('%s is kept aside', (_, one) => expect(receive(one).kind).toBe('malformed'))
})

describe('a message', () => {
  it('is read as it was written, by whom in one case', () => {
    expect(inboundOf(text('  华信 35万\n<b>&amp;</b> ]]> <!DOCTYPE x> 007 '))).toEqual({
      platform: 'wecom',
      kind: 'message',
      eventKey: 'wecom:218:4561255354251345929',
      occurredMs: nowMs,
      messageId: '4561255354251345929',
      softKey: expect.stringMatching(/^wecom:218:[0-9a-f]{64}$/),
      sender: { externalId: 'zhangwei' },
      chat: { kind: 'private', id: 'zhangwei' },
      content: { type: 'text', text: '  华信 35万\n<b>&amp;</b> ]]> <!DOCTYPE x> 007 ' },
      mentions: [],
    })
  })
  it('is the same to look at when it comes again under another id', () => {
    const keyOf = (fields: Readonly<Record<string, string>>) => {
      const inbound = inboundOf(fields)
      return inbound.kind === 'message' ? inbound.softKey : undefined
    }
    expect(keyOf(text('好', '1'))).toBe(keyOf(text('好', '2')))
    expect(keyOf(text('好', '1'))).not.toBe(keyOf(text('不好', '1')))
  })
  it.each([
    [
      { MsgType: 'image', PicUrl: 'u', MediaId: 'm1' },
      { type: 'image', key: 'm1' },
    ],
    [
      { MsgType: 'file', MediaId: 'm2', FileName: '合同.pdf' },
      { type: 'file', name: '合同.pdf', key: 'm2' },
    ],
    [
      { MsgType: 'voice', MediaId: 'm3', Format: 'amr' },
      { type: 'other', what: 'voice' },
    ],
    [
      { MsgType: 'location', Label: '上海' },
      { type: 'other', what: 'unknown' },
    ],
  ])('of another kind says what it holds: %o', (fields, content) => {
    expect(inboundOf({ ...fields, MsgId: '1' })).toMatchObject({ kind: 'message', content })
  })
})

describe('an event', () => {
  const event = (name: string, more: Readonly<Record<string, string>> = {}) =>
    inboundOf({ MsgType: 'event', Event: name, ...more })
  const person = { externalId: 'zhangwei' }
  const leaver = {
    ...{ ChangeType: 'delete_user', UserID: 'LiNa' },
    FromUserName: 'sys',
    AgentID: '',
  }
  it.each([
    [
      'enter_agent',
      { EventKey: '' },
      { kind: 'entered', person, chat: { kind: 'private', id: 'zhangwei' } },
    ],
    ['click', { EventKey: 'mine' }, { kind: 'menu', person, key: 'mine' }],
    ['subscribe', {}, { kind: 'person-changed', person }],
    ['unsubscribe', {}, { kind: 'person-left', person }],
    ['change_contact', leaver, { kind: 'person-left', person: { externalId: 'lina' } }],
    ['change_contact', { ...leaver, ChangeType: 'update_user' }, { kind: 'person-changed' }],
    [
      'change_contact',
      { ChangeType: 'create_party' },
      { kind: 'unsupported', type: 'change_contact/create_party' },
    ],
    ['LOCATION', {}, { kind: 'unsupported', type: 'LOCATION' }],
  ])('%s is told', (name, more, expected) => {
    expect(event(name, more)).toMatchObject(expected)
  })

  const tapped = { MsgType: 'event', Event: 'template_card_event', CardType: 'button_interaction' }
  const action = { a: 'deal.show', id: 'D-1001', v: 3, pick: '“二”' }
  const tap = { ...tapped, EventKey: actionKey(action), TaskId: 't1', ResponseCode: 'rc1' }
  const selected = (...of: readonly (readonly [string, ...string[]])[]) =>
    `<SelectedItems>${of
      .map(
        ([key, ...ids]) =>
          `<SelectedItem><QuestionKey><![CDATA[${key}]]></QuestionKey><OptionIds>${ids
            .map((id) => `<OptionId><![CDATA[${id}]]></OptionId>`)
            .join('')}</OptionIds></SelectedItem>`,
      )
      .join('')}</SelectedItems>`

  it('of a button brings its action, what is selected and the ticket', () => {
    expect(inboundOf(tap, selected(['reason', '1'], ['who', 'a', 'b'], ['none']))).toMatchObject({
      kind: 'tap',
      operator: person,
      messageId: 't1',
      action,
      ticket: 'rc1',
      form: { reason: '1', who: ['a', 'b'] },
    })
  })
  it('of a choice brings the action of what was chosen', () => {
    const chosen = { ...tap, EventKey: 'choose' }
    expect(inboundOf(chosen, selected(['action', actionKey(action)]))).toMatchObject({
      action,
      form: {},
    })
    expect(inboundOf(chosen, '<SelectedItems></SelectedItems>')).not.toHaveProperty('action')
  })
  it.each(['', '{}', '[1]', '["a","b","c"]', '["a","b",1,null,2,3]', 'approve:42'])(
    'of a button that is not ours brings no action: %s',
    (EventKey) => expect(inboundOf({ ...tap, EventKey })).not.toHaveProperty('action'),
  )
  it('has a key that tells two taps in one second apart, and knows a tap that comes again', () => {
    const other = { ...tap, EventKey: actionKey({ ...action, v: 4 }) }
    const keys = [tap, { ...tap, ResponseCode: 'rc2' }, other, { ...tap, TaskId: 't2' }].map(
      (fields) => inboundOf(fields).eventKey,
    )
    expect(keys[1]).toBe(keys[0])
    expect(new Set(keys).size).toBe(3)
  })
})

/** Whatever people send gets one useful answer, and nothing breaks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changed, fixture } from '../platforms/feishu/request.ts'
import { databases } from '../support/databases.ts'
import { type Instance, openWorld, type World } from '../support/world.ts'
import { fresh, messageOf, post, type Said } from './webhook.ts'

const code = `function f(x) { return x?.["a"] ?? (() => { throw 'D-1001' })() } // ${'x'.repeat(500)}`
const long = (text: string, characters: number) => text.repeat(characters / text.length)

const texts: readonly (readonly [string, string])[] = [
  ['20,000 characters of talk', long('今天天气不错我们去吃饭吧。', 20_000)],
  ['20,000 letters', long('abcdefghij', 20_000)],
  ['20,000 digits', long('1234567890', 20_000)],
  ['20,000 commas', long(',,,,,,,,,,', 20_000)],
  ['20,000 amounts', long('310万,', 20_000)],
  ['20,000 characters of names', long('华芯', 20_000)],
  ['brackets that never close', long('((((((((((', 20_000)],
  ['blanks', long(' \n\t   　  ', 2_000)],
  ['nothing', ''],
  ['emoji', '😀👍🏽👨‍👩‍👧‍👦🇨🇳'],
  ['one emoji', '👍'],
  ['code', code],
  ['JSON', '{"a":"draft.confirm","id":"x","v":1}'],
  ['SQL', '\'; DROP TABLE "Deal"; --'],
  ['HTML', '<script>alert(1)</script><at id=all></at>'],
  ['Markdown', '**华芯** [点我](https://example.com) ![x](y)'],
  ['English', 'How much is the deal with Huaxin right now?'],
  ['Japanese', '華芯の金額を教えてください'],
  ['Arabic', 'كم قيمة الصفقة؟'],
  ['other directions', '\u202e\u2066D-1001\u2069'],
  ['characters nobody sees', '\u200b\u200d\ufeff\u2060'],
  ['zero bytes', 'D-1001\u0000现在多少钱'],
  ['half a character', '华芯\ud83d'],
  ['stacked accents', `a${'\u0301'.repeat(2_000)}`],
  ['a placeholder of the platform', '@_user_1 @_all @_user_99'],
  ['a number only', '320'],
  ['a template', '{{user}} <%= amount %> %s %n'],
]

const others: readonly Said[] = [
  { type: 'sticker', content: '{"file_key":"f"}' },
  { type: 'interactive', content: '{"title":"转发的卡片","elements":[]}' },
  { type: 'image', content: '{"image_key":"img"}' },
  { type: 'file', content: '{"file_key":"f","file_name":"合同.pdf"}' },
  { type: 'audio', content: '{"file_key":"f","duration":2000}' },
  { type: 'merge_forward', content: 'Merged and Forwarded Message' },
  { type: 'share_chat', content: '{"chat_id":"oc_x"}' },
  { type: 'location', content: '{"name":"x","longitude":"1","latitude":"2"}' },
  { type: 'never-heard-of', content: 'not even JSON' },
  { type: 'post', content: '{"title":"","content":[]}' },
]

describe.each(databases)('on %s', (database) => {
  let world: World
  let bot: Instance
  beforeAll(async () => {
    world = await openWorld(database, { enforceLimits: false })
    bot = await world.start()
  })
  afterAll(() => world.close())

  const answerTo = async (said: Said): Promise<string> => {
    const before = new Set(world.answersTo('zhangwei').map(({ id }) => id))
    expect((await post(bot, fresh(messageOf(world, said)))).status).toBe(200)
    await bot.bot.engine.settled()
    const answers = world.answersTo('zhangwei').filter(({ id }) => !before.has(id))
    expect(answers).toHaveLength(1)
    return JSON.stringify(answers[0]!.card)
  }
  const soundly = (card: string) => {
    // Feishu takes 30 KB; help with all that is folded away in it is the longest answer.
    expect(Buffer.byteLength(card)).toBeLessThan(15_000)
    expect(card).not.toMatch(/undefined|NaN|\[object|null,|Error|这条没处理成/)
    expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([])
  }

  it.each(texts)('%s', async (name, text) => {
    soundly(await answerTo({ text, id: `text ${name}` }))
  })

  it.each(others)('a message of type $type', async (said) => {
    soundly(await answerTo({ ...said, id: `type ${said.type}` }))
  })

  it('an event that we do not know is answered, kept and counted, and nothing is said', async () => {
    const before = await world.store.db.outbox.count()
    const event = changed('message-text-private', {
      header: { event_type: 'vc.meeting.started_v1', event_id: 'unknown' },
      event: { meeting: { id: '1' } },
    })
    expect(await post(bot, fresh(event))).toMatchObject({ status: 200, body: '{}' })
    await bot.bot.engine.settled()
    const row = await world.store.db.inbox.findFirst({ where: { kind: 'unsupported' } })
    expect(row?.state).toBe('ignored')
    expect(bot.bot.engine.counts.get('unsupported:new')).toBe(1)
    expect(await world.store.db.outbox.count()).toBe(before)
  })

  it('an event of the old form is answered and nothing more', async () => {
    const old = fixture('v1-p2p-chat-create')
    const before = await world.store.db.outbox.count()
    expect((await post(bot, fresh(old))).status).toBe(200)
    await bot.bot.engine.settled()
    expect(await world.store.db.outbox.count()).toBe(before)
  })

  it('another bot is not talked to', async () => {
    const before = await world.store.db.outbox.count()
    expect((await post(bot, fresh(fixture('message-from-bot')))).status).toBe(200)
    await bot.bot.engine.settled()
    expect(await world.store.db.outbox.count()).toBe(before)
  })
})

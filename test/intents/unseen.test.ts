/**
 * Nobody learns anything of what they may not see: whatever they say, the bot says the same words as
 * it would if it were not there. So a name that is hidden and one that does not exist have one
 * answer, and no list, count, sum, offer or likeness gives anything away.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../prisma/demo/people.ts'
import { actions } from '../../src/actions/index.ts'
import { nearestExamples } from '../../src/bot/understand.ts'
import { intents } from '../../src/intents/index.ts'
import { type Ear, openEar } from './ear.ts'
import { aboutNobody, aboutOthers, examples, nobody, others } from './retold.ts'
import { dropUnseen, fillOut } from './unseen.ts'

/** Two of the same company are told of, so that they do not both call: with whom to speak, no more. */
const tellsWhoseItIs = /已有同事负责/u

const words = (sent: unknown) =>
  JSON.stringify(sent).replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu, 'id')

describe('what one may not see', () => {
  let whole: Ear

  beforeAll(async () => {
    whole = await openEar('sqlite', fillOut)
  })
  afterAll(() => whole.close())

  it.each(people.map(({ id, role }, index) => [role, id, index] as const))(
    'is as if it were not there for the %s %s',
    { timeout: 120_000 },
    async (_role, who, index) => {
      const without = await openEar('sqlite', async (tx) => {
        await fillOut(tx)
        await dropUnseen(tx, who)
      })
      const told: string[] = []
      for (const text of [...examples, ...aboutOthers(index)]) {
        const { sent } = await whole.answered(text, { who })
        if (tellsWhoseItIs.test(words(sent))) continue
        const bare = await without.answered(text, { who })
        if (words(bare.sent) !== words(sent)) told.push(text)
      }
      await without.close()
      expect(told).toEqual([])
    },
  )
})

describe('a button of what one may not see', () => {
  let whole: Ear

  beforeAll(async () => {
    whole = await openEar('sqlite', fillOut)
  })
  afterAll(() => whole.close())

  const forms: Record<string, string>[] = [
    {},
    { phone: '13800001111', industry: '半导体', when: '明天下午3点' },
  ]

  it.each(people.map(({ id, role }) => [role, id] as const))(
    'is answered to the %s %s like one of nothing',
    { timeout: 120_000 },
    async (_role, who) => {
      const without = await openEar('sqlite', async (tx) => {
        await fillOut(tx)
        await dropUnseen(tx, who)
      })
      const seen = new Set(await without.records())
      await without.close()
      const unseen = (await whole.records()).filter((id) => !seen.has(id))
      for (const { id: a } of actions.filter(({ id }) => id !== 'phrase.say')) {
        for (const form of forms) {
          const nothing = await whole.tapped({ a, id: 'nothing', v: 1 }, who, form)
          for (const id of unseen) {
            const answer = await whole.tapped({ a, id, v: 1 }, who, form)
            expect(answer, `${a} ${id}`).toEqual(nothing)
          }
        }
      }
    },
  )
})

/** As the simulated groups are made: who belongs to the team, and who leads it. */
const groups = [
  ['huadong', 'zhangwei', ['zhangwei', 'lina', 'chenjing']],
  ['huadong', 'chenjing', ['lina', 'zhangwei']],
  ['huanan', 'wangqiang', ['wangqiang', 'liuyang']],
  ['huanan', 'zhoutao', ['zhoutao', 'wangqiang', 'liuyang']],
] as const

describe('what is said in a group', () => {
  let whole: Ear

  beforeAll(async () => {
    whole = await openEar('sqlite', fillOut)
  })
  afterAll(() => whole.close())

  it.each(groups)(
    'of %s by %s shows nobody there what they may not see',
    { timeout: 240_000 },
    async (group, who, members) => {
      const sentences = [...examples, ...aboutOthers(who.length)]
      const saying = { who, group: `oc_${group}` }
      const heard: string[] = []
      for (const text of sentences) {
        const { sent } = await whole.answered(text, saying)
        heard.push(words(sent.filter(({ to }) => to === saying.group)))
      }
      for (const member of members) {
        const without = await openEar('sqlite', async (tx) => {
          await fillOut(tx)
          await dropUnseen(tx, member)
        })
        for (const [index, text] of sentences.entries()) {
          // That there is more, said in private, is no secret to the others; to the speaker it is.
          if (member !== who && heard[index]!.includes('已私信你')) continue
          const { sent } = await without.answered(text, saying)
          const shown = words(sent.filter(({ to }) => to === saying.group))
          expect(shown, `${text} in front of ${member}`).toBe(heard[index])
        }
        await without.close()
      }
      expect(heard.some((shown) => !shown.includes('已私信你'))).toBe(true)
    },
  )
})

describe('a name that there is not', () => {
  let ear: Ear

  beforeAll(async () => {
    ear = await openEar()
  })
  afterAll(() => ear.close())

  const contexts = [
    { kind: 'account', id: 'cus1' },
    { kind: 'deal', id: 'd-1001' },
  ] as const
  /** What is dictated is anybody's words, and the preview of a new deal says whose it will be. */
  const mayBeOfTheLast = /^(?:记互动:|新建|帮我建)/u

  it('never stands for what was spoken of before', { timeout: 60_000 }, async () => {
    const mistaken: string[] = []
    for (const text of aboutNobody.filter((one) => !mayBeOfTheLast.test(one))) {
      for (const spokeOf of contexts) {
        const { drafts } = await ear.answered(text, { spokeOf })
        const changes = drafts.filter(({ state }) => state === 'applied' || state === 'previewed')
        if (changes.some(({ body }) => /cus1|d-1001/u.test(body))) mistaken.push(text)
      }
    }
    expect(mistaken).toEqual([])
  })

  it('is offered the same sentences as any other', () => {
    const offered = (name: string) => nearestExamples(`${name}嗯嗯嗯`, intents, 3)
    for (const { account, deal } of others) {
      expect(offered(account), account).toEqual(offered(nobody.account))
      const unknown = deal.endsWith('项目') ? `${nobody.account}项目` : nobody.account
      expect(offered(deal), deal).toEqual(offered(unknown))
    }
  })
})

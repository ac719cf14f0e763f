import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../prisma/demo/people.ts'
import { examplesFor } from '../../src/cli/demo-examples.ts'
import { intents } from '../../src/intents/index.ts'
import type { SimMessage } from '../../src/playground/feishu/types.ts'
import { type Ear, openEar } from '../intents/ear.ts'
import { openScene, type Scene } from '../support/stage.ts'

const groupsOf = (who: string) => examplesFor(`ou_${who}`)
const titleOf = ({ card }: SimMessage) =>
  (card as { header: { title: { content: string } } }).header.title.content
const sentencesOf = (who: string) => groupsOf(who).flatMap(({ sentences }) => sentences)

/** What a reply is called, or says, when it could do nothing with the words. */
const isRefusal =
  /^(?:没听懂|没找到|不能|不支持|还(?!不能(?:推进|成交))|已经有了|已在|哪个)|没有(?:权限|改|变化|这|设|关闭|可)/u
const leavesOut = /没听懂|没有处理|没有权限或不存在/u

describe('the sentences that the playground offers', () => {
  let scene: Scene
  let ear: Ear

  beforeAll(async () => {
    ear = await openEar()
  })
  afterAll(() => ear.close())

  describe.each(people.map(({ id, name }) => ({ id, name })))('to $name', ({ id }) => {
    beforeAll(async () => {
      scene = await openScene('sqlite')
    })
    afterAll(() => scene.finish())

    it('are in groups, none twice', () => {
      const all = sentencesOf(id)
      expect(groupsOf(id).length).toBeGreaterThan(1)
      expect(new Set(all).size).toBe(all.length)
      for (const { sentences } of groupsOf(id)) expect(sentences.length).toBeGreaterThan(0)
    })

    it('are understood, one said after the other', async () => {
      const refused: string[] = []
      for (const sentence of sentencesOf(id)) {
        const { answers } = await scene.say(id, sentence)
        const isDone = (answer: SimMessage) =>
          !leavesOut.test(scene.read(answer)) && !isRefusal.test(titleOf(answer))
        if (answers.length > 0 && answers.every(isDone)) continue
        refused.push(`${sentence}: ${answers.map(titleOf).join(', ') || 'no answer'}`)
      }
      expect(refused).toEqual([])
    }, 60_000)
  })

  it('show everything that the bot can do', async () => {
    const reached = new Set<string>()
    for (const { id: who } of people) {
      for (const sentence of sentencesOf(who)) {
        const { intents: takers, rest } = await ear.takers(sentence, { who })
        expect(rest, sentence).toEqual([])
        for (const taker of takers) reached.add(taker)
      }
    }
    const unseen = intents.filter(({ id, what }) => what && !reached.has(id)).map(({ id }) => id)
    // At first no deal is lost that could be reopened, and none fought against anybody.
    expect(unseen.sort()).toEqual(['competitor.unlink', 'deal.reopen'])
  })
})

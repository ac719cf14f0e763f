import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../prisma/demo/people.ts'
import { examplesFor } from '../../src/cli/demo-examples.ts'
import { intents } from '../../src/intents/index.ts'
import { type Ear, openEar } from '../intents/ear.ts'
import { openScene, type Scene } from '../support/stage.ts'

const groupsOf = (who: string) => examplesFor(`ou_${who}`)
const sentencesOf = (who: string) => groupsOf(who).flatMap(({ sentences }) => sentences)

/** What a reply says when it could do nothing with the words. */
const isRefusal =
  /没听懂|没找到|没有权限|不存在|不能|没有处理|没有变化|没有改|已经有了|还差|没有这个|没有关闭/u

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

    // One after the other, as somebody would who tries them all.
    it.each(sentencesOf(id))('「%s」 is understood', async (sentence) => {
      const { answers } = await scene.say(id, sentence)
      const text = answers.map((answer) => scene.read(answer)).join('\n')
      expect(text).not.toBe('')
      expect(text).not.toMatch(isRefusal)
    })
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
    // At first no deal is lost that could be reopened.
    expect(unseen).toEqual(['deal.reopen'])
  })
})

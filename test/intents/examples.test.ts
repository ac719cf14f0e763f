import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mayEver } from '../../src/domain/permission.ts'
import { intents } from '../../src/intents/index.ts'
import { type Ear, openEar } from './ear.ts'

/** Who may say it, of the demo organisation. */
const speakers: Readonly<Record<string, string>> = {
  'people.set': 'helei',
  'approval.decide': 'chenjing',
  'delegation.set': 'chenjing',
}
const speakerOf = (id: string) => speakers[id] ?? 'zhangwei'

describe('the examples of every intent', () => {
  let ear: Ear

  beforeAll(async () => {
    ear = await openEar()
  })
  afterAll(() => ear.close())

  const examples = intents.flatMap(({ id, examples }) =>
    examples.map((text) => [id, text] as const),
  )

  it.each(examples)('%s takes 「%s」, all of it', async (id, text) => {
    expect(await ear.takers(text, { who: speakerOf(id) })).toEqual({ intents: [id], rest: [] })
  })

  it('stand in the order in which they are offered, each under its own id', () => {
    const ids = intents.map((intent) => intent.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z]+\.[a-z-]+$/)
  })

  it('what is offered to somebody they may do to something', () => {
    const rep = { userId: 'a', name: '甲', roles: ['rep'], memberIds: new Set<string>() } as const
    const legal = { ...rep, roles: ['legal'] } as const
    const offered = (viewer: typeof rep | typeof legal) =>
      intents
        .filter((one) => one.what && (one.offeredTo?.({ viewer }) ?? true))
        .map((one) => one.id)
    expect(offered(rep)).toContain('deal.change')
    expect(offered(rep)).not.toContain('people.set')
    expect(offered(legal)).not.toContain('deal.change')
    expect(mayEver(legal, 'deal.edit')).toBe(false)
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { knownWords } from '../intents/words.ts'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

describe.each(databases)('any words in any order on %s', (database) => {
  let scene: Scene

  beforeAll(async () => {
    scene = await openScene(database)
  })
  afterAll(() => scene.finish())

  /** All that nothing but a confirmed preview may change. */
  async function commercialState() {
    const { db } = scene.store
    return {
      deals: await db.deal.findMany({ omit: { updatedAt: true }, orderBy: { id: 'asc' } }),
      stages: await db.stageHistory.findMany({ orderBy: { id: 'asc' } }),
      contracts: await db.contract.findMany({ orderBy: { id: 'asc' } }),
      accounts: await db.account.findMany({
        select: { id: true, name: true, ownerId: true },
        orderBy: { id: 'asc' },
      }),
      users: await db.user.findMany({ orderBy: { id: 'asc' } }),
      roles: await db.userRole.findMany({ orderBy: [{ userId: 'asc' }, { role: 'asc' }] }),
    }
  }

  it('write nothing of a deal without a preview that was confirmed', async () => {
    const before = await commercialState()
    const sentence = fc
      .array(fc.constantFrom(...knownWords), { minLength: 1, maxLength: 10 })
      .map((words) => words.join(''))
    const who = fc.constantFrom('zhangwei', 'lina', 'chenjing', 'helei')
    await fc.assert(
      fc.asyncProperty(sentence, who, async (said, speaker) => {
        const { report } = await scene.say(speaker, said)
        expect(report.attempts[0]?.status, said).toBe(200)
        expect(await commercialState(), said).toEqual(before)
      }),
      { numRuns: Number(process.env.FUZZ ?? 60) },
    )
    const failed = await scene.store.db.inbox.count({ where: { state: 'failed' } })
    expect(failed).toBe(0)
  })
})

/** Names that many share: ordinary words to everybody but those whose own they are. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { findNames, saveNames } from '../../src/store/names.ts'
import { findViewer } from '../../src/store/people.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

/** 华芯检测项目 is D-1001, 张伟's, of 陈静's team; 周涛 of presales is called up on it. */
const word = '检测项目'

describe.each(databases)('a word in the names of many deals, on %s', (database) => {
  let fresh: FreshStore
  beforeAll(async () => {
    fresh = await freshStore(database)
    await seedDemo(fresh.store)
    await fresh.store.write('background', async (tx) => {
      for (let i = 0; i < 60; i++)
        await saveNames(tx, { kind: 'deal', id: `other-${i}`, name: word })
    })
  })
  afterAll(() => fresh.close())

  const heardBy = (who: string, ...keys: string[]) =>
    fresh.store.write('message', async (tx) => {
      const { dialect } = fresh.store
      const viewer = await findViewer(tx, dialect, { platform: 'feishu', externalId: `ou_${who}` })
      const hits = await findNames({ tx, dialect, viewer: viewer! }, keys)
      return hits.map(({ key, subjectId, ownerId }) => ({ key, subjectId, ownerId }))
    })
  const d1001 = { key: word, subjectId: 'd-1001', ownerId: 'zhangwei' }

  it.each(['zhangwei', 'chenjing', 'zhoutao'])('is a name to %s', async (who) => {
    expect(await heardBy(who, word)).toEqual([d1001])
  })

  it.each(['lina', 'wangqiang'])('is none to %s', async (who) => {
    expect(await heardBy(who, word)).toEqual([])
  })

  it('does not keep out the names beside it', async () => {
    const hits = await heardBy('lina', word, '华芯终端', '没有这个')
    expect(new Set(hits.map(({ key }) => key))).toEqual(new Set(['华芯终端']))
  })
})

import { afterEach, beforeEach, describe, expect } from 'vitest'
import { yuan } from '../../prisma/demo/units.ts'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

describe.each(places)('a preview talked about on %s', (database) => {
  const it = itOn(database)
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const say = async (text: string) => {
    const { answers } = await scene.say('zhangwei', text)
    return { id: answers.at(-1)!.id, text: scene.read(answers.at(-1)) }
  }
  const talk = async (...messages: readonly string[]) => {
    let last = ''
    for (const text of messages) last = (await say(text)).text
    return last
  }
  const deal = (code: string) => scene.store.db.deal.findUniqueOrThrow({ where: { code } })
  const waiting = () => scene.store.db.draft.count({ where: { state: 'previewed' } })

  it.each(['还是310万吧', '310万', '不对,310万', '错了是310万', '算了改310', '改成310', '310吧'])(
    'another sum, said as 「%s」, takes the place of the first',
    async (words) => {
      const shown = await talk('华芯检测320万', words)
      expect(shown).toContain('¥2,800,000(280万) → ¥3,100,000(310万)')
      expect(await waiting()).toBe(1)
      await say('确认')
      expect((await deal('D-1001')).amountFen).toBe(yuan(3_100_000))
    },
  )

  it('a bare number of another order of magnitude is asked about', async () => {
    expect(await talk('华芯检测320万', '改成9')).toContain('金额是多少?')
  })

  it.each(['还是下周五签吧', '下周五吧', '不,下周五'])('another day: 「%s」', async (words) => {
    const shown = await talk('华芯检测320万,下周三签', words)
    expect(shown).toContain('2026-11-27(下周五)')
    expect(shown).toContain('¥3,200,000(320万)')
  })

  it.each(['金额不改了', '不改金额了', '只改签约', '金额保持不变', '先不改金额'])(
    'one thing less: 「%s」',
    async (words) => {
      const shown = await talk('华芯检测320万,下周三签', words)
      expect(shown).toContain('2026-11-25(下周三)')
      expect(shown).not.toContain('320万')
      await say('对,就这样')
      expect(await deal('D-1001')).toMatchObject({
        amountFen: yuan(2_800_000),
        closeDate: '2026-11-25',
      })
    },
  )

  it('nothing left of it is nothing to confirm', async () => {
    expect(await talk('华芯检测320万', '金额不改了')).toContain('什么都没有保存')
    expect(await waiting()).toBe(0)
  })

  it('the same of another deal is read anew for that one', async () => {
    const shown = await talk('华芯检测加20万', '不对,我说的是射频校准')
    expect(shown).toContain('D-1006')
    expect(shown).toContain('¥900,000(90万) → ¥1,100,000(110万)')
    expect(await waiting()).toBe(1)
  })

  it('of a deal that one may not read as of none', async () => {
    expect(await talk('华芯检测320万', '不对,是远驰')).toContain('没听懂')
    expect(await talk('不对,是天成')).toContain('没听懂')
  })

  it.each(['310万', '还是310万吧', '金额不改了', '只改金额'])(
    '「%s」 after a mere look at a deal changes nothing',
    async (words) => {
      await talk('D-1001', words)
      expect(await waiting()).toBe(0)
    },
  )

  it('what chooses between two sums is asked', async () => {
    expect(await talk('华芯检测改成300万,还是320万')).toContain('要哪个金额?')
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScheduler } from '../../src/bot/scheduler.ts'
import { reportReleasesJob } from '../../src/jobs/report-releases.ts'
import { tendApprovalsJob } from '../../src/jobs/tend-approvals.ts'
import { timeOrderedIds } from '../../src/lib/ids.ts'
import type { Platform } from '../../src/platforms/port.ts'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

const at = (shanghai: string) => Date.parse(`2026-${shanghai.replace(' ', 'T')}:00+08:00`)

/** AP-32 of a B customer waits for 陈静 since Tuesday 16:00; AP-31 is of an A customer. */
describe.each(databases)('an approval that waits on %s', (database) => {
  let scene: Scene
  let errors: string[]

  beforeEach(async () => {
    scene = await openScene(database)
    errors = []
  })
  afterEach(async () => {
    await scene.finish()
    expect(errors).toEqual([])
  })

  /** What somebody was shown of a request, oldest first. */
  const cards = (who: string, code = 'AP-32') =>
    scene.feishu
      .messages(scene.feishu.privateChatOf(`ou_${who}`))
      .filter((message) => message.sender.kind === 'bot' && scene.read(message).includes(code))
  const reads = (who: string, code?: string) => scene.read(cards(who, code).at(-1))
  const approve = (who: string) => scene.tap(who, cards(who).at(-1)!.id, '同意')
  const answered = async (who: string, text: string) =>
    (await scene.say(who, text)).answers.map(scene.read).join('\n')
  const request = (code: string) =>
    scene.store.db.approvalRequest.findUniqueOrThrow({
      where: { code },
      include: { steps: true, terms: true, decisions: true, deal: true },
    })

  /** The clock moves on, the job looks once, and what it queued is sent. */
  const waitUntil = async (shanghai: string) => {
    scene.clock.moveTo(at(shanghai))
    const quiet = () => undefined
    const note = (_: unknown, message: string) => void errors.push(message)
    const deps = {
      store: scene.store,
      clock: scene.clock,
      ids: timeOrderedIds,
      log: { debug: quiet, info: quiet, warn: note, error: note },
      platforms: new Map([['feishu', { id: 'feishu' } as Platform]]),
      zone: 'Asia/Shanghai',
      adminUsers: [],
      wake: scene.bot.engine.wake,
    }
    await createScheduler(deps, [tendApprovalsJob, reportReleasesJob]).runDue()
    await scene.bot.engine.settled()
  }

  it('is reminded of after 4 working hours, once', async () => {
    await waitUntil('11-18 10:55')
    expect(cards('chenjing')).toEqual([])
    await waitUntil('11-18 11:00')
    expect(cards('chenjing')).toHaveLength(1)
    expect(reads('chenjing')).toContain('请审批 AP-32')
    expect(reads('chenjing')).toContain('请尽快处理')
    expect(cards('zhaomin')).toEqual([])
    await waitUntil('11-18 14:00')
    expect(cards('chenjing')).toHaveLength(1)
  })

  it('is known to the superior after 8, without a word of its terms', async () => {
    await waitUntil('11-18 15:00')
    expect(cards('zhaomin')).toHaveLength(1)
    const words = reads('zhaomin')
    expect(words).toContain('审批 AP-32 还没处理')
    for (const secret of ['顺达', '1,500,000', '150', '折', '账期', 'D-1007']) {
      expect(words).not.toContain(secret)
    }
  })

  it('may be decided by the superior after 24, and not before', async () => {
    await waitUntil('11-20 12:00')
    const early = await answered('zhaomin', '同意 AP-32')
    expect(early).toContain('你不是当前审批人(当前:陈静)')
    expect((await request('AP-32')).decisions).toEqual([])
    await waitUntil('11-20 13:00')
    expect(reads('zhaomin')).toContain('你可以代为审批')
    expect((await request('AP-32')).state).toBe('pending')
    await approve('zhaomin')
    const now = await request('AP-32')
    expect(now).toMatchObject({ state: 'approved', decidedById: 'zhaomin' })
    expect(now.decisions).toMatchObject([
      { verdict: 'approved', userId: 'zhaomin', forUserId: 'chenjing' },
    ])
    expect(reads('chenjing')).toContain('已批准')
    expect(await answered('chenjing', '同意 AP-32')).toContain('由赵敏于')
  })

  it('of an A customer is hurried twice as much', async () => {
    await waitUntil('11-18 11:05')
    expect(cards('wufang', 'AP-31')).toEqual([])
    await waitUntil('11-18 11:10')
    expect(reads('wufang', 'AP-31')).toContain('请尽快处理')
    expect(cards('qianli', 'AP-31')).toEqual([])
    await waitUntil('11-18 13:10')
    expect(reads('qianli', 'AP-31')).toContain('审批 AP-31 还没处理')
    await waitUntil('11-19 12:10')
    expect(reads('qianli', 'AP-31')).toContain('你可以代为审批')
    expect((await request('AP-31')).state).toBe('pending')
  })

  it('ends after 15 days, never by a yes', async () => {
    await waitUntil('12-01 17:55')
    expect((await request('AP-32')).state).toBe('pending')
    await waitUntil('12-02 09:00')
    const { state, terms, deal, steps } = await request('AP-32')
    expect(state).toBe('expired')
    expect(terms.state).toBe('void')
    expect(deal.amountFen).toBe(150_000_000n)
    expect(steps.map((step) => step.state).toSorted()).toEqual(['approved', 'cancelled'])
    for (const who of ['chenjing', 'lina']) {
      expect(reads(who)).toContain('已过期')
      expect(reads(who)).toContain('15天没有批完,自动撤回')
    }
  })

  it('goes to the superior at once when the approver has left', async () => {
    await scene.feishu.changePerson('ou_chenjing', { resigned: true })
    await scene.bot.engine.settled()
    expect(reads('zhaomin')).toContain('请审批 AP-32')
    await approve('zhaomin')
    expect(await request('AP-32')).toMatchObject({ state: 'approved', decidedById: 'zhaomin' })
    expect((await request('AP-32')).terms.state).toBe('approved')
  })

  it('is over when whoever it would go to has agreed already', async () => {
    await scene.store.write('background', (tx) =>
      tx.user.update({ where: { id: 'chenjing' }, data: { managerId: 'sunli' } }),
    )
    await scene.feishu.changePerson('ou_chenjing', { resigned: true })
    await scene.bot.engine.settled()
    const { state, terms, decisions } = await request('AP-32')
    expect(state).toBe('approved')
    expect(terms.state).toBe('approved')
    expect(decisions).toMatchObject([
      { verdict: 'approved', userId: 'sunli', forUserId: 'chenjing' },
    ])
    expect(reads('lina')).toContain('已批准')
  })

  it('may be decided by a delegate, once', async () => {
    const data = {
      id: 'delegation-1',
      fromId: 'chenjing',
      toId: 'liuyang',
      startDate: '2026-11-18',
      endDate: '2026-11-20',
      createdById: 'chenjing',
      createdAt: new Date(at('11-18 09:00')),
    }
    await scene.store.write('background', (tx) => tx.delegation.create({ data }))
    expect(await answered('liuyang', '同意 AP-32')).toContain('已同意 AP-32')
    expect(await answered('chenjing', '同意 AP-32')).toContain('由刘洋于')
    expect((await request('AP-32')).decisions).toMatchObject([
      { verdict: 'approved', userId: 'liuyang', forUserId: 'chenjing' },
    ])
  })

  it('a release is listed to the executives on the first working day of the next month', async () => {
    await answered('zhaomin', '特批AP-32,战略客户')
    const preview = cards('zhaomin').at(-1)!
    await scene.tap('zhaomin', preview.id, '确认')
    const listed = () =>
      scene.feishu
        .messages(scene.feishu.privateChatOf('ou_qianli'))
        .map(scene.read)
        .filter((text) => text.includes('特批 1 个'))
    await waitUntil('11-30 09:05')
    expect(listed()).toEqual([])
    await waitUntil('12-01 09:05')
    await waitUntil('12-01 17:00')
    expect(listed()).toHaveLength(1)
    for (const part of ['2026年11月特批 1 个', 'AP-32', '折扣 8%', '赵敏', '原因:战略客户']) {
      expect(listed()[0]).toContain(part)
    }
    // A rep hears nothing of it.
    expect(reads('lina')).not.toContain('特批 1 个')
  })
})

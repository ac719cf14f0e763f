import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAct } from '../../src/bot/act.ts'
import { type ApprovalDeed, decideApproval } from '../../src/operations/decide-approval.ts'
import { openStore } from '../../src/store/connect.ts'
import { findViewerById } from '../../src/store/people.ts'
import type { Store } from '../../src/store/store.ts'
import { databases } from '../support/databases.ts'
import { engineDeps } from '../support/engine-deps.ts'
import { openScene, type Scene } from '../support/stage.ts'

describe.each(databases)('new terms while another instance decides, on %s', (database) => {
  let scene: Scene
  let second: Store

  beforeEach(async () => {
    scene = await openScene(database)
    second = await openStore({ databaseUrl: scene.databaseUrl })
  })
  afterEach(async () => {
    await second.close()
    await scene.finish()
  })

  const latest = () => scene.feishu.messages(scene.feishu.privateChatOf('ou_zhangwei')).at(-1)!
  const request = (code: string) =>
    scene.store.db.approvalRequest.findUnique({ where: { code }, include: { decisions: true } })

  /** Whether somebody waits for a row; SQLite lets nobody else begin. */
  const isWaitedFor = async () => {
    if (database === 'sqlite') return true
    const [row] = await second.db.$queryRaw<{ waiting: bigint }[]>`
      SELECT count(*) AS "waiting" FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`
    return Number(row!.waiting) > 0
  }

  /** Decides, and commits only once the requester's tap is under way. */
  const decideMeanwhile = async (deed: ApprovalDeed, tap: () => Promise<unknown>) => {
    let tapped: Promise<unknown> | undefined
    await second.write('tap', async (tx) => {
      const viewer = (await findViewerById(tx, second.dialect, 'wufang'))!
      const deps = engineDeps(second, new Date(scene.clock.business()))
      const act = await startAct(deps, tx, { viewer })
      const { id } = (await request('AP-33'))!
      expect((await decideApproval(act, { approvalId: id }, deed)).kind).toBe('done')
      tapped = tap()
      while (!(await isWaitedFor())) await new Promise((done) => setImmediate(done))
    })
    return JSON.stringify(await tapped)
  }

  const renewed = async () => {
    await scene.say('zhangwei', '射频校准客户要打88折,账期60天,帮我申请')
    await scene.tap('zhangwei', latest().id, '提交')
    await scene.say('zhangwei', '射频校准打85折,账期45天,申请')
    return latest().id
  }

  it('what was sent back a moment ago keeps its thread', async () => {
    const preview = await renewed()
    const answer = await decideMeanwhile({ do: 'returned', comment: '账期≤45天' }, () =>
      scene.tap('zhangwei', preview, '提交'),
    )
    expect(answer).toContain('已提交 AP-33')
    expect(await request('AP-33')).toMatchObject({ state: 'pending', round: 2 })
    expect(await request('AP-34')).toBeNull()
  })

  it('who agreed a moment ago is overtaken with everyone else', async () => {
    const preview = await renewed()
    const answer = await decideMeanwhile({ do: 'approved' }, () =>
      scene.tap('zhangwei', preview, '提交'),
    )
    expect(answer).toContain('已提交 AP-34')
    expect((await request('AP-33'))!.decisions.map(({ verdict }) => verdict)).toEqual([
      'submitted',
      'approved',
      'superseded',
    ])
  })
})

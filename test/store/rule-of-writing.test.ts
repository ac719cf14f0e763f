/** The rule of writing: whoever writes a child row first wins the root row's version. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store, Tx } from '../../src/store/store.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

const at = new Date('2026-11-18T02:00:00Z')

/** An approval that waits for both 陈静 and 赵敏. */
async function seedApproval(store: Store): Promise<void> {
  await store.write('background', async (tx) => {
    await tx.user.create({ data: { id: 'chenjing', name: '陈静', createdAt: at } })
    await tx.user.create({ data: { id: 'zhaomin', name: '赵敏', createdAt: at } })
    await tx.userRole.createMany({
      data: [
        { userId: 'chenjing', role: 'director' },
        { userId: 'zhaomin', role: 'finance' },
      ],
    })
    await tx.account.create({
      data: {
        id: 'a',
        code: 'C-1',
        name: '华芯',
        shortName: '华芯',
        core: '华芯',
        ownerId: 'x',
        source: 'demo',
        createdAt: at,
      },
    })
    await tx.pipeline.create({ data: { id: 'p', key: 'p', name: '测试' } })
    await tx.stage.create({
      data: { id: 's', pipelineId: 'p', key: 's', name: '报价', position: 1, probability: 50 },
    })
    await tx.deal.create({
      data: {
        id: 'd',
        code: 'D-1',
        accountId: 'a',
        name: '整改',
        pipelineId: 'p',
        stageId: 's',
        stageEnteredDate: '2026-11-01',
        ownerId: 'x',
        createdAt: at,
        updatedAt: at,
      },
    })
    await tx.terms.create({
      data: { id: 't', dealId: 'd', version: 1, priceFen: 100n, createdAt: at, byUserId: 'x' },
    })
    await tx.approvalRequest.create({
      data: {
        id: 'ap',
        code: 'AP-1',
        dealId: 'd',
        termsId: 't',
        requesterId: 'x',
        submittedAt: at,
      },
    })
    await tx.approvalStep.createMany({
      data: ['chenjing', 'zhaomin'].map((approverId, position) => ({
        id: approverId,
        approvalId: 'ap',
        position,
        approverId,
        reasons: '[]',
        state: 'open',
      })),
    })
  })
}

describe.each(databases)('on %s', (database) => {
  let fresh: FreshStore
  let store: Store

  beforeEach(async () => {
    fresh = await freshStore(database)
    store = fresh.store
    await seedApproval(store)
  })
  afterEach(() => fresh.close())

  /** Until somebody waits for a lock, or got through without. SQLite's writers wait in our queue. */
  const untilBlocked = async (through: () => boolean) => {
    if (database === 'sqlite') return
    for (;;) {
      const waiting = await store.db.$queryRaw<unknown[]>`
        SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`
      if (waiting.length > 0 || through()) return
    }
  }

  /** Both signers have read the request before either writes. */
  const bothHaveRead = (count: number) => {
    const all = Promise.withResolvers<void>()
    let readers = 0
    return () => {
      readers++
      if (readers === count) all.resolve()
      return all.promise
    }
  }

  /** One try: the root row first, then the step; tells whether this signature was the last. */
  const sign = (approverId: string, version: number) =>
    store.write('tap', async (tx) => {
      const won = await tx.approvalRequest.updateMany({
        where: { id: 'ap', version },
        data: { version: { increment: 1 } },
      })
      if (won.count === 0) return 'read again' as const
      await tx.approvalStep.updateMany({
        where: { approverId, state: 'open' },
        data: { state: 'approved' },
      })
      const open = await tx.approvalStep.count({ where: { approvalId: 'ap', state: 'open' } })
      if (open > 0) return 'others are open' as const
      await tx.approvalRequest.update({ where: { id: 'ap' }, data: { state: 'approved' } })
      return 'the last' as const
    })

  const signUntilWritten = async (approverId: string, meet: () => Promise<void>) => {
    for (let tries = 1; tries <= 5; tries++) {
      const { version } = await store.db.approvalRequest.findUniqueOrThrow({ where: { id: 'ap' } })
      if (tries === 1) await meet()
      const outcome = await sign(approverId, version)
      if (outcome !== 'read again') return { outcome, tries }
    }
    throw new Error('never won')
  }

  test('of two signers at once one loses, reads again, and sees that it is the last', async () => {
    const meet = bothHaveRead(2)
    const signatures = await Promise.all(
      ['chenjing', 'zhaomin'].map((approver) => signUntilWritten(approver, meet)),
    )
    expect(signatures.map(({ outcome }) => outcome).sort()).toEqual(['others are open', 'the last'])
    expect(signatures.map(({ tries }) => tries).sort()).toEqual([1, 2])
    const request = await store.db.approvalRequest.findUnique({ where: { id: 'ap' } })
    expect(request).toMatchObject({ state: 'approved', version: 3 })
  })

  test('a signer inside the transaction holds the other one up until the commit', async () => {
    const order: string[] = []
    const reached = Promise.withResolvers<void>()
    const first = store.write('tap', async (tx) => {
      await tx.approvalRequest.updateMany({ where: { id: 'ap', version: 1 }, data: { version: 2 } })
      reached.resolve()
      const other = sign('zhaomin', 1).then((outcome) => order.push(outcome))
      await tx.approvalStep.update({ where: { id: 'chenjing' }, data: { state: 'approved' } })
      await untilBlocked(() => order.length > 0)
      order.push('first commits')
      return { other }
    })
    await reached.promise
    await (await first).other
    expect(order).toEqual(['first commits', 'read again'])
  })

  test('a right that is relied on is not taken away in the middle', async () => {
    const order: string[] = []
    const revoke = () =>
      store.write('message', (tx) => tx.userRole.deleteMany({ where: { userId: 'chenjing' } }))
    const rights = (tx: Tx) =>
      database === 'sqlite'
        ? tx.$queryRaw`SELECT "role" FROM "UserRole" WHERE "userId" = 'chenjing'`
        : tx.$queryRaw`SELECT "role" FROM "UserRole" WHERE "userId" = 'chenjing' FOR SHARE`
    const { revoked } = await store.write('tap', async (tx) => {
      expect(await rights(tx)).toEqual([{ role: 'director' }])
      const revoked = revoke().then(() => order.push('revoked'))
      await untilBlocked(() => order.length > 0)
      await tx.approvalStep.update({ where: { id: 'chenjing' }, data: { state: 'approved' } })
      expect(await rights(tx)).toEqual([{ role: 'director' }])
      order.push('signed')
      return { revoked }
    })
    await revoked
    expect(order).toEqual(['signed', 'revoked'])
    expect(await store.write('tap', rights)).toEqual([])
  })
})

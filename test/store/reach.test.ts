import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import {
  mayDo,
  type Participation,
  type Permission,
  type Viewer,
} from '../../src/domain/permission.ts'
import { type RoleId, roles } from '../../src/domain/role.ts'
import {
  type Asker,
  accountsInReach,
  dealsInReach,
  mayReadNote,
  mayToAccount,
  mayToDeal,
} from '../../src/store/reach.ts'
import type { Tx } from '../../src/store/store.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

const permissions = ['deal.read', 'deal.read-amount', 'funnel.read', 'tag.read'] as const
const people = ['zhangwei', 'lina', 'wangqiang', 'chenjing', 'zhoutao'] as const
const subjects = [
  ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({ subjectKind: 'deal', subjectId: `d-100${n}` })),
  ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({ subjectKind: 'account', subjectId: `cus${n}` })),
]

const anyViewer = fc.record({
  userId: fc.constantFrom(...people),
  roles: fc.uniqueArray(fc.constantFrom(...roles.map(({ id }) => id)), { maxLength: 3 }),
  members: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 3 }),
})
const anyParts = fc.array(
  fc.tuple(
    fc.constantFrom(...subjects),
    fc.constantFrom<Participation>('collaborator', 'reader', 'called-up'),
  ),
  { maxLength: 8 },
)

class Undo extends Error {
  override name = 'Undo'
}

describe.each(databases)('rights as conditions on %s', (database) => {
  let fresh: FreshStore

  beforeAll(async () => {
    fresh = await freshStore(database)
    await seedDemo(fresh.store)
  })
  afterAll(() => fresh.close())

  /** Runs with these parts in the store, and leaves no trace. */
  async function withParts<T>(
    userId: string,
    parts: readonly (readonly [(typeof subjects)[number], Participation])[],
    run: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    let result: T | undefined
    const undone = fresh.store.write('message', async (tx) => {
      await tx.participant.deleteMany({ where: { userId } })
      // 张伟's customers have deals of others, too.
      await tx.deal.updateMany({ where: { id: 'd-1003' }, data: { ownerId: 'lina' } })
      await tx.deal.updateMany({ where: { id: 'd-1007' }, data: { ownerId: 'zhangwei' } })
      const bySubject = new Map(
        parts.map(([subject, part]) => [subject.subjectId, { subject, part }]),
      )
      await tx.participant.createMany({
        data: [...bySubject.values()].map(({ subject, part }) => ({ ...subject, userId, part })),
      })
      result = await run(tx)
      throw new Undo()
    })
    await undone.catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })
    return result!
  }

  async function allowed(tx: Tx, viewer: Viewer, permission: Permission) {
    const rows = await tx.participant.findMany({ where: { userId: viewer.userId } })
    const parts = new Map(rows.map((row) => [`${row.subjectKind}:${row.subjectId}`, row.part]))
    const partOf = (key: string) => parts.get(key) as Participation | undefined
    const deals = await tx.deal.findMany({ orderBy: { id: 'asc' } })
    const accounts = await tx.account.findMany({ orderBy: { id: 'asc' } })
    const works = viewer.roles.includes('rep')
    const isOwn = (accountId: string) =>
      works && accounts.some(({ id, ownerId }) => id === accountId && ownerId === viewer.userId)
    return {
      deals: deals
        .filter(({ id, accountId, ownerId }) => {
          const given = partOf(`deal:${id}`) ?? partOf(`account:${accountId}`)
          const part = isOwn(accountId) ? 'collaborator' : given
          return mayDo(viewer, permission, { ownerId, part })
        })
        .map(({ id }) => id),
      accounts: accounts
        .filter(({ id, ownerId }) =>
          mayDo(viewer, permission, { ownerId, part: partOf(`account:${id}`) }),
        )
        .map(({ id }) => id),
    }
  }

  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

  it('say of all records what the policy says of each', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyViewer,
        anyParts,
        fc.constantFrom(...permissions),
        async (who, parts, permission) => {
          const viewer: Viewer = {
            userId: who.userId,
            name: who.userId,
            roles: who.roles as RoleId[],
            memberIds: new Set(who.members),
          }
          const asker: Asker = { dialect: fresh.store.dialect, viewer }
          await withParts(who.userId, parts, async (tx) => {
            const expected = await allowed(tx, viewer, permission)
            const listed = dealsInReach(asker, permission, {})
            const inList = await tx.$queryRaw<{ id: string }[]>`
              SELECT d."id" FROM ${listed.from} WHERE ${listed.where} ORDER BY d."id"`
            expect(idsOf(inList)).toEqual(expected.deals)
            const one = await tx.$queryRaw<{ id: string }[]>`
              SELECT d."id" FROM "Deal" d WHERE ${mayToDeal(asker, permission)} ORDER BY d."id"`
            expect(idsOf(one)).toEqual(expected.deals)
            const accounts = accountsInReach(asker, permission)
            const ofAccounts = await tx.$queryRaw<{ id: string }[]>`
              SELECT a."id" FROM ${accounts.from} WHERE ${accounts.where} ORDER BY a."id"`
            expect(idsOf(ofAccounts)).toEqual(expected.accounts)
            const single = await tx.$queryRaw<{ id: string }[]>`
              SELECT a."id" FROM "Account" a WHERE ${mayToAccount(asker, permission)}
              ORDER BY a."id"`
            expect(idsOf(single)).toEqual(expected.accounts)
          })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('let a note on a rival be read by who may read what was said at its customer', async () => {
    const places = [
      { id: 'none', accountId: null, dealId: null },
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: `a${n}`, accountId: `cus${n}`, dealId: null })),
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: `d${n}`, accountId: null, dealId: `d-100${n}` })),
    ]
    await fresh.store.write('background', (tx) =>
      tx.competitorNote.createMany({
        data: places.map((place) => ({
          ...place,
          competitorId: 'saibao',
          kind: 'other',
          text: '换了总监',
          onDate: '2026-11-18',
          byUserId: 'zhangwei',
          createdAt: new Date('2026-11-18T02:00:00Z'),
        })),
      }),
    )
    await fc.assert(
      fc.asyncProperty(anyViewer, anyParts, async (who, parts) => {
        const viewer: Viewer = {
          userId: who.userId,
          name: who.userId,
          roles: who.roles as RoleId[],
          memberIds: new Set(who.members),
        }
        const asker: Asker = { dialect: fresh.store.dialect, viewer }
        await withParts(who.userId, parts, async (tx) => {
          const { deals, accounts } = await allowed(tx, viewer, 'activity.read')
          const expected = places.filter(
            ({ accountId, dealId }) =>
              (accountId === null && dealId === null) ||
              accounts.includes(accountId ?? '') ||
              deals.includes(dealId ?? ''),
          )
          const read = await tx.$queryRaw<{ id: string }[]>`
            SELECT n."id" FROM "CompetitorNote" n
            WHERE n."competitorId" = 'saibao' AND ${mayReadNote(asker)} ORDER BY n."id"`
          expect(idsOf(read)).toEqual(idsOf(expected).sort())
        })
      }),
      { numRuns: 40 },
    )
  })

  it('are cut down to the owners and accounts that are asked for, never widened', async () => {
    const viewer: Viewer = {
      userId: 'chenjing',
      name: '陈静',
      roles: ['manager'],
      memberIds: new Set(['zhangwei', 'lina', 'chenjing']),
    }
    const asker: Asker = { dialect: fresh.store.dialect, viewer }
    const listed = async (of: Parameters<typeof dealsInReach>[2]) => {
      const { from, where } = dealsInReach(asker, 'deal.read', of)
      const rows = await fresh.store.db.$queryRaw<{ id: string }[]>`
        SELECT d."id" FROM ${from} WHERE ${where} ORDER BY d."id"`
      return idsOf(rows)
    }
    expect(await listed({ ownerIds: ['lina', 'wangqiang'] })).toEqual(['d-1002', 'd-1007'])
    expect(await listed({ ownerIds: [] })).toEqual([])
    expect(await listed({ ownerIds: ['wangqiang'], accountIds: ['cus4'] })).toEqual([])
  })
})

describe('a rep’s list at a million deals', () => {
  let fresh: FreshStore

  beforeAll(async () => {
    fresh = await freshStore('sqlite')
  })
  afterAll(() => fresh.close())

  it('begins with the rep’s own by an index and goes through no table', async () => {
    const viewer: Viewer = { userId: 'u', name: 'u', roles: ['rep'], memberIds: new Set() }
    const asker: Asker = { dialect: 'sqlite', viewer }
    const { from, where } = dealsInReach(asker, 'deal.read', { ownerIds: ['u'] })
    const plan = await fresh.store.db.$queryRaw<{ detail: string }[]>`
      EXPLAIN QUERY PLAN SELECT d."id", CASE WHEN ${mayToDeal(asker, 'deal.read-amount')}
        THEN d."amountFen" END
      FROM ${from} JOIN "Account" a ON a."id" = d."accountId"
      WHERE ${where} AND d."outcome" = 'open' ORDER BY d."closeDate" ASC NULLS LAST LIMIT 10`
    const steps = plan.map(({ detail }) => detail)
    expect(steps.join('\n')).toMatch(/SEARCH Deal USING .*INDEX Deal_ownerId_outcome_closeDate_idx/)
    const scans = steps.filter((step) => /^SCAN (?!json_each|mine|.*VIRTUAL)/.test(step))
    expect(scans).toEqual([])
  })
})

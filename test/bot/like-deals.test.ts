/** Names with a slip in them: found by whoever may read them, and by nobody else. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accounts } from '../../prisma/demo/accounts.ts'
import { deals } from '../../prisma/demo/deals.ts'
import { people } from '../../prisma/demo/people.ts'
import { likeDeals, soundingAccounts } from '../../src/bot/like-deals.ts'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { mayDo, type Viewer } from '../../src/domain/permission.ts'
import { coreName } from '../../src/lib/names.ts'
import { forgetNames, saveNames } from '../../src/store/names.ts'
import { findViewer, participations } from '../../src/store/people.ts'
import type { Tx } from '../../src/store/store.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

const known = [
  ...deals.map(({ id, name, ownerId }) => ({ kind: 'deal', id, name, ownerId })),
  ...accounts.map(({ id, name, ownerId }) => ({
    kind: 'account',
    id,
    name: coreName(name),
    ownerId,
  })),
]

/** The name with one character wrong, missing, doubled, or in its neighbour's place. */
const slips: Readonly<Record<string, (name: string, at: number) => string>> = {
  wrong: (name, at) => `${name.slice(0, at)}乙${name.slice(at + 1)}`,
  missing: (name, at) => name.slice(0, at) + name.slice(at + 1),
  extra: (name, at) => `${name.slice(0, at)}乙${name.slice(at)}`,
  swapped: (name, at) =>
    name.slice(0, at) +
    name
      .slice(at, at + 2)
      .split('')
      .reverse()
      .join('') +
    name.slice(at + 2),
}

describe.each(databases)('a name with a slip in it, on %s', (database) => {
  let fresh: FreshStore
  beforeAll(async () => {
    fresh = await freshStore(database)
    await seedDemo(fresh.store)
  })
  afterAll(() => fresh.close())

  const as = <T>(who: string, ask: (tx: Tx, viewer: Viewer) => Promise<T>): Promise<T> =>
    fresh.store.write('message', async (tx) => {
      const identity = { platform: 'feishu', externalId: `ou_${who}` }
      return ask(tx, (await findViewer(tx, fresh.store.dialect, identity))!)
    })

  const offered = (who: string, said: string) =>
    as(who, async (tx, viewer) => {
      const asker = { tx, viewer, dialect: fresh.store.dialect }
      return [
        ...(await likeDeals(asker, said)).map(({ id, ownerId }) => ({ kind: 'deal', id, ownerId })),
        ...(await soundingAccounts(asker, said)).map(({ id, ownerId }) => ({
          kind: 'account',
          id,
          ownerId,
        })),
      ]
    })

  const slip = fc.record({
    of: fc.constantFrom(...known),
    how: fc.constantFrom(...Object.keys(slips)),
    at: fc.nat(),
  })
  const saidOf = ({ of, how, at }: { of: { name: string }; how: string; at: number }) =>
    slips[how]!(of.name, at % of.name.length)

  it('is offered to its owner and to the director, whatever the slip', async () => {
    await fc.assert(
      fc.asyncProperty(slip, fc.boolean(), async (one, asOwner) => {
        const found = await offered(asOwner ? one.of.ownerId : 'zhaomin', saidOf(one))
        expect(found.map(({ id }) => id)).toContain(one.of.id)
      }),
      { numRuns: 150 },
    )
  })

  it('is offered to nobody who may not read it, whoever asks and whatever they say', async () => {
    const parts = fc.array(fc.constantFrom(...known.flatMap(({ name }) => name.split(''))), {
      minLength: 2,
      maxLength: 8,
    })
    const said = fc.oneof(
      slip.map(saidOf),
      fc.constantFrom(...known).map(({ name }) => name),
      parts.map((chars) => chars.join('')),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...people), said, async ({ id: who }, said) => {
        const found = await offered(who, said)
        await as(who, async (tx, viewer) => {
          for (const { kind, id, ownerId } of found) {
            const accountId = deals.find((deal) => deal.id === id)?.accountId ?? id
            const mine = await participations(tx, viewer.userId, [id, accountId])
            const part = mine.get(`${kind}:${id}`) ?? mine.get(`account:${accountId}`)
            expect(mayDo(viewer, 'deal.read', { ownerId, part })).toBe(true)
          }
        })
      }),
      { numRuns: 150 },
    )
  })

  it('is found by whoever reads all in names of which there are many', async () => {
    const dealOf = (i: number) => ({
      kind: 'deal' as const,
      id: deals[i]!.id,
      name: deals[i]!.name,
    })
    // The names of 1,500 more with 检测 in them: the bigram tells nothing any more, the others do.
    await fresh.store.write('background', async (tx) => {
      for (let i = 0; i < 1500; i++) {
        await tx.nameBigram.create({ data: { bigram: '检测', kind: 'deal', subjectId: `x-${i}` } })
      }
    })
    const found = await offered('zhaomin', '远弛AEC-Q检侧线')
    expect(found.map(({ id }) => id)).toContain('d-1004')
    await fresh.store.write('background', async (tx) => {
      await forgetNames(tx, dealOf(0))
      expect(await tx.nameBigram.count({ where: { subjectId: deals[0]!.id } })).toBe(0)
      await saveNames(tx, dealOf(0))
      expect(await tx.nameBigram.count({ where: { subjectId: deals[0]!.id } })).toBeGreaterThan(2)
    })
  })
})

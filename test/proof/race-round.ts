/** One round: everybody who can reach for the same request does so at once, over all instances. */
import { setTimeout as pause } from 'node:timers/promises'
import type { SimulatedFeishu } from '../../src/playground/feishu/types.ts'
import type { Store } from '../../src/store/store.ts'
import type { Part, RaceCase } from './race-cast.ts'
import type { Random } from './random.ts'
import { deliverTap, signTap, type TapAnswered, type TapValue } from './signed-tap.ts'

export type Deed = 'approve' | 'reject' | 'return' | 'withdraw' | 'renew'

type Move = { readonly by: Part; readonly deed: Deed; readonly value: TapValue }

/** What came of one tap; `copies` are the answers to the very same request elsewhere. */
export type Tapped = Move & { readonly answers: readonly TapAnswered[] }

export type Ring = {
  readonly feishu: SimulatedFeishu
  readonly store: Store
  readonly random: Random
  /** Where the instances listen. */
  readonly urls: readonly string[]
}

/** @returns what was answered to each tap of this heat */
export async function firstHeat(ring: Ring, one: RaceCase): Promise<Tapped[]> {
  const { random } = ring
  const late = random.next()
  const extra: Move[] = []
  if (late < 0.15) extra.push(await prepared(ring, one, 'withdraw'))
  else if (late < 0.3) extra.push(await prepared(ring, one, 'renew'))
  const deeds = random.pick(heats)
  const moves = [
    ...deeds.map(([by, deed]) => move(one, by, deed)),
    move(one, random.pick(['outsider', 'rep', 'director']), 'approve'),
    ...extra,
  ]
  return runHeat(ring, one, moves)
}

/** Everyone once more, most of all those who had still to wait. */
export function secondHeat(ring: Ring, one: RaceCase): Promise<Tapped[]> {
  const parts = [...one.approvers, ...one.approvers].map((by) => move(one, by, 'approve'))
  return runHeat(ring, one, parts)
}

const heats: readonly (readonly (readonly [Part, Deed])[])[] = [
  [
    ['manager', 'approve'],
    ['manager', 'reject'],
  ],
  [
    ['manager', 'approve'],
    ['finance', 'approve'],
  ],
  [
    ['manager', 'approve'],
    ['finance', 'approve'],
    ['manager', 'approve'],
    ['finance', 'approve'],
  ],
  [
    ['manager', 'approve'],
    ['finance', 'return'],
  ],
  [
    ['manager', 'reject'],
    ['finance', 'reject'],
  ],
  [
    ['manager', 'approve'],
    ['manager', 'reject'],
    ['finance', 'approve'],
    ['finance', 'return'],
  ],
]

const move = ({ approvalId }: RaceCase, by: Part, deed: Deed): Move => ({
  by,
  deed,
  value: { a: `approval.${deed}`, id: approvalId, v: 1 },
})

/** The requester's own way out, as far as the last tap on it. */
async function prepared(
  { feishu, store, urls }: Ring,
  { team, approvalId, dealCode }: RaceCase,
  deed: 'withdraw' | 'renew',
): Promise<Move> {
  const { userId, openId } = team.rep
  const known = new Set((await previewsOf(store, userId)).map(({ id }) => id))
  if (deed === 'withdraw') {
    const value = { a: 'approval.withdraw', id: approvalId, v: 1 }
    await deliverTap(signTap({ openId, value }), urls[0]!)
  } else {
    await feishu.say({ from: openId, chat: 'private', text: `${dealCode} 打85折,申请` })
  }
  for (let tries = 0; tries < 1_000; tries++) {
    const draft = (await previewsOf(store, userId)).find(({ id }) => !known.has(id))
    if (draft) {
      return { by: 'rep', deed, value: { a: 'draft.confirm', id: draft.id, v: draft.version } }
    }
    await pause(10)
  }
  throw new Error(`no preview to ${deed} of ${dealCode}`)
}

const previewsOf = ({ db }: Store, userId: string) =>
  db.draft.findMany({ where: { userId, state: 'previewed' }, select: { id: true, version: true } })

async function runHeat(ring: Ring, { team }: RaceCase, moves: readonly Move[]): Promise<Tapped[]> {
  const { random, urls } = ring
  // One of them arrives at every instance, as a balancer may do that has lost an answer.
  const doubled = random.below(moves.length * 2)
  const runs = moves.map((one, index) => {
    const tap = signTap({
      openId: team[one.by].openId,
      value: one.value,
      comment: one.value.a.startsWith('approval.') ? `意见${index}` : undefined,
    })
    const to = index === doubled ? urls : [urls[(index + doubled) % urls.length]!]
    return { one, tap, to }
  })
  const shuffled = runs.map((run) => ({ run, at: random.next() })).sort((a, b) => a.at - b.at)
  return Promise.all(
    shuffled.map(async ({ run: { one, tap, to } }) => ({
      ...one,
      answers: await Promise.all(to.map((url) => deliverTap(tap, url))),
    })),
  )
}

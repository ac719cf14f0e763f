import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Approval,
  addApprover,
  currentApprovers,
  decide,
  end,
  type Outcome,
  opened,
  passOn,
  release,
  reroute,
  type StandIns,
  type Step,
  turnOf,
} from '../../src/domain/approval.ts'

const at = new Date('2026-11-18T02:00:00Z')

const step = (approverId: string, rank: number): Step => ({
  id: `step-${approverId}`,
  approverId,
  slot: 'added',
  reasons: [approverId],
  rank,
  state: 'waiting',
  openedAt: null,
  reminders: 0,
  decidedAt: null,
  decidedById: null,
  comment: null,
})

const request = (steps: readonly (readonly [string, number])[]): Approval =>
  opened(
    {
      requesterId: 'rep',
      state: 'pending',
      reason: null,
      decidedAt: null,
      decidedById: null,
      steps: steps.map(([id, rank]) => step(id, rank)),
    },
    at,
  )

const ap31 = () =>
  request([
    ['liuyang', 0],
    ['sunli', 0],
    ['wufang', 0],
    ['zhaomin', 1],
  ])
const by = (id: string, comment?: string) => ({ id, at, comment })

function becomes(outcome: Outcome): Approval {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.kind}`)
  return outcome.approval
}

describe('an approval', () => {
  it('asks the first at once, the director after all of them', () => {
    let approval = ap31()
    expect(currentApprovers(approval)).toEqual(['liuyang', 'sunli', 'wufang'])
    expect(decide(approval, 'approved', by('zhaomin'))).toMatchObject({
      ok: false,
      refusal: { kind: 'not-their-turn', current: ['liuyang', 'sunli', 'wufang'] },
    })
    for (const id of ['sunli', 'liuyang', 'wufang']) {
      approval = becomes(decide(approval, 'approved', by(id)))
    }
    expect(currentApprovers(approval)).toEqual(['zhaomin'])
    expect(becomes(decide(approval, 'approved', by('zhaomin')))).toMatchObject({
      state: 'approved',
      decidedById: 'zhaomin',
    })
  })

  it('ends with one rejection, and nobody is asked any more', () => {
    const approval = becomes(decide(ap31(), 'rejected', by('sunli', '毛利太低')))
    expect(approval).toMatchObject({ state: 'rejected', reason: '毛利太低', decidedById: 'sunli' })
    expect(currentApprovers(approval)).toEqual([])
    expect(decide(approval, 'approved', by('liuyang'))).toMatchObject({
      refusal: { kind: 'over', approval: { decidedById: 'sunli' } },
    })
  })

  it('is nobody’s who asked for it, nor anybody else’s', () => {
    expect(decide(ap31(), 'approved', by('rep'))).toMatchObject({
      refusal: { kind: 'own-request' },
    })
    expect(decide(ap31(), 'approved', by('lina'))).toMatchObject({
      refusal: { kind: 'not-current' },
    })
    expect(release(ap31(), by('rep'))).toMatchObject({ refusal: { kind: 'own-request' } })
  })

  it('U40: who stands in for one and is asked as well decides once, at the later place', () => {
    const standIns: StandIns = ({ approverId }) => (approverId === 'liuyang' ? ['zhaomin'] : [])
    let approval = ap31()
    expect(decide(approval, 'approved', by('zhaomin'), standIns)).toMatchObject({ ok: false })
    for (const id of ['sunli', 'wufang']) {
      approval = becomes(decide(approval, 'approved', by(id), standIns))
    }
    expect(turnOf(approval, 'zhaomin', standIns).map((one) => one.approverId)).toEqual([
      'liuyang',
      'zhaomin',
    ])
    approval = becomes(decide(approval, 'approved', by('zhaomin'), standIns))
    expect(approval.state).toBe('approved')
    expect(approval.steps.map((one) => one.decidedById)).toEqual([
      'zhaomin',
      'sunli',
      'wufang',
      'zhaomin',
    ])
  })

  it('a requester who stands in for an approver still does not decide', () => {
    const outcome = decide(ap31(), 'approved', by('rep'), () => ['rep'])
    expect(outcome).toMatchObject({ ok: false })
  })

  it('passed on, the other decides instead; to somebody who is in it, both are one', () => {
    const passed = becomes(passOn(ap31(), 'lina', by('sunli')))
    expect(currentApprovers(passed)).toEqual(['liuyang', 'lina', 'wufang'])
    const joined = becomes(passOn(passed, 'zhaomin', by('lina')))
    expect(currentApprovers(joined)).toEqual(['liuyang', 'wufang'])
    expect(joined.steps).toHaveLength(3)
    expect(passOn(ap31(), 'rep', by('sunli'))).toMatchObject({ refusal: { kind: 'own-request' } })
    const decided = becomes(decide(ap31(), 'approved', by('wufang')))
    expect(passOn(decided, 'wufang', by('sunli'))).toMatchObject({
      refusal: { kind: 'already-decided' },
    })
  })

  it('one who is added has to agree too', () => {
    let approval = request([['chenjing', 0]])
    approval = becomes(addApprover(approval, { id: 'zhengkai', stepId: 'x' }, by('chenjing')))
    approval = becomes(decide(approval, 'approved', by('chenjing')))
    expect(approval.state).toBe('pending')
    expect(becomes(decide(approval, 'approved', by('zhengkai'))).state).toBe('approved')
  })
})

const names = ['a', 'b', 'c', 'd', 'e'] as const
const anyName = fc.constantFrom(...names)
type Op =
  | { readonly op: 'approved' | 'rejected' | 'returned'; readonly who: string }
  | { readonly op: 'pass' | 'add' | 'leave'; readonly who: string; readonly to: string }
  | { readonly op: 'withdrawn' | 'expired' | 'superseded' }

const anyOp: fc.Arbitrary<Op> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ op: fc.constant('approved'), who: anyName }) },
  fc.record({ op: fc.constantFrom('rejected', 'returned'), who: anyName }),
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constantFrom('pass', 'add', 'leave'),
      who: anyName,
      to: fc.constantFrom(...names, 'rep'),
    }),
  },
  fc.record({ op: fc.constantFrom('withdrawn', 'expired', 'superseded') }),
) as fc.Arbitrary<Op>

const anyRequest = fc
  .uniqueArray(fc.tuple(anyName, fc.integer({ min: 0, max: 2 })), {
    selector: ([id]) => id,
    minLength: 1,
  })
  .map(request)

function perform(approval: Approval, op: Op, standIns?: StandIns): Approval {
  const outcome = run(approval, op, standIns)
  return outcome.ok ? outcome.approval : approval
}

function run(approval: Approval, op: Op, standIns?: StandIns): Outcome {
  switch (op.op) {
    case 'approved':
    case 'rejected':
    case 'returned':
      return decide(approval, op.op, by(op.who), standIns)
    case 'pass':
      return passOn(approval, op.to, by(op.who), standIns)
    case 'add':
      return addApprover(approval, { id: op.to, stepId: `added-${op.to}` }, by(op.who), standIns)
    case 'leave': {
      const to = op.to === 'rep' || op.to === op.who ? undefined : op.to
      const next = to ? reroute(approval, op.who, to, at) : approval
      return { ok: true, approval: next, steps: [] }
    }
    default:
      return end(approval, op.op, by('rep'))
  }
}

/**
 * The same told as simply as can be, without stand-ins: who still has to agree, at which place, and
 * who has. Nothing else of the machine is used.
 */
class Model {
  state = 'pending'
  readonly owed = new Map<string, number>()
  readonly agreed = new Set<string>()

  constructor(approval: Approval) {
    for (const one of approval.steps) this.owed.set(one.approverId, one.rank)
  }

  private isTurn(who: string) {
    const rank = this.owed.get(who)
    return this.state === 'pending' && rank !== undefined && rank <= Math.min(...this.owed.values())
  }

  perform(op: Op) {
    if (this.state !== 'pending') return
    if (!('who' in op)) {
      this.state = op.op
      this.owed.clear()
    } else if (op.op === 'leave') {
      const leaves = this.owed.has(op.who) && 'to' in op && op.to !== 'rep' && op.to !== op.who
      if (leaves) this.give(op.who, op.to)
    } else if (this.isTurn(op.who)) {
      this.byTurn(op)
    }
    if (this.state === 'pending' && this.owed.size === 0) this.state = 'approved'
  }

  private byTurn(op: Op & { who: string }) {
    if (op.op === 'approved') {
      this.owed.delete(op.who)
      this.agreed.add(op.who)
    } else if (op.op === 'rejected' || op.op === 'returned') {
      this.state = op.op
      this.owed.clear()
    } else if ('to' in op && op.to !== 'rep' && op.to !== op.who && !this.agreed.has(op.to)) {
      if (op.op === 'pass') this.give(op.who, op.to)
      else if (!this.owed.has(op.to)) this.owed.set(op.to, this.owed.get(op.who)!)
    }
  }

  private give(from: string, to: string) {
    const rank = this.owed.get(from)!
    this.owed.delete(from)
    if (!this.agreed.has(to)) this.owed.set(to, Math.max(rank, this.owed.get(to) ?? rank))
  }

  turns() {
    return names.filter((name) => this.isTurn(name))
  }
}

describe('in any order of what can happen', () => {
  it('is as the simple model says', () => {
    fc.assert(
      fc.property(anyRequest, fc.array(anyOp, { maxLength: 20 }), (first, ops) => {
        const model = new Model(first)
        let approval = first
        for (const op of ops) {
          approval = perform(approval, op)
          model.perform(op)
          expect(approval.state).toBe(model.state)
          expect(currentApprovers(approval).toSorted()).toEqual(model.turns().toSorted())
        }
      }),
      { numRuns: 2_000 },
    )
  })

  const anyStandIns = fc
    .dictionary(anyName, fc.array(fc.constantFrom(...names, 'rep'), { maxLength: 2 }))
    .map(
      (of): StandIns =>
        ({ approverId }) =>
          of[approverId] ?? [],
    )

  it('whoever stands in for whom, it is decided once, by others, and never stands still', () => {
    fc.assert(
      fc.property(
        anyRequest,
        fc.array(fc.tuple(anyOp, anyStandIns), { maxLength: 20 }),
        (first, ops) => {
          let approval = first
          for (const [op, standIns] of ops) {
            const before = approval
            approval = perform(approval, op, standIns)
            if (before.state !== 'pending') expect(approval).toBe(before)
            for (const one of approval.steps) {
              const was = before.steps.find(({ id }) => id === one.id)
              if (was?.decidedById) expect(one.decidedById).toBe(was.decidedById)
              expect(one.decidedById).not.toBe('rep')
            }
            if (approval.state === 'pending') {
              expect(currentApprovers(approval, standIns)).not.toEqual([])
              expect(currentApprovers(approval, standIns)).not.toContain('rep')
            }
            if (approval.state === 'approved') {
              expect(approval.steps.every(({ state }) => state === 'approved')).toBe(true)
            }
          }
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

/**
 * One request for approval as a machine: whose turn it is, and what each thing that can happen to it
 * makes of it. Pure; who somebody is and what is stored is not its business.
 */
import type { Slot } from './terms-policy.ts'

export type ApprovalState =
  | 'pending'
  | 'approved'
  | 'rejected'
  | 'returned'
  | 'withdrawn'
  | 'expired'
  | 'superseded'

export type StepState = 'waiting' | 'open' | 'approved' | 'rejected' | 'returned' | 'cancelled'

export type Step = {
  readonly id: string
  readonly approverId: string
  readonly slot: Slot | 'added'
  readonly reasons: readonly string[]
  /** Steps of a lower rank come before. */
  readonly rank: number
  readonly state: StepState
  /** Since when it has been the approver's turn. */
  readonly openedAt: Date | null
  readonly reminders: number
  readonly decidedAt: Date | null
  readonly decidedById: string | null
  readonly comment: string | null
}

export type Approval = {
  readonly requesterId: string
  readonly state: ApprovalState
  readonly reason: string | null
  readonly decidedAt: Date | null
  readonly decidedById: string | null
  readonly steps: readonly Step[]
}

/** Who may decide in somebody's place: their delegates, and their superior where they kept it waiting. */
export type StandIns = (step: Pick<Step, 'approverId' | 'reminders'>) => readonly string[]

export type Refusal =
  | { readonly kind: 'over'; readonly approval: Approval }
  | { readonly kind: 'own-request' }
  | { readonly kind: 'already-decided'; readonly step: Step }
  /** `current` are those whose turn it is. */
  | { readonly kind: 'not-current'; readonly current: readonly string[] }
  | { readonly kind: 'not-their-turn'; readonly current: readonly string[] }
  | { readonly kind: 'already-in' }

export type Outcome =
  | { readonly ok: true; readonly approval: Approval; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly refusal: Refusal }

const isPending = ({ state }: Step) => state === 'waiting' || state === 'open'

const deciders = ({ requesterId }: Approval, step: Step, standIns: StandIns): string[] =>
  [step.approverId, ...standIns(step)].filter((id) => id !== requesterId)

const none: StandIns = () => []

/**
 * The steps that it is this person's turn to decide, as one decision; empty when it is not. Whoever
 * stands at several places decides once, at the last of them, so a step may wait for who else could
 * have decided it earlier; the earliest of what is left is always somebody's turn.
 */
export function turnOf(approval: Approval, personId: string, standIns: StandIns): readonly Step[] {
  const pending = approval.steps.filter(isPending)
  const held = (id: string) =>
    pending.filter((step) => deciders(approval, step, standIns).includes(id))
  const rankOf = (id: string) => Math.max(...held(id).map(({ rank }) => rank))
  const own = held(personId)
  if (own.length === 0) return []
  const rank = rankOf(personId)
  const isBlocked = pending.some(
    (step) =>
      !own.includes(step) && Math.min(...deciders(approval, step, standIns).map(rankOf)) < rank,
  )
  return isBlocked ? [] : own
}

/** Those whose turn it is, in the order of their steps; each with who may decide in their place. */
export function currentApprovers(approval: Approval, standIns: StandIns = none): string[] {
  if (approval.state !== 'pending') return []
  const candidates = approval.steps
    .filter(isPending)
    .flatMap((step) => deciders(approval, step, standIns))
  return [...new Set(candidates)].filter((id) => turnOf(approval, id, standIns).length > 0)
}

/** Nobody decides after somebody else; such requests may be agreed to several at a time. */
export const isLight = ({ steps }: Approval): boolean =>
  new Set(steps.map(({ rank }) => rank)).size === 1

export type Verdict = 'approved' | 'rejected' | 'returned'

type By = { readonly id: string; readonly at: Date; readonly comment?: string }

/**
 * One person's decision on everything that is theirs to decide. A rejection ends the request, a
 * change that is asked for sends it back. §5.2: 「a person appears once; any rejection ends it」.
 */
export function decide(
  approval: Approval,
  verdict: Verdict,
  by: By,
  standIns: StandIns = none,
): Outcome {
  const refusal = refusalFor(approval, by.id, standIns)
  if (refusal) return { ok: false, refusal }
  const own = turnOf(approval, by.id, standIns)
  const steps = approval.steps.map((step): Step => {
    if (own.includes(step)) return decided(step, verdict, by)
    return verdict !== 'approved' && isPending(step) ? { ...step, state: 'cancelled' } : step
  })
  const isOver = verdict !== 'approved' || !steps.some(isPending)
  const next = isOver ? ended({ ...approval, steps }, verdict, by) : { ...approval, steps }
  return { ok: true, approval: opened(next, by.at), steps: own }
}

const decided = (step: Step, state: Verdict, { id, at, comment }: By): Step => ({
  ...step,
  state,
  openedAt: step.openedAt ?? at,
  decidedAt: at,
  decidedById: id,
  comment: comment ?? null,
})

const ended = (approval: Approval, state: ApprovalState, { id, at, comment }: By): Approval => ({
  ...approval,
  state,
  decidedAt: at,
  decidedById: id,
  reason: comment ?? null,
})

/** Why this person cannot decide; undefined when they can. */
function refusalFor(
  approval: Approval,
  personId: string,
  standIns: StandIns = none,
): Refusal | undefined {
  if (approval.state !== 'pending') return { kind: 'over', approval }
  if (personId === approval.requesterId) return { kind: 'own-request' }
  if (turnOf(approval, personId, standIns).length > 0) return undefined
  const current = currentApprovers(approval)
  const pending = approval.steps.filter(isPending)
  if (pending.some((step) => deciders(approval, step, standIns).includes(personId))) {
    return { kind: 'not-their-turn', current }
  }
  const step = approval.steps.find(({ decidedById }) => decidedById === personId)
  return step ? { kind: 'already-decided', step } : { kind: 'not-current', current }
}

/** Steps whose turn has come are open from then on, those that wait for others are not. */
export function opened(approval: Approval, at: Date): Approval {
  if (approval.state !== 'pending') return approval
  const lowest = Math.min(...approval.steps.filter(isPending).map(({ rank }) => rank))
  const steps = approval.steps.map((step): Step => {
    if (!isPending(step)) return step
    return step.rank > lowest
      ? { ...step, state: 'waiting', openedAt: null }
      : { ...step, state: 'open', openedAt: step.openedAt ?? at }
  })
  return { ...approval, steps }
}

/** Ended by something else than a decision: taken back, run out, or overtaken by other terms. */
export function end(
  approval: Approval,
  state: 'withdrawn' | 'expired' | 'superseded',
  by: By,
): Outcome {
  if (approval.state !== 'pending') return { ok: false, refusal: { kind: 'over', approval } }
  return { ok: true, approval: closed(approval, state, by), steps: [] }
}

/** 特批: the director lets it through, whoever else was still to decide; never on their own request. */
export function release(approval: Approval, by: By): Outcome {
  if (approval.state !== 'pending') return { ok: false, refusal: { kind: 'over', approval } }
  if (by.id === approval.requesterId) return { ok: false, refusal: { kind: 'own-request' } }
  return { ok: true, approval: closed(approval, 'approved', by), steps: [] }
}

function closed(approval: Approval, state: ApprovalState, by: By): Approval {
  const steps = approval.steps.map(
    (step): Step => (isPending(step) ? { ...step, state: 'cancelled' } : step),
  )
  return ended({ ...approval, steps }, state, by)
}

/** 转交: somebody else decides instead. Where they stand in the request already, both are one. */
export function passOn(approval: Approval, to: string, by: By, standIns: StandIns = none): Outcome {
  const refusal = refusalFor(approval, by.id, standIns) ?? refusalToLetIn(approval, to, by.id)
  if (refusal) return { ok: false, refusal }
  const own = turnOf(approval, by.id, standIns)
  return { ok: true, approval: replaced(approval, own, to, by.at), steps: own }
}

/** Somebody has left, or decides no more: their open steps go to somebody else. */
export function reroute(approval: Approval, from: string, to: string, at: Date): Approval {
  const left = approval.steps.filter((step) => isPending(step) && step.approverId === from)
  if (approval.state !== 'pending' || left.length === 0) return approval
  return replaced(approval, left, to, at)
}

function replaced(approval: Approval, own: readonly Step[], to: string, at: Date): Approval {
  const others = approval.steps.filter((step) => !own.includes(step))
  const there = others.find((step) => step.approverId === to)
  const last = own.toSorted((a, b) => b.rank - a.rank)[0]!
  const reasons = [...new Set(own.flatMap((step) => step.reasons))]
  if (!there) {
    const taken: Step = {
      ...last,
      approverId: to,
      reasons,
      reminders: 0,
      openedAt: null,
    }
    const steps = approval.steps.flatMap((step) =>
      step === last ? [taken] : own.includes(step) ? [] : [step],
    )
    return opened({ ...approval, steps }, at)
  }
  // Who has decided already stands by it for these reasons too.
  const joined: Step = isPending(there)
    ? {
        ...there,
        rank: Math.max(there.rank, last.rank),
        reasons: [...new Set([...there.reasons, ...reasons])],
      }
    : { ...there, reasons: [...new Set([...there.reasons, ...reasons])] }
  const steps = others.map((step) => (step === there ? joined : step))
  const next = { ...approval, steps }
  if (steps.some(isPending)) return opened(next, at)
  return ended(next, 'approved', { id: to, at })
}

function refusalToLetIn(approval: Approval, to: string, by: string): Refusal | undefined {
  if (to === by) return { kind: 'already-in' }
  if (to === approval.requesterId) return { kind: 'own-request' }
  const there = approval.steps.find((step) => step.approverId === to || step.decidedById === to)
  if (!there) return undefined
  return isPending(there) ? undefined : { kind: 'already-decided', step: there }
}

/** 加签: one more has to agree, at the place of who asks for it. */
export function addApprover(
  approval: Approval,
  added: { readonly id: string; readonly stepId: string },
  by: By,
  standIns: StandIns = none,
): Outcome {
  const refusal = refusalFor(approval, by.id, standIns)
  if (refusal) return { ok: false, refusal }
  if (added.id === approval.requesterId) return { ok: false, refusal: { kind: 'own-request' } }
  const isIn = approval.steps.some(
    (step) => step.approverId === added.id && step.state !== 'cancelled',
  )
  if (isIn || added.id === by.id) return { ok: false, refusal: { kind: 'already-in' } }
  const rank = Math.max(...turnOf(approval, by.id, standIns).map((step) => step.rank))
  const step: Step = {
    id: added.stepId,
    approverId: added.id,
    slot: 'added',
    reasons: [],
    rank,
    state: 'open',
    openedAt: by.at,
    reminders: 0,
    decidedAt: null,
    decidedById: null,
    comment: by.comment ?? null,
  }
  return { ok: true, approval: { ...approval, steps: [...approval.steps, step] }, steps: [step] }
}

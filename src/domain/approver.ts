/**
 * Which person each slot of the policy comes to, in a real organisation: where nobody holds it,
 * somebody has left, or it would be the requester's own.
 */
import type { Required, Slot } from './terms-policy.ts'

export type Colleague = {
  readonly id: string
  readonly active: boolean
  readonly managerId: string | null
}

export type Organisation = {
  readonly people: ReadonlyMap<string, Colleague>
  /** Who holds a slot; `manager` is who leads the team that the deal is in. */
  readonly holders: Readonly<Partial<Record<Slot, string>>>
  /** 审批管理员: who decides where nobody else can. */
  readonly administratorId?: string
}

export type PlannedStep = {
  readonly approverId: string
  readonly slot: Slot
  readonly reasons: readonly string[]
  /** Steps of a lower rank come before. */
  readonly rank: number
}

export type Planned =
  | { readonly ok: true; readonly steps: readonly PlannedStep[] }
  /** There is nobody at all who could decide. */
  | { readonly ok: false; readonly slot: Slot }

/** The steps of a request, each person once: with all their reasons, at the latest of their places. */
export function planSteps(
  organisation: Organisation,
  required: readonly Required[],
  requesterId: string,
): Planned {
  const steps: PlannedStep[] = []
  for (const { slot, reasons } of required) {
    const approverId = approverFor(organisation, slot, requesterId)
    if (approverId === undefined) return { ok: false, slot }
    const step = { approverId, slot, reasons, rank: rankOf(slot) }
    const earlier = steps.findIndex((one) => one.approverId === approverId)
    if (earlier < 0) steps.push(step)
    else steps.push(joined(steps.splice(earlier, 1)[0]!, step))
  }
  return { ok: true, steps: steps.toSorted((a, b) => a.rank - b.rank) }
}

/** 经理 and the functions at once, 总监 after them, 总经理 last. */
const rankOf = (slot: Slot): number => (slot === 'executive' ? 2 : slot === 'director' ? 1 : 0)

const joined = (one: PlannedStep, other: PlannedStep): PlannedStep => ({
  ...(other.rank >= one.rank ? other : one),
  reasons: [...new Set([...one.reasons, ...other.reasons])],
})

/** Where a slot that nobody holds goes, before it goes to the administrator. */
const above: Readonly<Partial<Record<Slot, Slot>>> = { manager: 'director', director: 'executive' }

function approverFor(
  organisation: Organisation,
  slot: Slot,
  requesterId: string,
): string | undefined {
  const { holders } = organisation
  const holder = holders[slot]
  if (holder !== undefined) return standingFor(organisation, holder, requesterId)
  const next = above[slot]
  return next
    ? approverFor(organisation, next, requesterId)
    : administrator(organisation, requesterId)
}

/**
 * Who decides for this person: themselves, or the first above them who is there and did not ask for
 * it. Undefined where even the administrator cannot.
 */
export function standingFor(
  organisation: Organisation,
  personId: string,
  requesterId: string,
): string | undefined {
  const seen = new Set<string>()
  let at: string | null | undefined = personId
  while (at && !seen.has(at)) {
    seen.add(at)
    const person: Colleague | undefined = organisation.people.get(at)
    if (person?.active && at !== requesterId) return at
    at = person?.managerId
  }
  return administrator(organisation, requesterId)
}

function administrator(
  { people, administratorId }: Organisation,
  requesterId: string,
): string | undefined {
  if (administratorId === undefined || administratorId === requesterId) return undefined
  return people.get(administratorId)?.active ? administratorId : undefined
}

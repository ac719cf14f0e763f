/** Which requests a person may see, and whether it is their turn. */
import { type StandIns, turnOf } from '../domain/approval.ts'
import { type ApprovalRow, findApproval } from '../store/approvals.ts'
import { type DealRow, findDeal } from '../store/deals.ts'
import { delegatesOn } from '../store/organisation.ts'
import { permittedDeal } from './find-deal.ts'
import type { Act } from './operation.ts'

/** A step that has been open for 24 working hours may be decided by who leads its approver. */
export const superiorMark = 3

/** Who may decide in whose place on this request today. */
export async function standInsOf(
  act: Pick<Act, 'tx' | 'today'>,
  approval: Pick<ApprovalRow, 'steps'>,
): Promise<StandIns> {
  const approvers = approval.steps.map(({ approverId }) => approverId)
  const delegates = await delegatesOn(act.tx, approvers, act.today)
  const late = approval.steps.filter(({ reminders }) => reminders >= superiorMark)
  const superiors =
    late.length === 0
      ? []
      : await act.tx.user.findMany({
          where: { id: { in: late.map(({ approverId }) => approverId) } },
          select: { id: true, managerId: true },
        })
  return ({ approverId, reminders }) => {
    const superior =
      reminders >= superiorMark && superiors.find(({ id }) => id === approverId)?.managerId
    return [...(delegates.get(approverId) ?? []), ...(superior ? [superior] : [])]
  }
}

/** A request with what its readers have in common. */
export type OpenApproval = {
  readonly approval: ApprovalRow
  readonly deal: DealRow
  readonly standIns: StandIns
}

/** @param standIns where its approvers are those they were found for */
export async function openApproval(
  act: Pick<Act, 'tx' | 'today'>,
  approval: ApprovalRow,
  standIns?: StandIns,
): Promise<OpenApproval> {
  const deal = await findDeal(act.tx, approval.dealId)
  if (!deal) throw new Error(`approval ${approval.id} is of no deal`)
  return { approval, deal, standIns: standIns ?? (await standInsOf(act, approval)) }
}

export type FoundApproval = OpenApproval & {
  /** Asked to decide, now or at some time of it. */
  readonly isAsked: boolean
}

/** The request, if it exists and the viewer may see it: theirs, theirs to decide, or their deal's. */
export async function permittedApproval(
  act: Pick<Act, 'tx' | 'viewer' | 'today'>,
  approvalId: string,
): Promise<FoundApproval | undefined> {
  const approval = await findApproval(act.tx, approvalId)
  return approval && seenBy(act, await openApproval(act, approval))
}

/** The same for a viewer who may see it; undefined as if it did not exist. */
export async function seenBy(
  act: Pick<Act, 'tx' | 'viewer' | 'today'>,
  open: OpenApproval,
): Promise<FoundApproval | undefined> {
  const { approval, deal, standIns } = open
  const { userId } = act.viewer
  const isAsked = approval.steps.some(
    (step) =>
      step.decidedById === userId ||
      step.approverId === userId ||
      (userId !== approval.requesterId && standIns(step).includes(userId)),
  )
  const found = { ...open, isAsked }
  if (isAsked || approval.requesterId === userId) return found
  return (await permittedDeal(act, 'deal.read-amount', deal.id)) ? found : undefined
}

export const isTheirTurn = ({ approval, standIns }: FoundApproval, userId: string): boolean =>
  approval.state === 'pending' && turnOf(approval, userId, standIns).length > 0

import { approverRoles } from './decide-approval.ts'
import type { FoundApproval } from './find-approval.ts'
import type { Act } from './operation.ts'

/** No more than this many fit on a card that is filled in; any other is named in words. */
const most = 30

/** To whom a request may be passed on, or who may be asked as well: not who asked, nor oneself. */
export async function eligibleApprovers(
  { tx, viewer }: Pick<Act, 'tx' | 'viewer'>,
  { approval }: FoundApproval,
): Promise<{ readonly id: string; readonly name: string; readonly department: string | null }[]> {
  return tx.user.findMany({
    where: {
      active: true,
      id: { notIn: [viewer.userId, approval.requesterId] },
      roles: { some: { role: { in: [...approverRoles] } } },
    },
    select: { id: true, name: true, department: true },
    orderBy: [{ department: 'asc' }, { name: 'asc' }],
    take: most,
  })
}

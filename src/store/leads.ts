import type { Tx } from './store.ts'

/** One lead; whose it is decides who may read it. */
export async function findLead(tx: Tx, id: string) {
  return (
    (await tx.lead.findUnique({
      where: { id },
      select: {
        id: true,
        code: true,
        name: true,
        source: true,
        industry: true,
        region: true,
        contactName: true,
        need: true,
        ownerId: true,
        assignedAt: true,
        firstContactAt: true,
        breached: true,
        state: true,
      },
    })) ?? undefined
  )
}

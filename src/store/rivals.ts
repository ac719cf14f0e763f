import type { Tx } from './store.ts'

/** Against whom these deals are fought, each with the latest that was heard; at most five. */
export async function rivalsOf(tx: Tx, dealIds: readonly string[]) {
  if (dealIds.length === 0) return []
  const rows = await tx.dealCompetitor.findMany({
    where: { dealId: { in: [...dealIds] } },
    select: {
      competitor: {
        select: {
          id: true,
          name: true,
          notes: {
            where: { undoneAt: null },
            orderBy: [{ onDate: 'desc' }, { createdAt: 'desc' }],
            take: 1,
            select: { onDate: true, text: true },
          },
        },
      },
    },
    orderBy: { createdAt: 'asc' },
    take: 20,
  })
  const rivals = new Map(rows.map(({ competitor }) => [competitor.id, competitor]))
  return [...rivals.values()].slice(0, 5).map(({ name, notes }) => ({ name, note: notes[0] }))
}

/** Dealgate looking for a name: as it is known, else what is like it. The director reads all. */
import { demoNow } from '../../../prisma/demo/units.ts'
import { seenNames } from '../../../src/bot/hide-names.ts'
import { likeDeals, soundingAccounts } from '../../../src/bot/like-deals.ts'
import type { Turn } from '../../../src/bot/turn.ts'
import { nameCandidates } from '../../../src/language/names.ts'
import { foldName } from '../../../src/lib/names.ts'
import { findNames } from '../../../src/store/names.ts'
import type { Start } from '../contender.ts'
import { openListener } from '../listener.ts'

export const start: Start = async ({ file = '' }) => {
  const listener = await openListener(file, demoNow)
  return { port: 0, work: (names) => listener.each(names, 'ou_zhaomin', search) }
}

async function search(turn: Turn): Promise<string[]> {
  const known = await seenNames(turn, await findNames(turn, nameCandidates(turn.said)))
  const exact = known.filter((hit) => hit.key === foldName(turn.said))
  if (exact.length > 0) return exact.map((hit) => hit.subjectId)
  const deals = await likeDeals(turn, turn.said)
  const accounts = await soundingAccounts(turn, turn.said)
  return [...deals, ...accounts].map((record) => record.id)
}

/** Dealgate that hears and says nothing: a sentence as far as the intents that take it. */
import { demoNow } from '../../../prisma/demo/units.ts'
import { readTurn } from '../../../src/bot/settle.ts'
import type { Start } from '../contender.ts'
import { openListener } from '../listener.ts'

export const start: Start = async ({ file = '' }) => {
  const listener = await openListener(file, demoNow)
  return {
    port: 0,
    work: (sentences) =>
      listener.each(sentences, 'ou_zhangwei', async (turn) => {
        const { claims } = await readTurn(listener.deps, turn)
        return claims.map((claim) => claim.intent.id)
      }),
  }
}

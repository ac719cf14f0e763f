import { missingStepsCard } from '../../cards/missing-steps-card.ts'
import type { Intent } from '../bot/turn.ts'
import { scopeMeant } from '../bot/whose-work.ts'
import { readWork } from '../language/work-clause.ts'
import { listMissingSteps } from '../operations/missing-steps.ts'

/** Deals and accounts for which nothing is planned. */
export const listMissingStepsIntent: Intent = {
  id: 'step.list-missing',
  what: '看哪些还没写下一步',
  examples: ['缺下一步', '哪些还没写下一步', '哪些客户没有下一步'],
  read: ({ clauses }, free) => {
    const asking = readWork(clauses, free)
    if (asking?.about !== 'missing-steps') return undefined
    return {
      clauses: [...free],
      run: async (turn) => {
        const meant = await scopeMeant(turn, asking.whose)
        if (meant.kind === 'reply') return meant.reply
        return { kind: 'card', card: missingStepsCard(await listMissingSteps(turn, meant.scope)) }
      },
    }
  },
}

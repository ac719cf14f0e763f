import { briefCard } from '../../cards/brief-card.ts'
import { accountMeant } from '../bot/meant-account.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type RecordAsked, readRecordAsked } from '../language/record-asked.ts'
import { briefAccount } from '../operations/brief-account.ts'

/** What to know before a visit. */
export const briefAccountIntent: Intent = {
  id: 'account.brief',
  what: '拜访前看一眼',
  examples: ['拜访前 华芯', '去华芯之前看一眼', '华芯拜访简报'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'activity.read'),
  read: ({ clauses }, free) => {
    const asked = readRecordAsked('brief', clauses, free)
    return asked && { clauses: asked.clauses, run: (turn) => run(turn, asked) }
  },
}

async function run(turn: Turn, asked: RecordAsked): Promise<Reply> {
  const found = await accountMeant(turn, asked, 'activity.read')
  if (found.kind === 'reply') return found.reply
  if (found.kind === 'ask') return { kind: 'ask', questions: [found.question] }
  return {
    kind: 'card',
    card: briefCard(await briefAccount(turn, found.reached)),
    subject: { kind: 'account', id: found.reached.account.id },
  }
}

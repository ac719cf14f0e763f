import { talksCard } from '../../cards/talks-card.ts'
import { accountMeant } from '../bot/meant-account.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type RecordAsked, readRecordAsked } from '../language/record-asked.ts'
import { showTalks } from '../operations/show-talks.ts'

/** What was talked about lately. */
export const showTalksIntent: Intent = {
  id: 'account.show-talks',
  what: '看最近聊了什么',
  examples: ['华芯最近聊了什么', '华芯的跟进记录', '上次跟立辰聊到哪了'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'activity.read'),
  read: ({ clauses }, free) => {
    const asked = readRecordAsked('talks', clauses, free)
    return asked && { clauses: asked.clauses, run: (turn) => run(turn, asked) }
  },
}

async function run(turn: Turn, asked: RecordAsked): Promise<Reply> {
  const found = await accountMeant(turn, asked, 'activity.read')
  if (found.kind === 'reply') return found.reply
  if (found.kind === 'ask') return { kind: 'ask', questions: [found.question] }
  return {
    kind: 'card',
    card: talksCard(await showTalks(turn, found.reached, found.dealIds)),
    subject: { kind: 'account', id: found.reached.account.id },
  }
}

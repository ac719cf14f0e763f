import { noticeCard } from '../../cards/notice-card.ts'
import { tagListCard } from '../../cards/tags-card.ts'
import { resolveAccount } from '../bot/resolve-account.ts'
import { notFound } from '../bot/resolve-deal.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { knownTags } from '../domain/tag.ts'
import type { Clause } from '../language/sentence.ts'
import { subjectIn } from '../language/subject.ts'
import { readTagsAsked } from '../language/tag-clauses.ts'
import { listTags } from '../operations/list-tags.ts'

/** Which tags a customer has. */
export const showTagsIntent: Intent = {
  id: 'tag.show',
  what: '看标签',
  examples: ['华芯有哪些标签', '看看立辰的标签', '有哪些标签'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'tag.read'),
  read: (_sentence, free) => {
    const clause = free.find(readTagsAsked)
    const asked = clause && readTagsAsked(clause)
    return asked && { clauses: [clause], run: (turn) => run(turn, clause, asked.unknownName) }
  },
}

async function run(turn: Turn, clause: Clause, unknownName?: string): Promise<Reply> {
  const clauses = [clause]
  const named =
    unknownName || clause.names.length > 0 || turn.context.accountId || turn.context.dealId
  if (!named && !turn.answers.account) {
    return { kind: 'card', card: usualTags(), common: true }
  }
  const resolved = await resolveAccount(turn, {
    clauses,
    subject: subjectIn(clauses),
    unknownName,
  })
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  const { id } = resolved.account
  const view = await listTags(turn, id)
  if (!view) return notFound(turn, clauses)
  return { kind: 'card', card: tagListCard(view), subject: { kind: 'account', id } }
}

const usualTags = () =>
  noticeCard('常用的标签', [
    knownTags.map((tag) => tag.name).join('、'),
    '也可以自己起名。要加,说「给华芯打标签 近期有需求」。',
  ])

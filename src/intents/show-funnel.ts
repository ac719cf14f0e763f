import { funnelCard } from '../../cards/funnel-card.ts'
import { ownWords } from '../bot/list-vocabulary.ts'
import { notFound } from '../bot/resolve-deal.ts'
import { resolveList } from '../bot/resolve-list.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import type { ListHeading } from '../domain/list-query.ts'
import { mayDo, mayEver } from '../domain/permission.ts'
import { type ListReading, readList } from '../language/list-clause.ts'
import { noVocabulary } from '../language/list-tokens.ts'
import type { Sentence } from '../language/sentence.ts'
import { showFunnel } from '../operations/show-funnel.ts'

/** Open deals by stage: one's own, a team's, everybody's, as far as one may see them. */
export const showFunnelIntent: Intent = {
  id: 'funnel.show',
  what: '看漏斗',
  examples: ['漏斗', '我的漏斗', '漏斗 华东', '电子检测的漏斗', '看看各阶段的商机'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'funnel.read'),
  read: (sentence, free) => {
    const reading = readList(sentence, free, { vocabulary: noVocabulary, lenient: false })
    if (reading?.target !== 'funnel') return undefined
    return { clauses: reading.clauses, run: (turn) => run(turn, sentence, reading) }
  },
}

async function run(turn: Turn, sentence: Sentence, first: ListReading): Promise<Reply> {
  const { clauses } = first
  if (!mayEver(turn.viewer, 'funnel.read')) return notFound(turn, clauses)
  const own = await ownWords(turn, 'funnel')
  const reading = readList(sentence, clauses, { vocabulary: own.vocabulary, lenient: false })
  if (!reading || reading.unknown.length > 0) {
    await notFound(turn, clauses)
    return {
      kind: 'problem',
      problem: { id: 'ConditionUnknown', said: (reading ?? first).unknown },
    }
  }
  const resolved = await resolveList(turn, reading, own)
  if (resolved.kind === 'reply') return resolved.reply
  const { query } = resolved
  const view = await showFunnel(turn, query, headed(turn, reading, resolved.heading))
  const owners = query.ownerIds ?? []
  const reads = owners.some((ownerId) => mayDo(turn.viewer, 'funnel.read', { ownerId }))
  if (view.total.count === 0 && resolved.named && !reads) return notFound(turn, clauses)
  return { kind: 'card', card: funnelCard(view) }
}

/** Whose funnel it is, said even where nobody said it. */
function headed({ viewer }: Turn, { whose }: ListReading, heading: ListHeading): ListHeading {
  if (heading.conditions.length > 0) return { ...heading, what: '漏斗' }
  const all = mayDo(viewer, 'funnel.read', { ownerId: '' })
  if (whose === 'shared') return { ...heading, what: '我参与的漏斗' }
  const what =
    whose === 'mine' || (!all && viewer.memberIds.size === 0)
      ? '我的漏斗'
      : all && whose !== 'ours'
        ? '全公司漏斗'
        : '团队漏斗'
  return { ...heading, what }
}

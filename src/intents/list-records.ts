import { listCard } from '../../cards/list-card.ts'
import { ownWords } from '../bot/list-vocabulary.ts'
import { notFound } from '../bot/resolve-deal.ts'
import { resolveList } from '../bot/resolve-list.ts'
import { lastList, narrowed, storeList } from '../bot/stored-list.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayDo, mayEver } from '../domain/permission.ts'
import { type ListReading, readList } from '../language/list-clause.ts'
import { noVocabulary } from '../language/list-tokens.ts'
import type { Clause, Sentence } from '../language/sentence.ts'
import { listRecords } from '../operations/list-records.ts'

const offeredTo: Intent['offeredTo'] = ({ viewer }) => mayEver(viewer, 'deal.read')

/** Deals and accounts by what they have in common, with how many and how much. */
export const listRecordsIntent: Intent = {
  id: 'record.list',
  what: '列商机、列客户',
  examples: [
    '我的商机',
    '列出华东 汽车电子 的客户',
    '本月要签的单子',
    '100万以上的商机',
    'A级客户有哪些',
    '商务谈判阶段的项目',
    '金额最大的5个项目',
    '华芯有哪些项目',
    '超期的项目',
    '谁超过一周没跟进A级客户',
  ],
  offeredTo,
  read: (sentence, free) => claim(sentence, free, false),
}

/** The same where only the company's own data says what a word means: 光伏的客户. */
export const listByValueIntent: Intent = {
  id: 'record.list-by-value',
  examples: ['高端装备的客户', '长周期客户'],
  offeredTo,
  read: (sentence, free) => claim(sentence, free, true),
}

function claim(sentence: Sentence, free: readonly Clause[], lenient: boolean): Claim | undefined {
  const reading = readList(sentence, free, { vocabulary: noVocabulary, lenient })
  if (!reading || reading.target === 'funnel') return undefined
  return {
    clauses: reading.clauses,
    run: (turn) => run(turn, sentence, reading, lenient),
  }
}

async function run(
  turn: Turn,
  sentence: Sentence,
  first: ListReading,
  lenient: boolean,
): Promise<Reply> {
  const { clauses } = first
  if (!mayEver(turn.viewer, 'deal.read')) return notFound(turn, clauses)
  const own = await ownWords(turn, first.target)
  // Read again with the company's own words: what is still unknown is nothing of theirs.
  const reading = readList(sentence, clauses, { vocabulary: own.vocabulary, lenient }) ?? first
  if (reading.unknown.length > 0) return unknownCondition(turn, reading, lenient)
  const resolved = await resolveList(turn, reading, own)
  if (resolved.kind === 'reply') return resolved.reply
  const last = reading.refines ? await lastList(turn) : undefined
  const said = { outcome: reading.outcome !== undefined, order: reading.order !== undefined }
  const { query, heading } = (last && narrowed(last, resolved, said)) ?? resolved
  const listed = await listRecords(turn, query, heading, 1)
  if (listed.count === 0 && resolved.named && !readsAny(turn, query.ownerIds ?? [])) {
    return notFound(turn, clauses)
  }
  const list = await storeList(turn, { query, heading, listed })
  return { kind: 'card', card: listCard({ ...listed.view, list }) }
}

/** Whether what one of these people has would be read at all. */
const readsAny = ({ viewer }: Turn, ownerIds: readonly string[]) =>
  ownerIds.some((ownerId) => mayDo(viewer, 'deal.read', { ownerId }))

/** A name that is hidden and a word that means nothing get one answer. */
async function unknownCondition(
  turn: Turn,
  reading: ListReading,
  lenient: boolean,
): Promise<Reply> {
  if (lenient && !reading.explicit) return { kind: 'unclear' }
  await notFound(turn, reading.clauses)
  return { kind: 'problem', problem: { id: 'ConditionUnknown', said: reading.unknown } }
}

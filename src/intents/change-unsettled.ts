import { noticeCard } from '../../cards/notice-card.ts'
import { resolveDealToChange } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { type ChangeGroup, readHedgedGroups } from '../language/change-groups.ts'
import { changeDeal } from '../operations/change-deal.ts'
import { proposeChange, saidOf } from './change-deal.ts'

/**
 * A change that somebody takes back, supposes or only asks about. Nothing comes of it unless they
 * say that it is to be made now.
 */
export const unsettledChangeIntent: Intent = {
  id: 'deal.change-unsettled',
  examples: [
    '别把华芯检测推进到商务谈判',
    '如果客户同意,华芯检测就改成300万',
    '华芯检测可能要改到320万',
  ],
  operations: [changeDeal],
  read: (sentence, free) => readHedgedGroups(sentence, free)?.map(claim),
}

const claim = (group: ChangeGroup): Claim => ({
  clauses: group.clauses,
  said: saidOf(group, false),
  run: (turn) => run(turn, group),
})

async function run(turn: Turn, group: ChangeGroup): Promise<Reply> {
  if (turn.answers.now === 'yes') return proposeChange(turn, group)
  const resolved = await resolveDealToChange(turn, group)
  if (resolved.kind === 'reply') return resolved.reply
  if (turn.answers.now === 'no' || group.hedge?.kind === 'denied') return leftAlone(resolved)
  const which = resolved.kind === 'ask' ? [resolved.question] : []
  const text = `「${group.hedge?.words ?? ''}」:听起来还没定。现在就改吗?`
  const options = [
    { label: '现在改', value: 'yes' },
    { label: '先不改', value: 'no' },
  ]
  return { kind: 'ask', questions: [...which, { slot: 'now', text, options }] }
}

function leftAlone(
  resolved: Exclude<Awaited<ReturnType<typeof resolveDealToChange>>, { kind: 'reply' }>,
): Reply {
  const what = resolved.kind === 'deal' ? `${resolved.deal.code} ${resolved.deal.name}` : '商机'
  const lines = [`好,${what} 没有动。`, '要改的时候直接说,比如「金额改成310万」。']
  const card = noticeCard('没有改', lines)
  return {
    kind: 'card',
    card,
    ...(resolved.kind === 'deal' && { subject: { kind: 'deal', id: resolved.deal.id } }),
  }
}

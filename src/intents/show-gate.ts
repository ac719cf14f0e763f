import { gateStateCard } from '../../cards/gate-state-card.ts'
import { notFound, resolveDeal } from '../bot/resolve-deal.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type GateAsked, readGateAsked } from '../language/gate-asked.ts'
import { permittedDeal } from '../operations/find-deal.ts'
import { showGate } from '../operations/show-gate.ts'

/** What a deal has and lacks to move on. */
export const showGateIntent: Intent = {
  id: 'gate.show',
  what: '看推进还差什么',
  examples: ['立辰还差什么', '立辰推进到商务谈判还缺什么', '华鑫老化测试能推进了吗'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'deal.edit'),
  read: ({ clauses }, free) => {
    const asked = readGateAsked(clauses, free)
    return asked && { clauses: [asked.clause], run: (turn) => run(turn, asked) }
  },
}

async function run(turn: Turn, { clause, subject, stage }: GateAsked): Promise<Reply> {
  const clauses = [clause]
  const resolved = await resolveDeal(turn, { clauses, ...(subject && { subject }) })
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  const deal = await permittedDeal(turn, 'deal.read', resolved.deal.id)
  if (!deal) return notFound(turn, clauses)
  const { outcome } = deal
  if (outcome !== 'open') {
    const problem = { id: 'DealClosed', deal: `${deal.code} ${deal.name}`, outcome } as const
    return { kind: 'problem', problem }
  }
  const pipeline = turn.pipelines.find(({ id }) => id === deal.pipelineId)!
  const named = pipeline.stages.find(({ id }) => stage?.found.stageIds.includes(id))
  return {
    kind: 'card',
    card: gateStateCard(await showGate(turn, deal, named?.id)),
    subject: { kind: 'deal', id: deal.id },
  }
}

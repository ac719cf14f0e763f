import { type Asked, readDayValue } from '../bot/read-value.ts'
import { resolveDeal } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type DealFacts, readDealFacts } from '../language/deal-facts.ts'
import { type FillDeal, fillDeal } from '../operations/fill-deal.ts'

/** How the customer buys: how far it is, what it can spend, who decides and when, what hurts. */
export const fillDealIntent: Intent = {
  id: 'deal.fill',
  what: '记客户怎么买',
  examples: [
    '立辰预算100万左右,老板拍板,12月底前定',
    '华芯检测的决策流程是技术评审、采购比价、总经理批准',
    '立辰客户痛点是交期太长',
    '我们给立辰的价值是三周出报告',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'activity.log'),
  operations: [fillDeal],
  read: ({ clauses }, free) => {
    const facts = readDealFacts(clauses, free)
    return facts && claim(facts)
  },
}

const claim = (facts: DealFacts): Claim => {
  const words = facts.clauses.map((clause) => clause.text.trim()).join(',')
  const named = !facts.subject || facts.subject.words.split(' ').some((one) => words.includes(one))
  return {
    clauses: facts.clauses,
    said: named ? words : `${facts.subject!.words},${words}`,
    run: (turn) => run(turn, facts),
  }
}

async function run(turn: Turn, facts: DealFacts): Promise<Reply> {
  const resolved = await resolveDeal(turn, facts)
  if (resolved.kind === 'reply') return resolved.reply
  const asked: Asked = { questions: [], refused: undefined }
  if (resolved.kind === 'ask') asked.questions.push(resolved.question)
  const date =
    facts.decidesOn &&
    readDayValue(turn, asked, { slot: 'decisionDate', mention: facts.decidesOn, field: 'future' })
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (resolved.kind !== 'deal' || asked.questions.length > 0) {
    return { kind: 'ask', questions: asked.questions }
  }
  const { buyerStage, budget, decides, pains, value } = facts
  const body: FillDeal = {
    dealId: resolved.deal.id,
    ...(buyerStage !== undefined && { buyerStage }),
    ...(budget && { budgetRange: budget }),
    ...(decides && { decisionProcess: decides }),
    ...(date && { decisionDate: date.day }),
    ...(pains.length > 0 && { pains: [...pains] }),
    ...(value && { valueProposition: value }),
  }
  return { kind: 'propose', operation: fillDeal, body, how: 'at-once' }
}

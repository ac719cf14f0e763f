import { resolveDeal } from '../bot/resolve-deal.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { readReopening } from '../language/reopen-clause.ts'
import type { Clause } from '../language/sentence.ts'
import { type SubjectMention, subjectIn } from '../language/subject.ts'
import { permittedDeal, readableDeals } from '../operations/find-deal.ts'
import { reopenDeal } from '../operations/reopen-deal.ts'
import { type DealRow, findLostDeals } from '../store/deals.ts'

/** A lost deal, taken up again. */
export const reopenDealIntent: Intent = {
  id: 'deal.reopen',
  what: '重开商机',
  examples: ['重开华芯检测', '把立辰可靠性实验室重新打开', '华鑫老化测试又活了'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'deal.close'),
  operations: [reopenDeal],
  read: (_sentence, free) => {
    for (const clause of free) {
      const read = readReopening(clause)
      const of = read?.unknownName ?? (clause.names.length > 0 || pointing(clause))
      if (read && of) return { clauses: [clause], run: (turn) => run(turn, clause, read) }
    }
    return undefined
  },
}

const pointing = (clause: Clause) => /单|项目|商机|^\s*重开/u.test(clause.text)

async function run(
  turn: Turn,
  clause: Clause,
  { unknownName }: { readonly unknownName?: string },
): Promise<Reply> {
  const clauses = [clause]
  const subject = subjectIn(clauses)
  const lost = subject && !unknownName && !turn.answers.deal ? await lostDeals(turn, subject) : []
  const [only, ...others] = lost
  if (only && others.length === 0) return propose(only.id)
  if (only) return { kind: 'ask', questions: [whichLost(lost)] }
  const resolved = await resolveDeal(turn, { clauses, subject, unknownName })
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  return propose(resolved.deal.id)
}

const propose = (dealId: string): Reply => ({
  kind: 'propose',
  operation: reopenDeal,
  body: { dealId },
  how: 'preview',
})

/** Lost deals by their own name, else those of the account. */
async function lostDeals(turn: Turn, { dealIds, accountIds }: SubjectMention): Promise<DealRow[]> {
  const named = await readableDeals(turn, { dealIds, accountIds: [] })
  if (named.length > 0) return named.filter((deal) => deal.outcome === 'lost')
  const deals = await findLostDeals(turn.tx, accountIds)
  const readable = await Promise.all(deals.map((deal) => permittedDeal(turn, 'deal.read', deal.id)))
  return readable.filter((deal) => deal !== undefined)
}

const whichLost = (deals: readonly DealRow[]) => ({
  slot: 'deal',
  text: '重开哪个?',
  options: deals
    .slice(0, 5)
    .map((deal) => ({ label: deal.name, detail: deal.code, value: deal.id })),
})

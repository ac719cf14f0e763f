import type { Asked } from '../bot/read-value.ts'
import { notFound, resolveDeal } from '../bot/resolve-deal.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { noRival, rivalsMeant } from '../bot/which-rival.ts'
import { mayEver } from '../domain/permission.ts'
import { type RivalReading, readUnlinked } from '../language/rival-clauses.ts'
import { permittedDeal } from '../operations/find-deal.ts'
import type { SaidCompetitor } from '../operations/known-competitor.ts'
import { type LinkRival, linkRival } from '../operations/link-rival.ts'
import { competitorsOfDeal } from '../store/competitors.ts'
import type { DealRow } from '../store/deals.ts'

/** A rival that is after a deal no longer. */
export const unlinkRivalIntent: Intent = {
  id: 'competitor.unlink',
  what: '去掉竞品',
  examples: ['环测退出华芯检测了', '把环测从华芯检测去掉', '华芯检测没有竞争对手了'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'competitor.log'),
  operations: [linkRival],
  read: (_sentence, free) => {
    const reading = readUnlinked(free)
    return reading && { clauses: reading.clauses, run: (turn) => run(turn, reading) }
  },
}

async function run(turn: Turn, reading: RivalReading): Promise<Reply> {
  const resolved = await resolveDeal(turn, reading)
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  const { deal } = resolved
  // Who may only read the deal is asked nothing about it.
  if (!(await permittedDeal(turn, 'competitor.log', deal.id)))
    return notFound(turn, reading.clauses)
  const asked: Asked = { questions: [], refused: undefined }
  const rivals =
    reading.rivals.length > 0
      ? await rivalsMeant(turn, reading, { asked, deal })
      : await whichOfDeal(turn, deal, asked)
  if (asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }
  const [first, ...others] = rivals === 'nobody' ? [] : rivals.map(({ id, name }) => ({ id, name }))
  if (!first) {
    const what = [`${deal.code} ${deal.name} 的对手 没有登记`]
    return { kind: 'problem', problem: { id: 'NothingChanges', what } }
  }
  const body: LinkRival = { dealId: deal.id, rivals: [first, ...others].slice(0, 4), how: 'remove' }
  return { kind: 'propose', operation: linkRival, body, how: 'at-once' }
}

/** 没有对手了: the only one, or which of them. */
async function whichOfDeal(turn: Turn, deal: DealRow, asked: Asked): Promise<SaidCompetitor[]> {
  const there = await competitorsOfDeal(turn.tx, deal.id)
  const { rival: answer } = turn.answers
  const meant = there.filter(({ id }) => !answer || id === answer)
  if (answer === noRival || meant.length < 2) return meant
  asked.questions.push({
    slot: 'rival',
    text: '去掉哪个对手?',
    options: there.slice(0, 5).map(({ id, name }) => ({ label: name, value: id })),
  })
  return []
}

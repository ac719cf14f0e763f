import { type Asked, readAmountValue, readDayValue, readReason } from '../bot/read-value.ts'
import { resolveDealToChange } from '../bot/resolve-deal.ts'
import type { AskedQuestion, Intent, Reply, Turn } from '../bot/turn.ts'
import { readAmount, tagAmounts } from '../language/amount.ts'
import { tagDates } from '../language/date.ts'
import { type OpenChange, readOpenChange } from '../language/open-change.ts'
import { type ChangeDeal, changeDeal } from '../operations/change-deal.ts'
import { amountBodyOf } from '../operations/deal-values.ts'
import type { DealRow } from '../store/deals.ts'
import { largestAmount } from '../store/deals.ts'
import { backReason } from './read-change.ts'

/** A change without its value: which one is asked. */
export const openChangeIntent: Intent = {
  id: 'deal.change-open',
  examples: ['华芯检测涨价了', '立辰可靠性实验室签约要延期', '推进一下华芯检测'],
  operations: [changeDeal],
  read: (_sentence, free) => {
    for (const clause of free) {
      const open = readOpenChange(clause)
      if (open) return { clauses: [clause], run: (turn) => run(turn, open) }
    }
    return undefined
  },
}

async function run(turn: Turn, open: OpenChange): Promise<Reply> {
  const { clause, subject, unknownName, what } = open
  const resolved = await resolveDealToChange(turn, { clauses: [clause], subject, unknownName })
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  const { deal } = resolved
  const asked: Asked = { questions: [], refused: undefined }
  const values =
    what === 'amount'
      ? await amountOf(turn, deal, asked)
      : what === 'date'
        ? dayOf(turn, deal, asked)
        : stageOf(turn, deal, asked, what)
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!values || asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }
  const body: ChangeDeal = { dealId: deal.id, ...values }
  return { kind: 'propose', operation: changeDeal, body, how: 'preview' }
}

type Values = Omit<ChangeDeal, 'dealId'>

/** Answered in words: a button cannot offer every amount. */
const inWords = (slot: string, text: string): AskedQuestion => ({ slot, text, options: [] })

async function amountOf(turn: Turn, deal: DealRow, asked: Asked): Promise<Values | undefined> {
  const said = turn.answers.amountText
  const [mention] = tagAmounts(said ?? '')
  if (!said || !mention) {
    asked.questions.push(inWords('amountText', '金额改成多少?直接回,比如「320万」。'))
    return undefined
  }
  const context = {
    currentFen: deal.amountFen ?? undefined,
    largestFen: await largestAmount(turn.tx),
  }
  const reading = readAmount(mention.found, context)
  const amount = readAmountValue(turn, asked, { said, reading })
  return amount && { amount: amountBodyOf(amount) }
}

function dayOf(turn: Turn, deal: DealRow, asked: Asked): Values | undefined {
  const said = turn.answers.dateText
  const [mention] = tagDates(said ?? '')
  if (!mention) {
    asked.questions.push(inWords('dateText', '改到哪天签?直接回,比如「下月底」。'))
    return undefined
  }
  const currentDay = deal.closeDate ?? undefined
  const slot = 'closeDate'
  const day = readDayValue(turn, asked, { slot, mention, field: 'future', currentDay })
  return day && { closeDate: { day: day.day, precision: day.precision } }
}

/** The next stages, or those before, nearest first. */
function stageOf(
  turn: Turn,
  deal: DealRow,
  asked: Asked,
  what: 'forward' | 'backward',
): Values | undefined {
  const stages = turn.pipelines.find(({ id }) => id === deal.pipelineId)?.stages ?? []
  const here = stages.find(({ id }) => id === deal.stageId)?.position ?? 0
  const ahead = what === 'forward' ? 1 : -1
  const options = stages
    .filter(({ position }) => (position - here) * ahead > 0)
    .toSorted((a, b) => (a.position - b.position) * ahead)
    .slice(0, 4)
    .map(({ id, name }) => ({ label: name, value: id }))
  const text = what === 'forward' ? '推进到哪个阶段?' : '退回到哪个阶段?'
  const { stageId } = turn.answers
  if (!stageId) asked.questions.push({ slot: 'stageId', text, options })
  const reason = what === 'backward' ? readReason(turn, asked, backReason) : undefined
  return stageId ? { stageId, ...(reason && { reason }) } : undefined
}

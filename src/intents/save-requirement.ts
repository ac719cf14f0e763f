import { type Asked, readAmountValue, readChoice } from '../bot/read-value.ts'
import { resolveDeal } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { readAmount } from '../language/amount.ts'
import { type RequirementReading, readRequirement } from '../language/requirement-clauses.ts'
import type { Currency } from '../lib/money.ts'
import { type SaveRequirement, saveRequirement } from '../operations/save-requirement.ts'
import { type RequirementVersion, requirementVersions } from '../store/requirements.ts'

/** What the customer needs: a new version of the deal's file, saved at once. */
export const saveRequirementIntent: Intent = {
  id: 'requirement.save',
  what: '记客户需求',
  examples: [
    '华芯检测标准GJB 548B,要2台老化箱,预算300万',
    '华芯检测再加一台老化箱',
    '预算改成280万',
    '立辰要做温循和振动,标准GB/T 2423',
    '华芯检测老化箱改成3台',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'activity.log'),
  operations: [saveRequirement],
  read: (sentence, free) => {
    const reading = readRequirement(sentence.clauses, free)
    return reading && claim(reading)
  },
}

const claim = (reading: RequirementReading): Claim => ({
  clauses: reading.clauses,
  said: saidOf(reading),
  run: (turn) => run(turn, reading),
})

/** The words with the deal they are about, where it was named in an earlier part. */
function saidOf({ clauses, subject }: RequirementReading): string {
  const words = clauses.map((clause) => clause.text.trim()).join(',')
  const named = !subject || subject.words.split(' ').some((word) => words.includes(word))
  return named ? words : `${subject.words},${words}`
}

async function run(turn: Turn, reading: RequirementReading): Promise<Reply> {
  const resolved = await resolveDeal(turn, reading)
  if (resolved.kind === 'reply') return resolved.reply
  const asked: Asked = { questions: [], refused: undefined }
  if (resolved.kind === 'ask') asked.questions.push(resolved.question)
  const deal = resolved.kind === 'deal' ? resolved.deal : undefined
  const [now] = deal ? await requirementVersions(turn.tx, deal.id, 1) : []
  const budget = readBudget(turn, asked, reading, now)
  const standards = deal && readStandards(turn, asked, reading, now)
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!deal || !standards || asked.questions.length > 0) {
    return { kind: 'ask', questions: asked.questions }
  }
  const body: SaveRequirement = {
    dealId: deal.id,
    standards,
    items: reading.items
      .filter(({ name, afterName }) => !(afterName && deal.name.includes(name)))
      .map(({ manner, afterName: _, ...item }) => ({
        ...item,
        how: manner === 'say' ? 'set' : manner,
      })),
    ...(budget && {
      budget: { fen: String(budget.fen), currency: budget.currency, approx: budget.approx },
    }),
  }
  return { kind: 'propose', operation: saveRequirement, body, how: 'at-once' }
}

function readBudget(
  turn: Turn,
  asked: Asked,
  { budget }: RequirementReading,
  now: RequirementVersion | undefined,
) {
  if (!budget) return undefined
  const currentFen = now?.budgetFen ?? undefined
  const currency = now?.currency as Currency | undefined
  const reading = readAmount(budget.found, { currentFen, currency })
  return readAmountValue(turn, asked, { said: budget.text, reading })
}

const answers = { 加上: 'add', 换成: 'only' } as const

/** Another standard beside the ones there are: whether it joins them or takes their place. */
function readStandards(
  turn: Turn,
  asked: Asked,
  { standards }: RequirementReading,
  now: RequirementVersion | undefined,
): SaveRequirement['standards'] | undefined {
  const of = (...manners: readonly string[]) =>
    standards.flatMap(({ name, manner }) => (manners.includes(manner) ? [name] : []))
  const remove = of('remove')
  const only = of('set')
  if (only.length > 0) return { add: of('add', 'say'), remove, only }
  const said = of('say')
  const others = (now?.standards ?? []).filter((name) => !said.includes(name))
  const isNew = said.some((name) => !now?.standards.includes(name))
  if (others.length === 0 || !isNew) return { add: of('add', 'say'), remove }
  const answer = readChoice(turn, asked, {
    slot: 'standards',
    text: `标准已有 ${others.join('、')},${said.join('、')} 是加上还是换成?`,
    options: Object.keys(answers),
  })
  if (answer === undefined) return undefined
  if (answers[answer as keyof typeof answers] === 'add') return { add: of('add', 'say'), remove }
  return { add: of('add'), remove, only: said }
}

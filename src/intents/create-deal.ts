import { askWhichAccount } from '../bot/ask-which-account.ts'
import { type Asked, readAmountValue, readDayValue } from '../bot/read-value.ts'
import { notFound } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { defaultPipelineKey } from '../domain/pipeline-templates.ts'
import { type Amount, readAmount } from '../language/amount.ts'
import { type NewDealReading, readNewDeal } from '../language/new-deal-clauses.ts'
import type { Clause } from '../language/sentence.ts'
import { subjectIn } from '../language/subject.ts'
import { type CreateDeal, createDeal } from '../operations/create-deal.ts'
import { amountBodyOf } from '../operations/deal-values.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { readableDeals } from '../operations/find-deal.ts'
import { largestAmount } from '../store/deals.ts'

/** A new deal in one sentence: its name, its amount, when it may be signed. */
export const createDealIntent: Intent = {
  id: 'deal.create',
  what: '新建商机',
  examples: [
    '新建商机 中启射频检测 80万 预计明年一季度签',
    '新建一个项目 立辰振动台 120万 下月底签',
    '帮我建个商机 华芯暗室改造',
    '新建商机 中启毫米波暗室 300万,走天龙八部',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'deal.create'),
  operations: [createDeal],
  read: (_sentence, free) => {
    const reading = readNewDeal(free)
    return reading && claim(reading)
  },
}

const claim = (reading: NewDealReading): Claim => ({
  clauses: reading.clauses,
  run: (turn) => run(turn, reading),
})

async function run(turn: Turn, reading: NewDealReading): Promise<Reply> {
  const { name, clauses } = reading
  if (name.length < 2) return { kind: 'problem', problem: { id: 'DealNameMissing' } }
  const asked: Asked = { questions: [], refused: undefined }
  const account = await accountFor(turn, clauses, asked)
  const amount = await amountIn(turn, reading, asked)
  const closeDate = readDayValue(turn, asked, {
    slot: 'closeDate',
    mention: reading.closeDate,
    field: 'future',
  })
  if (!account && !mayEver(turn.viewer, 'deal.create')) return notFound(turn, clauses)
  if (!account && !asked.questions.some(({ slot }) => slot === 'account')) {
    const text = `没找到「${name}」的客户,是哪个?新客户先说「新建客户 名称」。`
    asked.questions.unshift(await askWhichAccount(turn, text))
  }
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!account || asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }
  const { pipeline, stage } = placeOf(turn, reading)
  const body: CreateDeal = {
    accountId: account,
    name,
    pipelineId: pipeline.id,
    stageId: stage.id,
    ...(amount && { amount: amountBodyOf(amount) }),
    ...(closeDate && { closeDate: { day: closeDate.day, precision: closeDate.precision } }),
  }
  return { kind: 'propose', operation: createDeal, body, how: 'preview' }
}

/** The process that was said, else the one that has the stage that was said, else the usual one. */
function placeOf({ pipelines }: Turn, { pipelineKey, stage }: NewDealReading) {
  const active = pipelines.filter((pipeline) => pipeline.active)
  const stageIds = stage?.found.stageIds ?? []
  const withStage = active.filter(({ stages }) => stages.some(({ id }) => stageIds.includes(id)))
  const usual = active.find(({ key }) => key === defaultPipelineKey)!
  const pipeline =
    active.find(({ key }) => key === pipelineKey) ??
    (withStage.length === 1 && !withStage.includes(usual) ? withStage[0]! : usual)
  const said = pipeline.stages.find(({ id }) => stageIds.includes(id))
  return { pipeline, stage: said ?? pipeline.stages[0]! }
}

/** The account that is named, also as the beginning of the deal's name or through a deal of its. */
async function accountFor(
  turn: Turn,
  clauses: readonly Clause[],
  asked: Asked,
): Promise<string | undefined> {
  if (turn.answers.account) return turn.answers.account
  const subject = subjectIn(clauses)
  const named = subject?.accountIds ?? []
  const deals = named.length === 0 && subject ? await readableDeals(turn, subject) : []
  const ids = named.length > 0 ? named : [...new Set(deals.map((deal) => deal.accountId))]
  const context = turn.context.accountId ? [turn.context.accountId] : []
  const accounts = await permittedAccounts(turn, 'deal.read', ids.length > 0 ? ids : context)
  if (accounts.length > 1) {
    const options = accounts
      .slice(0, 5)
      .map((a) => ({ label: a.name, detail: a.code, value: a.id }))
    asked.questions.push({ slot: 'account', text: '哪个客户?', options })
    return undefined
  }
  return accounts[0]?.id
}

async function amountIn(
  turn: Turn,
  { amount: mention }: NewDealReading,
  asked: Asked,
): Promise<Amount | undefined> {
  if (!mention) return undefined
  return readAmountValue(turn, asked, {
    said: mention.text,
    reading: readAmount(mention.found, { largestFen: await largestAmount(turn.tx) }),
  })
}

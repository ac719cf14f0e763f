import { type Asked, readAmountValue, readDayValue } from '../bot/read-value.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { defaultPipelineKey } from '../domain/pipeline-templates.ts'
import { type Amount, readAmount } from '../language/amount.ts'
import { type Clause, gapsOf } from '../language/sentence.ts'
import { subjectIn } from '../language/subject.ts'
import { type CreateDeal, createDeal } from '../operations/create-deal.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { largestAmount } from '../store/deals.ts'

const opening =
  /^(?:请|帮我|麻烦|我要|我想|要|给我)*(?:新建|新增|创建|建立|建|添加|加|录入|录|开|立|新)(?:一?个|一?条|一下|了)?(?:新的?)?(?:商机|项目|机会|单子|销售机会)(?:叫|名字?(?:叫|是)|为|:|,|\s)*/u

/** Words that belong to the amount or the date rather than to the name. */
const fillers =
  /预计|预期|大概|大约|约|左右|签约|签单|签下|签|成交|金额|总价|报价|价格|合同额|是|为|在|的|,|:|\s/gu

/** A new deal in one sentence: its name, its amount, when it may be signed. */
export const createDealIntent: Intent = {
  id: 'deal.create',
  what: '新建商机',
  examples: [
    '新建商机 中启射频检测 80万 预计明年一季度签',
    '新建一个项目 立辰振动台 120万 下月底签',
    '帮我建个商机 华芯暗室改造',
  ],
  offeredTo: ({ viewer }) => viewer.roles.some((role) => role === 'rep' || role === 'manager'),
  operations: [createDeal],
  read: (_sentence, free) => {
    const start = free.findIndex((clause) => opening.test(clause.text.trim()))
    if (start < 0) return undefined
    return claim(free.slice(start))
  },
}

const claim = (clauses: readonly Clause[]): Claim => ({
  clauses,
  run: (turn) => run(turn, clauses),
})

async function run(turn: Turn, clauses: readonly Clause[]): Promise<Reply> {
  const name = nameIn(clauses)
  if (name.length < 2) return { kind: 'problem', problem: { id: 'DealNameMissing' } }
  const asked: Asked = { questions: [], refused: undefined }
  const account = await accountFor(turn, clauses, asked)
  const amount = await amountIn(turn, clauses, asked)
  const closeDate = readDayValue(turn, asked, {
    slot: 'closeDate',
    mention: clauses.flatMap((clause) => clause.dates)[0],
    field: 'future',
  })
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }
  if (!account) return { kind: 'problem', problem: { id: 'AccountMissing', said: name } }
  const pipeline = turn.pipelines.find((p) => p.key === defaultPipelineKey)!
  const saidStage = clauses.flatMap((clause) => clause.stages)[0]
  const stage =
    pipeline.stages.find((s) => saidStage?.found.stageIds.includes(s.id)) ?? pipeline.stages[0]!
  const body: CreateDeal = {
    accountId: account,
    name,
    pipelineId: pipeline.id,
    stageId: stage.id,
    ...(amount && {
      amount: { fen: String(amount.fen), currency: amount.currency, approx: amount.approx },
    }),
    ...(closeDate && { closeDate: { day: closeDate.day, precision: closeDate.precision } }),
  }
  return { kind: 'propose', operation: createDeal, body, how: 'preview' }
}

/** The words before the first amount, date or stage, without those that open or fill. */
function nameIn(clauses: readonly Clause[]): string {
  const [first, second] = clauses
  if (!first) return ''
  const own = nameOf(first)
  return own.length >= 2 || !second ? own : nameOf(second)
}

function nameOf(clause: Clause): string {
  const lead = opening.exec(clause.text.trimStart())?.[0].length ?? 0
  const quantities = [...clause.amounts, ...clause.dates, ...clause.stages].filter(
    (tag) => tag.start >= clause.start + lead,
  )
  const [words = ''] = gapsOf(clause, quantities)
  return words
    .trimStart()
    .slice(lead)
    .replace(/(?:预计|直接|放到?|在|到).*$/u, '')
    .replace(fillers, '')
    .slice(0, 60)
}

/** The account that is named, also as the beginning of the deal's name. */
async function accountFor(
  turn: Turn,
  clauses: readonly Clause[],
  asked: Asked,
): Promise<string | undefined> {
  if (turn.answers.account) return turn.answers.account
  const ids = subjectIn(clauses)?.accountIds ?? []
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
  clauses: readonly Clause[],
  asked: Asked,
): Promise<Amount | undefined> {
  const mention = clauses.flatMap((clause) => clause.amounts)[0]
  if (!mention) return undefined
  return readAmountValue(turn, asked, {
    said: mention.text,
    reading: readAmount(mention.found, { largestFen: await largestAmount(turn.tx) }),
  })
}

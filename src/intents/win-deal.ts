import { type Asked, readAmountValue, readChoice, readDayValue } from '../bot/read-value.ts'
import { notFound, resolveDealToChange } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { readAmount } from '../language/amount.ts'
import { changeWords } from '../language/change-words.ts'
import { uncoveredIn } from '../language/cover.ts'
import { blankOut, type Clause } from '../language/sentence.ts'
import { isPlainName } from '../language/surnames.ts'
import { readWin, type WinReading } from '../language/win-clauses.ts'
import { amountBodyOf } from '../operations/deal-values.ts'
import { type WinDeal, winDeal } from '../operations/win-deal.ts'
import { type DealRow, largestAmount } from '../store/deals.ts'

/** A deal that was signed, with its contract. What stands in the way is said, and the closing kept. */
export const winDealIntent: Intent = {
  id: 'deal.win',
  what: '签约成交',
  examples: [
    '射频校准签了,合同90万',
    '射频校准合同签完了',
    '立辰签了',
    '合同签了,合同号HT-2026-081,650万,今天签的',
    'D-1006 签下来了 92万',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'deal.close'),
  operations: [winDeal],
  read: ({ clauses }, free) => {
    const reading = readWin(clauses, free)
    if (reading) return claim(reading)
    const clause = free.find(isOfNothing)
    if (!clause) return undefined
    return {
      clauses: free.filter((one) => one.index >= clause.index),
      run: (turn) => notFound(turn, [clause]),
    }
  },
}

const claim = (reading: WinReading): Claim => {
  const words = reading.clauses.map(({ text }) => text.trim()).join(',')
  const said = reading.earlier ? `${reading.earlier.words},${words}` : undefined
  return { clauses: reading.clauses, ...(said && { said }), run: (turn) => run(turn, reading) }
}

async function run(turn: Turn, reading: WinReading): Promise<Reply> {
  const resolved = await resolveDealToChange(turn, reading)
  if (resolved.kind === 'reply') return resolved.reply
  const deal = resolved.kind === 'deal' ? resolved.deal : undefined
  const asked: Asked = { questions: [], refused: undefined }
  if (resolved.kind === 'ask') asked.questions.push(resolved.question)
  const amount = await readContractAmount(turn, reading, deal, asked)
  const { signed: mention, number } = reading
  const signed = readDayValue(turn, asked, { slot: 'onDate', mention, field: 'past' })
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!deal || asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }
  const body: WinDeal = {
    dealId: deal.id,
    ...(amount && { amount: amountBodyOf(amount) }),
    ...(number && { number }),
    ...(signed && { signedDate: signed.day }),
  }
  return { kind: 'propose', operation: winDeal, body, how: 'preview' }
}

async function readContractAmount(
  turn: Turn,
  { amounts }: WinReading,
  deal: DealRow | undefined,
  asked: Asked,
) {
  const texts = [...new Set(amounts.map(({ text }) => text))]
  const picked =
    texts.length > 1
      ? readChoice(turn, asked, { slot: 'whichAmount', text: '合同金额是哪个?', options: texts })
      : texts[0]
  const mention = amounts.find(({ text }) => text === picked)
  if (!mention) return undefined
  const context = {
    currentFen: deal?.amountFen ?? undefined,
    largestFen: await largestAmount(turn.tx),
  }
  return readAmountValue(turn, asked, {
    said: mention.text,
    reading: readAmount(mention.found, context),
  })
}

const ofUnknown =
  /^\s*(?:恭喜|太好了|好消息|[,!\s])*(?<name>[\p{Script=Han}A-Za-z0-9]{2,8}?)(?:那边|那单|项目|的?合同)?(?:终于|已经|刚刚?|也|都|\s)*(?:签(?:了|完了?|好了|妥了?|下来了|下了|回来了|成了)|成交了|(?:拿|搞)(?:下|定)(?:来)?了|落袋了|中标了?)\s*$/u
const noName =
  /资料|样品|文件|协议|快递|文书|单据|什么|[谁哪怎不没我你他她它人字]|(?:总|工|经理|主任)$/u

/** 天成签了, where no list that the speaker may read has them. */
function isOfNothing(clause: Clause): boolean {
  if (clause.asks || clause.names.length > 0) return false
  const name = ofUnknown.exec(blankOut(clause, clause.dates))?.groups?.name
  if (!name || noName.test(name) || isPlainName.test(name)) return false
  return uncoveredIn(name, changeWords).length > 0
}

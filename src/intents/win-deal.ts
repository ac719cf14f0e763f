import { type Asked, readAmountValue, readDayValue } from '../bot/read-value.ts'
import { notFound, resolveDealToClose } from '../bot/resolve-deal.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { readAmount } from '../language/amount.ts'
import { changeWords } from '../language/change-words.ts'
import { uncoveredIn } from '../language/cover.ts'
import { blankOut, type Clause } from '../language/sentence.ts'
import { readSigned, type SignedReading } from '../language/signed-clauses.ts'
import { isPlainName } from '../language/surnames.ts'
import { amountBodyOf } from '../operations/deal-values.ts'
import { type WinDeal, winDeal } from '../operations/win-deal.ts'

/** A deal that was signed: won on its approved terms, with the contract that carries them out. */
export const winDealIntent: Intent = {
  id: 'deal.win',
  what: '成交',
  examples: ['射频校准签了,合同90万', '射频校准合同签完了', '立辰签了,合同号HT-2026-081,今天签的'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'deal.close'),
  operations: [winDeal],
  read: ({ clauses }, free) => {
    const reading = readSigned(clauses, free)
    if (reading) return { clauses: reading.clauses, run: (turn) => run(turn, reading) }
    const nobodys = free.find(isOfNothing)
    return nobodys && { clauses: [nobodys], run: (turn) => notFound(turn, [nobodys]) }
  },
}

async function run(turn: Turn, reading: SignedReading): Promise<Reply> {
  if (!reading.subject && !reading.earlier && !turn.context.dealId && !turn.answers.deal) {
    return { kind: 'unclear' }
  }
  const resolved = await resolveDealToClose(turn, reading)
  if (resolved.kind === 'reply') return resolved.reply
  const deal = resolved.kind === 'deal' ? resolved.deal : undefined
  const asked: Asked = { questions: [], refused: undefined }
  if (resolved.kind === 'ask') asked.questions.push(resolved.question)
  const { amount: said, signedOn, number, link } = reading
  const amount =
    said &&
    readAmountValue(turn, asked, {
      said: said.text,
      reading: readAmount(said.found, { currentFen: deal?.amountFen ?? undefined }),
    })
  const day = readDayValue(turn, asked, { slot: 'signedOn', mention: signedOn, field: 'past' })
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!deal || asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }
  const body: WinDeal = {
    dealId: deal.id,
    ...(amount && { amount: amountBodyOf(amount) }),
    ...(day && { signedDate: day.day }),
    ...(number && { number }),
    ...(link && { link }),
  }
  return { kind: 'propose', operation: winDeal, body, how: 'preview' }
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

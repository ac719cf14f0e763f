import { type Asked, readSettled } from '../bot/read-value.ts'
import { resolveDealToOffer } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { discountedPrice } from '../domain/terms.ts'
import type { AmountContext } from '../language/amount-read.ts'
import { readAmount } from '../language/amount-read.ts'
import type { Reading } from '../language/reading.ts'
import type { SaidTerms } from '../language/said-terms.ts'
import { readTerms, type TermsReading } from '../language/terms-clauses.ts'
import { readOffer } from '../language/terms-offer.ts'
import { amountBodyOf } from '../operations/deal-values.ts'
import { type RequestTerms, requestTerms } from '../operations/request-terms.ts'
import type { DealRow } from '../store/deals.ts'

/** Commercial terms of a deal: drafted from what was said, and handed in by a tap. */
export const requestTermsIntent: Intent = {
  id: 'terms.request',
  what: '申请条款审批',
  examples: [
    '射频校准客户要打88折,账期60天,帮我申请',
    '立辰可靠性实验室申请特价:折扣12%,预付20%,交期6周',
    '华芯射频校准走审批,账期45天',
    '给华芯射频校准申请零预付',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'terms.submit'),
  operations: [requestTerms],
  read: ({ clauses }, free) => readTerms(clauses, free).map(claim),
}

const claim = (reading: TermsReading): Claim => {
  const words = reading.clauses.map((clause) => clause.text.trim()).join(',')
  const said = !reading.subject && reading.earlier ? `${reading.earlier.words},${words}` : undefined
  return { clauses: reading.clauses, ...(said && { said }), run: (turn) => run(turn, reading) }
}

async function run(turn: Turn, reading: TermsReading): Promise<Reply> {
  const resolved = await resolveDealToOffer(turn, reading)
  if (resolved.kind === 'reply') return resolved.reply
  const deal = resolved.kind === 'deal' ? resolved.deal : undefined
  const asked: Asked = { questions: [], refused: undefined }
  if (resolved.kind === 'ask') asked.questions.push(resolved.question)
  const said = deal ? readAll(turn, reading.terms, deal, asked) : undefined
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!deal || !said || asked.questions.length > 0) {
    return { kind: 'ask', questions: asked.questions }
  }
  const body: RequestTerms = { dealId: deal.id, ...said }
  return { kind: 'propose', operation: requestTerms, body, how: 'preview' }
}

/** What was said of each part; what is open or impossible goes into `asked`. */
function readAll(
  turn: Turn,
  terms: SaidTerms,
  deal: DealRow,
  asked: Asked,
): Omit<RequestTerms, 'dealId'> {
  const context: AmountContext = {
    currentFen: deal.listPriceFen ?? deal.amountFen ?? undefined,
    currency: deal.currency as AmountContext['currency'],
  }
  const offer = settledOffer(turn, terms, context, asked)
  const number = (slot: string, one?: { said: string; reading: Reading<number> }) =>
    one && readSettled(turn, asked, { slot, ...one, encode: String, decode: Number })
  const netDays = number('netDays', terms.netDays)
  const prepayBp = number('prepay', terms.prepayBp) ?? prepayOfSum(terms, deal, context, asked)
  const warrantyMonths = number('warranty', terms.warrantyMonths)
  const delivery =
    terms.deliveryWeeks &&
    readSettled(turn, asked, {
      slot: 'delivery',
      ...terms.deliveryWeeks,
      encode: JSON.stringify,
      decode: JSON.parse,
    })
  return {
    ...offer,
    ...(netDays !== undefined && { netDays }),
    ...(prepayBp !== undefined && { prepayBp }),
    ...(warrantyMonths !== undefined && { warrantyMonths }),
    ...(delivery && { delivery }),
    ...(terms.nonStandard.length > 0 && { nonStandard: [...terms.nonStandard] }),
  }
}

function settledOffer(
  turn: Turn,
  terms: SaidTerms,
  context: AmountContext,
  asked: Asked,
): Pick<RequestTerms, 'price' | 'discountBp'> {
  const reading = readOffer(terms, context)
  if (!reading) return {}
  const offer = readSettled(turn, asked, {
    slot: 'offer',
    said: (terms.discount ?? terms.price)!.said,
    reading,
    encode: (one) =>
      JSON.stringify(one, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)),
    decode: (text) =>
      JSON.parse(text, (key, value) => (key === 'fen' ? BigInt(value.slice(0, -1)) : value)),
  })
  if (!offer) return {}
  if (offer.kind === 'price') return { price: amountBodyOf(offer.amount) }
  const base = ownBase(turn, terms, context)
  if (!base) return { discountBp: offer.discountBp }
  const fen = discountedPrice(base.fen, offer.discountBp)
  return { price: amountBodyOf({ ...base, fen }) }
}

/** 300万打9折: the discount is off the sum before it, and not off the list price. */
function ownBase({ said }: Turn, { price, discount }: SaidTerms, context: AmountContext) {
  if (!price || !discount) return undefined
  const between = said.slice(
    said.indexOf(price.said) + price.said.length,
    said.indexOf(discount.said),
  )
  if (!said.includes(price.said) || !/^\s*(?:再|直接|先|的)?打?$/u.test(between)) return undefined
  const reading = readAmount(price.found, context)
  return reading.kind === 'value' ? reading.value : undefined
}

/** 预付20万 is a part of the price that is offered, in whole basis points. */
function prepayOfSum(
  { prepaySum }: SaidTerms,
  deal: DealRow,
  context: AmountContext,
  asked: Asked,
): number | undefined {
  if (!prepaySum) return undefined
  const reading = readAmount(prepaySum.found, context)
  if (reading.kind !== 'value' || !deal.amountFen) {
    asked.refused ??= { id: 'ValueRefused', said: prepaySum.said, reason: '预付写成百分比,如 30%' }
    return undefined
  }
  return Number((reading.value.fen * 10_000n) / deal.amountFen)
}

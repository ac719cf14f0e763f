import type { ListQuery } from '../domain/list-query.ts'
import { readAmount } from '../language/amount.ts'
import type { SaidAmount } from '../language/list-clause.ts'
import { SCALE } from '../lib/chinese-number.ts'
import { formatFen } from '../lib/money.ts'
import { type Asked, readAmountValue } from './read-value.ts'
import type { Turn } from './turn.ts'

type Wanted = NonNullable<ListQuery['amount']>

/** The bounds that the amounts in a list's sentence set, told in words to `conditions`. */
export function amountAsked(
  turn: Pick<Turn, 'answers'>,
  asked: Asked,
  amounts: readonly SaidAmount[],
  conditions: string[],
): Wanted | undefined {
  const [first, second] = amounts
  if (!first) return undefined
  const currency = currencyOf(first)
  const wanted = second
    ? between(turn, asked, first, second)
    : (rangeOf(first) ?? bound(turn, asked, first))
  if (!wanted) return undefined
  conditions.push(amountWords({ currency, ...wanted }))
  return { currency, ...wanted }
}

const currencyOf = ({ tag }: SaidAmount) =>
  (tag.found.kind === 'sum' ? tag.found.currency : undefined) ?? 'CNY'

type Bounds = Omit<Wanted, 'currency'>

/** 50-100万 is one amount with two ends. */
function rangeOf({ tag }: SaidAmount): Bounds | undefined {
  const { found } = tag
  if (found.kind !== 'sum' || found.values.length < 2 || found.problem) return undefined
  const fens = found.values.map((value) => (value * 100n + SCALE / 2n) / SCALE)
  return { minFen: String(fens[0]), maxFen: String(fens.at(-1)) }
}

function bound(turn: Pick<Turn, 'answers'>, asked: Asked, said: SaidAmount): Bounds | undefined {
  const reading = readAmount(said.tag.found)
  const amount = readAmountValue(turn, asked, { said: said.tag.text, reading })
  if (!amount) return undefined
  const fen = String(amount.fen)
  switch (said.op) {
    case 'ge':
      return { minFen: fen }
    case 'gt':
      return { minFen: fen, above: true }
    case 'le':
      return { maxFen: fen }
    case 'lt':
      return { maxFen: fen, below: true }
    case undefined:
      return { minFen: fen, maxFen: fen }
  }
}

/** 100万到500万, 100万以上500万以下; a number beside one with 万 is in 万 too. */
function between(
  turn: Pick<Turn, 'answers'>,
  asked: Asked,
  first: SaidAmount,
  second: SaidAmount,
): Bounds | undefined {
  const fens = [first, second].map(({ tag }) => {
    const reading = readAmount(tag.found, { inheritUnit: 'wan' })
    return readAmountValue(turn, asked, { said: tag.text, reading })?.fen
  })
  const [a, b] = fens
  if (a === undefined || b === undefined) return undefined
  const [low, high, lowOp, highOp] =
    a <= b ? [a, b, first.op, second.op] : [b, a, second.op, first.op]
  return {
    minFen: String(low),
    maxFen: String(high),
    ...(lowOp === 'gt' && { above: true }),
    ...(highOp === 'lt' && { below: true }),
  }
}

function amountWords({ currency, minFen, maxFen, above, below }: Wanted): string {
  const words = (fen: string) => formatFen(BigInt(fen), { currency })
  if (minFen !== undefined && minFen === maxFen) return `金额 ${words(minFen)}`
  if (minFen !== undefined && maxFen !== undefined) {
    return `金额 ${words(minFen)} 至 ${words(maxFen)}`
  }
  if (minFen !== undefined) return `金额${above ? '超过' : '至少'} ${words(minFen)}`
  return `金额${below ? '不到' : '至多'} ${words(maxFen!)}`
}

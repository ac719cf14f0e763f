/** A deal that was signed, with what is told of its contract: 远驰签了,合同650万,合同号 HT-2026-081. */
import { contactKind } from './activity-words.ts'
import type { AmountMention } from './amount.ts'
import type { DateMention } from './date.ts'
import type { Tagged } from './reading.ts'
import type { Clause } from './sentence.ts'
import { earlierSubject, isRecordName, type SubjectMention, subjectIn } from './subject.ts'

export type SignedReading = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  readonly earlier?: SubjectMention
  /** What the contract says. */
  readonly amount?: Tagged<AmountMention>
  readonly signedOn?: Tagged<DateMention>
  /** As it stands on the paper. */
  readonly number?: string
  readonly link?: string
}

/** Signed, not to be signed. */
const signed =
  /(?<!可以|快要?|要|能|准备|马上|就|想)签(?:了|完|好了|妥|下来了|下了|回来了|成了)|已经?签|成交了|(?:拿|搞)(?:下|定)(?:来)?了|落袋了|中标/u

const numberOf =
  /合同(?:编?号|号码|No\.?)\s*(?:是|为|[::])?\s*(?<number>[A-Za-z0-9](?:[A-Za-z0-9_/-]*[A-Za-z0-9])?)/iu
const linkOf = /https?:\/\/[^\s,;。,]+/iu

/** Of what follows, only what tells of the contract belongs to it. */
const ofContract = /合同|签|金额|总价|价|号|https?:/iu

/** The signing that these clauses tell of; undefined where none does. */
export function readSigned(
  all: readonly Clause[],
  free: readonly Clause[],
): SignedReading | undefined {
  const at = free.findIndex(tellsOfSigning)
  if (at < 0) return undefined
  const clauses = [free[at]!]
  for (const clause of free.slice(at + 1)) {
    if (clause.index !== clauses.at(-1)!.index + 1 || !belongs(clause)) break
    clauses.push(clause)
  }
  const subject = subjectIn(clauses)
  const earlier = earlierSubject(all, clauses[0]!)
  const numbers = clauses.flatMap((clause) => numberIn(clause) ?? [])
  const number = numbers[0]
  const inNumber = ({ start, end }: { start: number; end: number }) =>
    numbers.some((one) => start < one.end && end > one.start)
  const amount = clauses
    .flatMap(({ amounts }) => amounts)
    .find((one) => one.found.kind === 'sum' && !inNumber(one))
  const signedOn = clauses
    .flatMap(({ dates }) => dates)
    .find((one) => !inNumber(one) && !(amount && one.start < amount.end && one.end > amount.start))
  const link = clauses.map(({ text }) => linkOf.exec(text)?.[0]).find(Boolean)
  return {
    clauses,
    ...(subject && { subject }),
    ...(earlier && { earlier }),
    ...(amount && { amount }),
    ...(signedOn && { signedOn }),
    ...(number && { number: number.text }),
    ...(link && { link }),
  }
}

/** Half-open, in the sentence. */
function numberIn({ text, start }: Clause) {
  const match = numberOf.exec(text)
  const number = match?.groups?.number
  if (!match || !number) return undefined
  const from = start + match.index + match[0].lastIndexOf(number)
  return { start: from, end: from + number.length, text: number }
}

const tellsOfSigning = (clause: Clause): boolean =>
  !clause.asks &&
  (clause.names.some(isRecordName) ||
    /^\s*(?:这[个单份]?|那[个单份]?|它|合同)/u.test(clause.text)) &&
  signed.test(clause.text) &&
  contactKind(clause.text) === undefined &&
  !/吗|没|不|如果|多少|什么/u.test(clause.text)

const belongs = (clause: Clause): boolean =>
  !clause.asks &&
  !clause.names.some(isRecordName) &&
  (ofContract.test(clause.text) || clause.amounts.length > 0) &&
  !/推进|下一步|提醒|预计/u.test(clause.text)

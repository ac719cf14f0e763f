/**
 * Commercial terms that are asked for or were agreed on: 射频校准客户要打88折,账期60天,帮我申请.
 * Every word of a clause is known, or the clause is none of this.
 */
import { contactKind } from './activity-words.ts'
import { leavesItOpen, opensClause } from './hedges.ts'
import { lex } from './lex.ts'
import { oneUnknown, recordNames, textOf, unknownName } from './record-words.ts'
import { isRivalName } from './rivals.ts'
import type { SaidTerms } from './said-terms.ts'
import type { Clause } from './sentence.ts'
import { earlierSubject, type SubjectMention, subjectIn } from './subject.ts'
import { type Placing, placed } from './terms-placed.ts'
import { type TermPiece, termFilling, termRules } from './terms-words.ts'

export type TermsReading = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  /** In no list, and where a name would stand. */
  readonly unknownName?: string
  /** Named earlier in the same message. */
  readonly earlier?: SubjectMention
  readonly terms: SaidTerms
  /** 申请, 走审批. */
  readonly submit: boolean
}

type Token = TermPiece['token']
type Read = { readonly clause: Clause; readonly pieces: readonly TermPiece[] }

/** Every set of terms in the free clauses, in order. */
export function readTerms(all: readonly Clause[], free: readonly Clause[]): TermsReading[] {
  return groupsOf(free).flatMap((group) => toReading(all, group) ?? [])
}

const cut = new WeakMap<Clause, readonly TermPiece[] | null>()

function piecesOf(clause: Clause): readonly TermPiece[] | undefined {
  if (!cut.has(clause)) cut.set(clause, cutAnew(clause) ?? null)
  return cut.get(clause) ?? undefined
}

/** 能不能申请 is an order, 账期60天行吗 a question. */
const asksFor =
  /(?:能不能|可不可以|可以|能否|可否|麻烦|帮我?|请).{0,12}(?:申请|提交|走|发起|报|审批)/u

/** One of these is in every word of terms: most clauses have none, and need not be cut. */
const ofTerms =
  /[折扣惠让降价额税账帐赊净款付结金货期质修维违罚滞赔权利著源密独排竞验函责免抗裁辖约退保条申提报送审批走发上点开成便低%]|net|nda/iu

function cutAnew(clause: Clause): readonly TermPiece[] | undefined {
  const text = textOf(clause)
  if (!ofTerms.test(text)) return undefined
  // 环测报价降了8%: a rival's price.
  if (clause.names.some(isRivalName)) return undefined
  const asks = clause.asks || /吗$|能不能|可不可以|能否|可否/u.test(text)
  if (asks && !asksFor.test(text)) return undefined
  return lex<Token>(text, [recordNames(clause), ...termRules, termFilling, unknownName])
}

const has = (pieces: readonly TermPiece[], ...kinds: readonly Token['kind'][]) =>
  pieces.some(({ token }) => kinds.includes(token.kind))

/** Neighbouring clauses that are all of this grammar; another record begins another set. */
function groupsOf(free: readonly Clause[]): Read[][] {
  const groups: Read[][] = []
  let last: Clause | undefined
  for (const clause of free) {
    const pieces = piecesOf(clause)
    if (!pieces || pieces.length === 0) {
      last = undefined
      continue
    }
    const group = groups.at(-1)
    const joins = group !== undefined && last?.index === clause.index - 1
    const named = has(pieces, 'record', 'unknown')
    const another = named && group?.some((read) => has(read.pieces, 'record', 'unknown'))
    if (joins && !another) group.push({ clause, pieces })
    else groups.push([{ clause, pieces }])
    last = clause
  }
  return groups
}

function toReading(all: readonly Clause[], whole: readonly Read[]): TermsReading | undefined {
  const placing = placed(whole.map(({ pieces }) => pieces))
  if (!placing) return undefined
  const group = withoutPlainPrice(whole, placing)
  if (group.length === 0) return undefined
  if (group.length < whole.length) return toReading(all, group)
  const pieces = group.flatMap((read) => read.pieces)
  const unknown = oneUnknown(pieces.map(({ token }) => token))
  if (unknown === 'too much' || !isMeant(pieces, placing)) return undefined
  if (isHedged(all, group)) return undefined
  if (!has(pieces, 'apply') && isToldOfContact(all, group)) return undefined
  const clauses = group.map(({ clause }) => clause)
  const subject = subjectIn(clauses)
  if (unknown && (subject || !opensWith(group, 'unknown'))) return undefined
  const earlier = earlierSubject(all, clauses[0]!)
  return {
    clauses,
    ...(subject && { subject }),
    ...(unknown && { unknownName: unknown }),
    ...(earlier && { earlier }),
    terms: placing.terms,
    submit: has(pieces, 'apply'),
  }
}

/** A name stands before what is said of it. */
const opensWith = ([first]: readonly Read[], kind: Token['kind']): boolean =>
  first?.pieces.find(({ token }) => token.kind !== 'apply')?.token.kind === kind

/** 如果打88折,账期60天 asks for nothing yet, nor does 账期60天,再说. */
function isHedged(all: readonly Clause[], group: readonly Read[]): boolean {
  const [first, last] = [group[0]!.clause, group.at(-1)!.clause]
  const [before, after] = [all[first.index - 1], all[last.index + 1]]
  return (before && opensClause(before.text)) || (after && leavesItOpen(after.text)) || false
}

/** Of 特价申请 alone the values are asked for; a price alone is the deal's amount. */
function isMeant(pieces: readonly TermPiece[], { terms }: Placing): boolean {
  const { price, nonStandard, taxIncluded: _, ...others } = terms
  const apply = pieces.flatMap(({ token }) => (token.kind === 'apply' ? [token] : []))
  if (Object.keys(others).length > 0) return true
  if (nonStandard.length > 0 && has(pieces, 'record', 'apply')) return true
  // 客户要求逾期违约金每天千分之五: what it is to be, and not only that there is one.
  if (nonStandard.some((words) => ruled.test(words)) && !has(pieces, 'unknown')) return true
  if (price) return apply.length > 0
  return apply.some(({ alone }) => alone)
}

/**
 * 昨天和张经理吃饭,要求再降5个点: what they asked for there is told, and applied for by saying so. A
 * rival that was spoken of may be who is cheaper.
 */
const isToldOfContact = (all: readonly Clause[], [first]: readonly Read[]): boolean =>
  all.some(
    ({ index, text, names }) =>
      index < first!.clause.index && (contactKind(text) !== undefined || names.some(isRivalName)),
  )

const ruled = /条款|每[天日周月]|千分之|百分之|[%\d]/u

/** 金额改成320万,账期60天: what is said of the deal's amount without applying is left to its change. */
function withoutPlainPrice(group: readonly Read[], { terms }: Placing): readonly Read[] {
  if (!terms.price || group.some(({ pieces }) => has(pieces, 'apply'))) return group
  const plain = (read: Read) =>
    /金额|合同额|总额/u.test(read.clause.text) &&
    placed([read.pieces])?.terms.price !== undefined &&
    Object.keys(placed([read.pieces])!.terms).length === 2
  return group.filter((read) => !plain(read))
}

/**
 * What somebody says to a request for approval: 同意, 顺达那个驳回,毛利太低, 打回去让他改成账期20天,
 * 转给吴芳审. A yes with a condition is none; a question, a denial and what others say are nothing.
 */
import { contactKind } from './activity-words.ts'
import { colleagueRules, type SaidColleague, strangers } from './colleagues-said.ts'
import {
  type DecisionPiece,
  type DecisionToken,
  type DecisionVerb,
  decisionFilling,
  decisionRules,
} from './decision-words.ts'
import { lex, type Rule } from './lex.ts'
import { recordNames, textOf, type UnknownToken, unknownName } from './record-words.ts'
import { isRivalName } from './rivals.ts'
import type { Clause } from './sentence.ts'
import { isDealName, isRecordName, type SubjectMention, subjectIn } from './subject.ts'

/** How an approval is spoken of; neither where it is the one in front of both. */
export type SaidApproval = {
  readonly codes: readonly string[]
  readonly subject?: SubjectMention
  readonly unknownName?: string
}

export type DecisionReading = {
  readonly clauses: readonly Clause[]
  /** `conditional`: agreed to under a condition, which is no approval. */
  readonly kind: DecisionVerb | 'conditional'
  readonly of: SaidApproval
  /** Why, a remark, or the condition. */
  readonly words?: string
  readonly people: readonly SaidColleague[]
  /** 都同意. */
  readonly all: boolean
  /** Speaks of approvals by itself; otherwise it may be about anything that was asked. */
  readonly sure: boolean
  /** 可以, 没问题 and no more: a yes to whatever was shown. */
  readonly weak: boolean
  /** 顺达同意: may be told of the customer. */
  readonly mayBeTold: boolean
}

type Piece = { readonly clause: Clause; readonly pieces: readonly DecisionPiece[] | undefined }

const asks =
  /吗|么[?\s]*$|没有?[?\s]*$|了没|是不是|能不能|要不要|该不该|可不可以|可否|能否|是否|行不行|好不好|呢[?\s]*$|怎么|为什么|什么|谁|哪|同不同意|批不批|到哪/u

const isQuestion = ({ asks: marked, text }: Clause): boolean => marked || asks.test(text.trim())

function cut(clause: Clause): readonly DecisionPiece[] | undefined {
  const text = textOf(clause)
  return lex<DecisionPiece['token']>(text, [
    recordNames(clause),
    ...colleagueRules(clause),
    ...decisionRules,
    decisionFilling,
    ...strangers(clause),
    pointedAt,
  ])
}

/** 天成那个, 天成的申请: elsewhere words that no list has are a reason, and no name. */
const pointedAt: Rule<UnknownToken> = (text, at) =>
  unknownName(text, at).filter(
    ({ end, token }) =>
      /^(?:的?(?:那|这)[个单份]|的?(?:审批|申请|条款)|的(?=$|[\s,]))/u.test(text.slice(end)) &&
      !somebody.test(token!.name),
  )

const somebody =
  /客户|领导|老板|对方|甲方|业主|他们|她们|我们|经理|总$|工$|采购|财务|方案|样品|合同/u

const tokensOf = ({ pieces }: Piece) => pieces?.map(({ token }) => token) ?? []
const verbsOf = (piece: Piece) =>
  tokensOf(piece).filter((token) => token.kind === 'verb') as Extract<
    DecisionToken,
    { kind: 'verb' }
  >[]

/** 刚才弄错了,退回去 takes back what the speaker did, and decides nothing. */
const ownSlip = /(?:弄|搞|改|点|说|发|填|写|记|打)错/u

/** Nobody decides in more words. */
const longest = 200
const mostClauses = 8

/** Everything that the message decides; undefined when it says anything beside that. */
export function readDecisions(
  all: readonly Clause[],
  free: readonly Clause[],
): DecisionReading[] | undefined {
  if (free.length !== all.length || all.length > mostClauses) return undefined
  if (all.some(({ text }) => ownSlip.test(text))) return undefined
  if (all.reduce((sum, { text }) => sum + text.length, 0) > longest) return undefined
  if (all.some(isQuestion) || all.some(({ names: said }) => said.some(isRivalName)))
    return undefined
  const read = all.map((clause): Piece => ({ clause, pieces: cut(clause) }))
  const bound = conditionWithin(all)
  if (bound) return [bound]
  const groups = groupsOf(read)
  const readings = groups?.map(toReading)
  return readings?.every((one) => one !== undefined) ? readings : undefined
}

/** Clauses with a verb, each with those that speak of it: its name before, its reason around it. */
function groupsOf(read: readonly Piece[]): Piece[][] | undefined {
  const groups: Piece[][] = []
  let before: Piece[] = []
  for (const piece of read) {
    const verbs = verbsOf(piece)
    const group = groups.at(-1)
    if (verbs.length === 0) {
      if (group) group.push(piece)
      else before.push(piece)
    } else if (group && goesOn(group, piece)) group.push(piece)
    else {
      groups.push([...before, piece])
      before = []
    }
  }
  return groups.length > 0 ? groups : undefined
}

const names = (piece: Piece) =>
  tokensOf(piece).some(({ kind }) => kind === 'record' || kind === 'code' || kind === 'unknown')

/** 没问题,先批了吧 is one; 同意AP-31,驳回AP-32 are two. */
const goesOn = (group: readonly Piece[], piece: Piece): boolean =>
  !names(piece) || !group.some(names)

function toReading(group: readonly Piece[]): DecisionReading | undefined {
  const kind = kindOf(group)
  if (!kind) return undefined
  const of = approvalIn(group)
  if (!of) return undefined
  const people = group.flatMap((piece) =>
    tokensOf(piece).flatMap((token) => (token.kind === 'colleague' ? [token.colleague] : [])),
  )
  if (needsPeople.has(kind) ? people.length === 0 : kind !== 'nudge' && people.length > 0) {
    return undefined
  }
  if (kind === 'return' && movesDeal(group)) return undefined
  if (
    kind === 'hold' &&
    isOfRecord(group) &&
    !group.some(({ clause }) => /[批审]/u.test(clause.text))
  )
    return undefined
  const told = mayBeTold(group)
  // 顺达同意了 is told of the customer.
  if (told && group.flatMap(verbsOf).some((verb) => verb.done)) return undefined
  const words = wordsOf(group)
  const settled = kind === 'approve' ? withCondition(group, words) : kind
  const reading = { clauses: group.map(({ clause }) => clause), kind: settled, of, people }
  const sure = of.codes.length > 0 || isSure(group, kind)
  if (!sure && !holdsAlone(group, settled, words)) return undefined
  return {
    ...reading,
    ...(words && { words }),
    all: group.some((piece) => tokensOf(piece).some((token) => token.kind === 'all')),
    sure,
    weak: !sure && group.flatMap(verbsOf).every((verb) => verb.weak) && settled === 'approve',
    mayBeTold: told,
  }
}

/** 华芯检测退回需求调研 moves the deal; a request is sent back by its code or as one. */
function movesDeal(group: readonly Piece[]): boolean {
  if (group.some(({ clause }) => clause.stages.some(({ text }) => text !== '项目'))) return true
  if (group.some(({ clause }) => toBeRedone.test(clause.text))) return false
  return isOfRecord(group)
}

/** A deal goes back to a stage, never 修改. */
const toBeRedone = /(?:退|打)回(?:去|来)?(?:再)?(?:修改|改|重改|重提|重做)/u

/** A deal or customer is named, and nothing that points at a request. */
function isOfRecord(group: readonly Piece[]): boolean {
  const tokens = group.flatMap(tokensOf)
  const isOne = tokens.some(({ kind }) => kind === 'code' || kind === 'noun' || kind === 'pointer')
  return tokens.some(({ kind }) => kind === 'record') && !isOne
}

const needsPeople: ReadonlySet<DecisionVerb> = new Set(['pass-on', 'add'])

/** What decides among the verbs of one group; undefined where they contradict each other. */
function kindOf(group: readonly Piece[]): DecisionVerb | undefined {
  const verbs = group.flatMap(verbsOf).map(({ verb }) => verb)
  const has = (one: DecisionVerb) => verbs.includes(one)
  // 转给吴芳审批, 让郑凯也批一下: what another is to do.
  const leading = (['pass-on', 'add', 'nudge', 'withdraw', 'release'] as const).find(has)
  if (leading) return leading === 'nudge' && (has('reject') || has('return')) ? undefined : leading
  if (has('reject') && has('return')) return 'return'
  if (has('reject')) return has('approve') && !isWeakYes(group) ? undefined : 'reject'
  if (has('return')) return 'return'
  if (has('hold')) return 'hold'
  return verbs[0]
}

const isWeakYes = (group: readonly Piece[]): boolean =>
  group.flatMap(verbsOf).every(({ verb, weak }) => verb !== 'approve' || weak)

/** Undefined where words stand that are no part of a name. */
function approvalIn(group: readonly Piece[]): SaidApproval | undefined {
  const tokens = group.flatMap(tokensOf)
  const codes = [...new Set(tokens.flatMap((token) => (token.kind === 'code' ? [token.code] : [])))]
  // A reason that begins with a code says which one is meant; another one than was named says that
  // more is said here than is understood.
  const unread = group.filter(({ pieces }) => !pieces).map(({ clause }) => clause.text)
  const within = codesIn([...unread, ...tokens.map(reasonOf)].join(' '))
  if (within.some((one) => codes.length > 0 && !codes.includes(one))) return undefined
  const unknown = tokens.flatMap((token) => (token.kind === 'unknown' ? [token.name] : []))
  const subject = subjectIn(group.filter(({ pieces }) => pieces).map(({ clause }) => clause))
  if (unknown.length > 1 || (unknown.length > 0 && subject)) return undefined
  return {
    codes: codes.length > 0 ? codes : within,
    ...(subject && { subject }),
    ...(unknown[0] !== undefined && { unknownName: unknown[0] }),
  }
}

const reasonOf = (token: DecisionPiece['token']): string =>
  token?.kind === 'reason' ? token.words : ''

const anyCode = /ap[ -]?0*(\d{1,6})(?!\d)/giu

const codesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(anyCode)].map(([, number]) => `AP-${number}`)),
]

/** Reasons, remarks and conditions, in their own words. */
function wordsOf(group: readonly Piece[]): string | undefined {
  const words = group.flatMap((piece) => {
    if (!piece.pieces) return [piece.clause.text.trim()]
    return tokensOf(piece).flatMap((token) => (token.kind === 'reason' ? [token.words] : []))
  })
  const said = words
    .map((one) => one.replace(anyCode, '').trim())
    .filter((one) => one !== '')
    .join(',')
    .replace(/^(?:因为|由于|原因是?|理由是?)[::,\s]*/u, '')
  return said === '' ? undefined : said
}

/** A remark that could bind is a condition: what is approved is approved without one. */
function withCondition(
  group: readonly Piece[],
  words: string | undefined,
): 'approve' | 'conditional' {
  if (group.flatMap(verbsOf).some(({ partly }) => partly)) return 'conditional'
  return words !== undefined && binds.test(words) ? 'conditional' : 'approve'
}

const binds =
  /\d|[一二三四五六七八九十两百千](?:天|周|个月|成|折|点|万)|但|不过|然而|可是|只是|前提|条件|如果|要是|假如|除非|只要|只有|才|再|先|后|等|必须|务必|一定|需|要|得|不能|不可|不要|不得|别|最多|至多|至少|不超过|不低于|以内|以上|改|降|提高|提到|换|补|加|减|之前|为准|否则|的话|仅|只|除了|除外|没|未|不/u

/** Named by code, by a word of approvals, or said in words that are of nothing else. */
function isSure(group: readonly Piece[], kind: DecisionVerb): boolean {
  const tokens = group.flatMap(tokensOf)
  if (tokens.some((token) => token.kind === 'code' || token.kind === 'noun')) return true
  if (kind === 'release' || (kind === 'withdraw' && /不申请了/u.test(group[0]!.clause.text)))
    return true
  if (kind === 'pass-on' || kind === 'add') {
    const text = group.map(({ clause }) => clause.text).join()
    return tokens.some((token) => token.kind === 'work') && /审|批|会签/u.test(text)
      ? true
      : /加签|会签|审批人/u.test(text)
  }
  return (
    group.some(names) && ['approve', 'reject', 'return', 'hold'].includes(kind) && !weakOnly(group)
  )
}

const weakOnly = (group: readonly Piece[]) => group.flatMap(verbsOf).every(({ weak }) => weak)

const opensCondition = /^(?:但是?|不过|可是|只是|前提|条件是|只要|除非|如果|要是|就是|然而)/u

/** Without any name it has to be the whole of what is said. */
function holdsAlone(
  group: readonly Piece[],
  kind: DecisionReading['kind'],
  words: string | undefined,
): boolean {
  const unread = group.filter(({ pieces }) => !pieces).map(({ clause }) => clause)
  if (unread.some((clause) => clause.names.some(isRecordName) || contactKind(clause.text))) {
    return false
  }
  if (group.some(names) && kind !== 'pass-on' && kind !== 'add' && kind !== 'nudge') {
    return !weakOnly(group)
  }
  if (kind === 'withdraw') return false
  if (weakOnly(group) && kind !== 'conditional') return words === undefined
  if (kind === 'approve' || kind === 'conditional') {
    const first = group.findIndex((piece) => verbsOf(piece).length > 0)
    if (group.slice(0, first).some(({ pieces }) => !pieces)) return false
    if (weakOnly(group))
      return unread.every(({ text }, i) => i > 0 || opensCondition.test(text.trim()))
  }
  return true
}

/** 顺达同意: a customer says so too; a deal cannot, nor can one that is pointed at. */
function mayBeTold(group: readonly Piece[]): boolean {
  return group.some(({ clause, pieces }) =>
    pieces?.some(({ token, end }, i) => {
      const next = pieces[i + 1]
      if (token.kind !== 'record' || next?.token.kind !== 'verb' || next.start > end + 1)
        return false
      const from = clause.start + clause.text.length - clause.text.trimStart().length
      const tag = clause.names.find((one) => one.end === from + end)
      const speaks = ['approve', 'reject', 'hold'].includes(next.token.verb)
      return speaks && tag !== undefined && !isDealName(tag)
    }),
  )
}

const bindingForm =
  /^(?:那|嗯|那就|如果|要是|只要|假如|等|除非|你们?|让他|让她|叫他|把)*(?<condition>.{2,40}?)(?:的话)?,?(?:我)?(?:就|才|再|可以|才能|就能|就可以|才可以)(?:会|给|能|可以)?(?:同意|批准?|通过)(?:了|吧|你|给你)*$/u
const others =
  /客户|对方|甲方|业主|领导|老板|他们|她们|[总工](?!是)|经理|主任|会计|那边|采购(?!价)|听说|提醒|不/u

/** 账期降到20天我就同意; 如果账期20天,我就同意. */
function conditionWithin(all: readonly Clause[]): DecisionReading | undefined {
  const text = all.map((clause) => clause.text.trim()).join(',')
  const condition = bindingForm.exec(text)?.groups?.condition
  if (!condition) return undefined
  const subject = subjectIn(all)
  const codes = codesIn(text)
  if (others.test(condition.replace(/不(?:超过|低于|高于|少于|大于)/u, '')) || contactKind(text)) {
    return undefined
  }
  if (!binds.test(condition)) return undefined
  return {
    clauses: all,
    kind: 'conditional',
    of: { codes, ...(subject && { subject }) },
    words: condition,
    people: [],
    all: false,
    sure: codes.length > 0,
    weak: false,
    mayBeTold: false,
  }
}

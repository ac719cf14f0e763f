/**
 * Evidence for what a gate asks: 华芯检测 客户认可方案了, 周涛确认客户认可方案了, a link to the report. The
 * words for each thing come with the pipelines; whatever else is said leaves the clause unread.
 */
import type { EvidenceTarget } from '../domain/gate.ts'
import { contactKind } from './activity-words.ts'
import type { DateMention } from './date.ts'
import { lex, matching, type Rule, silent } from './lex.ts'
import { type LinkToken, linkRule } from './links.ts'
import type { Tagged } from './reading.ts'
import {
  oneUnknown,
  type PersonToken,
  type RecordToken,
  recordNames,
  surePersons,
  textOf,
  type UnknownToken,
  unknownName,
} from './record-words.ts'
import type { Clause, Sentence } from './sentence.ts'
import { earlierSubject, isRecordName, type SubjectMention, subjectIn } from './subject.ts'

export type EvidenceReading = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  readonly unknownName?: string
  /** What it is evidence for, by key, in whichever pipeline; none where it was not said. */
  readonly keys: readonly string[]
  readonly link?: string
  /** Whose word it is. */
  readonly witness?: string
  readonly date?: Tagged<DateMention>
}

type Token =
  | RecordToken
  | UnknownToken
  | PersonToken
  | LinkToken
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'colleague'; readonly name: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'vouches' }
  | { readonly kind: 'date'; readonly tag: Tagged<DateMention> }

const done: Rule<Token> = matching(
  /(?:已经?|都|全部?|也|刚刚?|终于|正式|书面|口头)*(?:完成|通过|确认|搞定|办妥|拿到|收到|签字|盖章|写好|写完|做好|做完|出来|出|提交|交付|交|发|给|齐全|齐|到位|落实|明确|敲定|定|好|过|有|ok)*(?:了|啦|过了|过|完了)/uy,
  () => ({ kind: 'done' }),
)

const vouches: Rule<Token> = matching(
  /(?:可以|能)?(?:亲口|当面|口头|书面|邮件|电话)?(?:说|确认|告诉我?们?|反馈|汇报|作证|证实|登记|回复|表示|答复)(?:的|了|过|说|:)*/uy,
  () => ({ kind: 'vouches' }),
)

const filling = silent(
  '请 麻烦 帮我 帮忙 登记 登记一下 记一下 记下 记录 上传 补充 补 一下 客户 对方 甲方 业主 他们 那边 这边 我们 我们的 我们家 咱们 我 我方 的 得 了 吧 啦 啊 呀 哈 哦 嗯 已经 已 都 全 也 就 刚 刚刚 今天 终于 对 把 将 给 在 里 里面 中 上 这 这个 那个 是 为 有 和 跟 与 及 以及 还有 技术 正式 最终 详细 完整 基本 初步 书面 口头 文件 文档 材料 链接 地址 见 看 如下 附件 附上 凭证 证据 记录 纪要 项目 商机 单子 发来 发了 发给 发 ' +
    '表 单 报告 内容 部分 明确 确认 写明 写清楚 写进 写在 包含 包括 覆盖 都有 齐 齐了 好 好了 方案',
)

/** The words of all that evidence may be given for, each a token of its own. */
function wordRules(targets: readonly EvidenceTarget[]): Rule<Token> {
  const words = [...new Set(targets.flatMap(({ name, said }) => [name, ...splitAll(said)]))]
  const byFirst = Map.groupBy(words, (word) => word[0]!)
  return (text, at) =>
    (byFirst.get(text[at]!) ?? []).flatMap((word) =>
      text.startsWith(word, at)
        ? [{ end: at + word.length, token: { kind: 'word', word } as const, cost: -word.length }]
        : [],
    )
}

const splitAll = (said: readonly string[]) => said.flatMap((row) => row.split(' '))

const rulesOf = new WeakMap<readonly EvidenceTarget[], Rule<Token>>()

function rulesFor(targets: readonly EvidenceTarget[]): Rule<Token> {
  const have = rulesOf.get(targets)
  if (have) return have
  const made = wordRules(targets)
  rulesOf.set(targets, made)
  return made
}

/** What stands for a file or an image that was sent, where words would stand. */
export const sentFile = { file: '[文件]', image: '[图片]' } as const

/** Whether that is all that was sent. */
export const isSentFile = (text: string): boolean =>
  text === sentFile.file || text === sentFile.image

/** What the name of a file says it is evidence for, and of which deal. */
export function readFileName({ clauses, evidence }: Sentence): {
  readonly keys: readonly string[]
  readonly subject?: SubjectMention
} {
  const text = clauses.map((clause) => clause.text).join(' ')
  const means = (row: string) => holdsInOrder(text, row.split(' '))
  const meant = evidence.filter(({ name, said }) => [name, ...said].some(means))
  const subject = subjectIn(clauses)
  return { keys: [...new Set(meant.map(({ key }) => key))], ...(subject && { subject }) }
}

/** The first run of clauses that tells of evidence and of nothing else. */
export function readEvidence(
  { clauses: all, evidence }: Sentence,
  free: readonly Clause[],
): EvidenceReading | undefined {
  if (all.some((clause) => contactKind(clause.text))) return undefined
  for (let start = 0; start < free.length; ) {
    const run = runFrom(free, start, evidence)
    start += Math.max(1, run.length)
    const reading = toReading(all, run, evidence)
    if (reading) return reading
  }
  return undefined
}

type Read = { readonly clause: Clause; readonly tokens: readonly Token[] }

function runFrom(
  free: readonly Clause[],
  start: number,
  evidence: readonly EvidenceTarget[],
): Read[] {
  const run: Read[] = []
  for (const clause of free.slice(start)) {
    const previous = run.at(-1)
    if (previous && clause.index !== previous.clause.index + 1) break
    const tokens = tokensOf(clause, evidence)
    if (!tokens) break
    run.push({ clause, tokens })
  }
  return run
}

function tokensOf(clause: Clause, evidence: readonly EvidenceTarget[]): Token[] | undefined {
  if (clause.asks || clause.stages.length > 0 || clause.amounts.length > 0) return undefined
  const lexed = lex<Token>(textOf(clause), [
    recordNames(clause),
    linkRule,
    datesOf(clause),
    colleaguesOf(clause),
    rulesFor(evidence),
    ...surePersons,
    done,
    vouches,
    filling,
    unknownName,
  ])
  return lexed?.map(({ token }) => token)
}

const colleaguesOf =
  (clause: Clause): Rule<Token> =>
  (_text, at) => {
    const lead = clause.text.length - clause.text.trimStart().length
    return clause.names.flatMap((tag) => {
      if (tag.start - clause.start - lead !== at || isRecordName(tag)) return []
      if (!tag.found.hits.some(({ kind }) => kind === 'user')) return []
      const token = { kind: 'colleague', name: tag.text } as const
      return [{ end: at + tag.end - tag.start, token }]
    })
  }

const datesOf =
  (clause: Clause): Rule<Token> =>
  (_text, at) => {
    const lead = clause.text.length - clause.text.trimStart().length
    return clause.dates
      .filter((tag) => tag.start - clause.start - lead === at)
      .map((tag) => ({ end: at + tag.end - tag.start, token: { kind: 'date', tag } }))
  }

function toReading(
  all: readonly Clause[],
  run: readonly Read[],
  evidence: readonly EvidenceTarget[],
): EvidenceReading | undefined {
  const clauses = run.map(({ clause }) => clause)
  const tokens = run.flatMap((read) => read.tokens)
  const unknown = oneUnknown(tokens)
  if (!clauses[0] || unknown === 'too much') return undefined
  const keys = keysIn(run, evidence)
  const links = tokens.flatMap((token) => (token.kind === 'link' ? [token.url] : []))
  const witness = witnessIn(tokens)
  const dates = tokens.flatMap((token) => (token.kind === 'date' ? [token.tag] : []))
  const told = tokens.some(({ kind }) => kind === 'done')
  const enough = links.length > 0 || witness !== undefined || told
  if (links.length > 1 || dates.length > 1 || !enough) return undefined
  // Without a word of what it is for only a link, or who vouches for it, can be meant as an answer.
  const bare = links.length > 0 || (witness !== undefined && tokens.every(isPlain))
  if (keys.length === 0 && (!bare || unknown)) return undefined
  const subject = subjectIn(clauses) ?? earlierSubject(all, clauses[0]) ?? subjectIn(all)
  return {
    clauses,
    ...(subject && { subject }),
    ...(unknown && { unknownName: unknown }),
    keys,
    ...(links[0] && { link: links[0] }),
    ...(witness && { witness }),
    ...(dates[0] && { date: dates[0] }),
  }
}

const isPlain = ({ kind }: Token) =>
  kind === 'colleague' ||
  kind === 'person' ||
  kind === 'vouches' ||
  kind === 'record' ||
  kind === 'word'

/** Somebody who vouches for it: 周涛确认…, …是周涛说的. */
function witnessIn(tokens: readonly Token[]): string | undefined {
  if (!tokens.some(isVouching)) return undefined
  const colleague = tokens.find((token) => token.kind === 'colleague')
  if (colleague?.kind === 'colleague') return colleague.name
  const person = tokens.find((token) => token.kind === 'person')
  return person?.kind === 'person' ? person.person.name : undefined
}

const isVouching = (token: Token) =>
  token.kind === 'vouches' || (token.kind === 'word' && token.word === '确认')

/** Those of which every word of a row stands in one clause, in that order. */
function keysIn(run: readonly Read[], evidence: readonly EvidenceTarget[]): string[] {
  const said = run.map(({ tokens }) =>
    tokens.flatMap((token) => (token.kind === 'word' ? [token.word] : [])).join(' '),
  )
  const means = (row: string) => said.some((words) => holdsInOrder(words, row.split(' ')))
  const meant = evidence.filter(({ name, said: rows }) => [name, ...rows].some(means))
  return [...new Set(meant.map(({ key }) => key))]
}

function holdsInOrder(words: string, wanted: readonly string[]): boolean {
  let at = 0
  for (const word of wanted) {
    const found = words.indexOf(word, at)
    if (found < 0) return false
    at = found + word.length
  }
  return true
}

/**
 * What is told of a person at a customer to be kept: 立辰新增联系人 王工 技术 13800001111,
 * 李总喜欢微信沟通, 张经理负责招标, 李总升副总了. C2: 「记录每个人的职责、影响力、个人偏好等信息」.
 */
import type { Department } from '../domain/decision-chain.ts'
import { readPhone, typedPhone } from '../lib/phone.ts'
import { contactKind } from './activity-words.ts'
import { lex, matching, type Rule, silent } from './lex.ts'
import { departmentOf, departmentPattern, type PersonSaid } from './people-said.ts'
import {
  inOrder,
  likelyPersons,
  oneUnknown,
  type PersonToken,
  type RecordToken,
  recordNames,
  surePersons,
  textOf,
  type UnknownToken,
  unknownName,
} from './record-words.ts'
import type { Clause } from './sentence.ts'
import { earlierSubject, type SubjectMention, subjectIn } from './subject.ts'
import { surnames, titles } from './surnames.ts'

export type ContactFacts = {
  readonly phone?: string
  readonly title?: string
  readonly department?: Department
  readonly duty?: string
  readonly preference?: string
}

export type ContactReading = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  readonly unknownName?: string
  readonly person: PersonSaid
  /** Said to be a new contact. */
  readonly isNew: boolean
  readonly facts: ContactFacts
}

type Token =
  | PersonToken
  | RecordToken
  | UnknownToken
  | { readonly kind: 'new' }
  /** `bare` ones count only beside something sure. */
  | { readonly kind: 'fact'; readonly facts: ContactFacts; readonly bare?: true }
  | { readonly kind: 'free'; readonly facts: ContactFacts }

const fact = (pattern: string, factsOf: (match: RegExpExecArray) => ContactFacts | undefined) =>
  matching<Token>(new RegExp(pattern, 'uy'), (match) => {
    const facts = factsOf(match)
    return facts && { kind: 'fact', facts }
  })

const becomes =
  '(?:是|为|:|,|改成了?|改为|改到|换成了?|换到|变成了?|变为|更新为|更新成|更新|换了|改了|新的?|现在)*\\s*'

const phoneWords =
  '(?:的|他的|她的)?(?:新的?|联系|办公|手机|私人)?(?:电话(?:号码?)?|手机(?:号码?|号)?|号码?|联系方式|座机|tel|Tel|TEL)'

const phone = fact(`(?:${phoneWords}${becomes})?(${typedPhone})`, (match) => {
  const digits = readPhone(match[1]!)
  return digits ? { phone: digits } : undefined
})

/** 换号了: the number itself comes after it. */
const phoneChanged: Rule<never> = matching(
  /(?:的)?(?:手机|电话)?(?:换|改|更换)(?:了)?(?:个|新)?(?:手机)?(?:号码?|电话|手机)(?:了)?/uy,
)

const titleWords =
  '(?:(?:[\\p{Script=Han}A-Za-z]{0,8}?)(?:副总经理|总经理|副总监|总监|副总裁|总裁|副总|总工程师|总工|高级工程师|工程师|副经理|经理|副主任|主任|主管|专员|副部长|部长|副处长|处长|科长|厂长|院长|所长|局长|校长|董事长|组长|班长|会计|出纳|助理|顾问|秘书|合伙人|负责人|一把手)|CEO|CTO|CFO|COO|VP|总)'

const postWords =
  '(?:副总经理|总经理|副总监|总监|副总裁|总裁|总工程师|总工|工程师|副经理|经理|副主任|主任|主管|专员|副?部长|副?处长|科长|厂长|组长|负责人)'

const promoted = fact(
  `(?:现在|已经|刚刚?|最近|前阵子|上个?月)?(?:提拔|提升|晋升|高升|升职|升任|升|提|转正|转|调任|接任|担任|出任|当上?|任)(?:为|成|到|了|做|当)*(${titleWords})(?:了|啦|一职|职务)?`,
  (match) => ({ title: match[1]! }),
)

const titled = fact(
  `(?:的)?(?:职位|职务|职称|头衔|岗位|title|Title|抬头)${becomes}(${titleWords})(?:了)?`,
  (match) => ({ title: match[1]! }),
)

const isTitled = fact(
  `(?:现在|目前)?(?:是|任)(?:他们|公司)?的?(${titleWords})(?:了)?`,
  (match) => ({
    title: match[1]!,
  }),
)

const moved = fact(
  `(?:现在|已经|刚)?(?:调|转|换|分|划|去|轮岗|转岗)(?:去|到|岗到?|入|往)?了?(${departmentPattern})(?:了|工作|上班|任职)?`,
  (match) => departmentFacts(match[1]!),
)

const belongs = fact(
  `(?:现在)?(?:是|属于|归|在)(${departmentPattern})(?:的人?|工作|上班)?(?:了)?`,
  (match) => departmentFacts(match[1]!),
)

const departmentTold = fact(`(?:的)?部门${becomes}(${departmentPattern})(?:了)?`, (match) =>
  departmentFacts(match[1]!),
)

function departmentFacts(words: string): ContactFacts | undefined {
  const department = departmentOf(words)
  return department && { department }
}

/** 王工 技术 实验室主任: only in the words that bring somebody in. */
const bareDepartment: Rule<Token> = matching(
  new RegExp(`${departmentPattern}(?:的)?(?![\\p{Script=Han}]{0,2}(?:总|经理|主任|主管))`, 'uy'),
  (match) => {
    const facts = departmentFacts(match[0])
    return facts && { kind: 'fact', facts, bare: true }
  },
)
const bareTitle: Rule<Token> = matching(
  new RegExp(`(${titleWords})(?![\\p{Script=Han}](?<!叫|姓|是))`, 'uy'),
  (match) => ({ kind: 'fact', facts: { title: match[1]! }, bare: true }),
)

/** Nothing is asked, supposed or denied in what is written down as it was said. */
const plainWords =
  '(?:(?![?吗呢么谁哪啥]|什么|多少|怎么|几个|如果|是否|是不是|有没有)[^,;。!?\\n]){1,24}'

const free = (pattern: string, factsOf: (match: RegExpExecArray) => ContactFacts): Rule<Token> => {
  const rule = matching<Token>(new RegExp(pattern, 'uy'), (match) => ({
    kind: 'free',
    facts: factsOf(match),
  }))
  return (text, at) => rule(text, at).map((one) => ({ ...one, cost: 3 }))
}

const tidy = (text: string) => text.trim().replace(/[了啦哈的]+$/u, '')

const preference = free(
  `(?:的)?(?:沟通|联系|联络)?(?:方式)?(?:平时|一般|个人|平常|工作上)?(?:都|也|就|更|最|比较|特别|很|非常|挺)*(?:喜欢|偏好|偏爱|习惯|倾向于?|偏向于?|爱好(?:是|:)?)(?:用|以|通过|走|于|的是)?(${plainWords})`,
  (match) => ({ preference: tidy(match[1]!) }),
)
const cares = free(
  `(?:平时|一般|个人)?(?:都|也|就|更|最|比较|特别|很|非常|挺)*((?:不喜欢|不爱|讨厌|反感|最烦|看重|关注|在意|在乎|讲究|注重|最好|不方便|方便)${plainWords})`,
  (match) => ({ preference: tidy(match[1]!) }),
)
/** 别给他打电话, 少发邮件. */
const avoids = free(
  `((?:尽量|千万|平时|最好)*(?:别|不要|不用|少)(?:再|老|总是?)?(?:(?:给|跟|和|找)(?:他|她))?(?:打|发|用|加|约|谈|提|催|吃|喝|送)${plainWords})`,
  (match) => ({ preference: tidy(match[1]!) }),
)
/** 只认邮件, 一般只回微信. */
const onlyBy = free(
  `((?:一般|平时|平常|基本上?|从来)*(?:(?:只|就|光)(?:认|接|看|回|收|用|走)|认)(?:微信|企微|飞书|钉钉|邮件|电话|短信|语音|书面|纸质|当面)(?:沟通|联系)?)(?:的)?`,
  (match) => ({ preference: tidy(match[1]!) }),
)
const duty = free(
  `(?:现在|目前|主要|专门|平时|具体|全面|统一|也|都)*(?:负责|分管|主抓|主持|牵头|管着|掌管|职责(?:是|:))(?:的是)?(${plainWords})`,
  (match) => ({ duty: tidy(match[1]!) }),
)

const added: Rule<Token> = matching(
  /(?:新增|新加|新添|添加|增加|加上|加|新建|建|录入|录|登记|补充|补|存|来了|有|多了|认识了)(?:了|一下)?(?:一?个|一?位|一?名)?(?:新的?)?(?:关键|重要)?(?:联系人|对接人|接口人|联络人)(?:叫|是|为|:)*/uy,
  () => ({ kind: 'new' }),
)
/** 新来一个采购主管叫陈芳. */
const joined: Rule<Token> = matching(
  /来了(?:一?个|一?位|一?名)(?:新的?)?|(?:新|刚|最近|又)(?:来|到|招|换|上任|调来|换成)了?(?:一?个|一?位|一?名)?(?:新的?)?|换了(?:一?个|一?位|一?名)?(?:新的?)?/uy,
  () => ({ kind: 'new' }),
)
/** 研发总监 of 研发总监罗总 and of 换了个采购经理,叫陈芳: the post of somebody new, before their name. */
const postOfNew: Rule<Token> = (text, at) =>
  /(?:新|来|招|换|调|加|联系人)/u.test(text.slice(0, at)) ? post(text, at) : []
const post = matching<Token>(
  new RegExp(
    `((?:${departmentPattern}|[\\p{Script=Han}]{0,2})${postWords})(?=\\s*(?:$|叫|姓|名叫|(?:${surnames})(?:${titles})))`,
    'uy',
  ),
  (match) => ({
    kind: 'fact',
    facts: { title: match[1]!, ...departmentFacts(match[1]!) },
    bare: true,
  }),
)
const calledSo: Rule<never> = matching(/(?:名字)?叫做?|姓名|名叫/uy)
const announced: Rule<Token> = matching(
  /(?:的)?(?:新的?|新增的?)?(?:联系人|对接人|接口人)(?:新增|增加|添加|加|补)?(?:一?个|一?位)?(?:叫|是|为|:|\s)*/uy,
  () => ({ kind: 'new' }),
)

const filling = silent(
  '请 麻烦 麻烦你 帮我 帮忙 帮 给我 记一下 记下 记录 记录一下 记 更新 更新一下 更新下 修改 改一下 改 备注 备注一下 登记 那个 这个 那 这 此 一下 一下子 吧 呢 啦 嘛 咯 了 的 得 就 也 还 又 另外 还有 然后 同时 而且 并且 但是 不过 其实 把 将 给 对 对于 是 为 叫 ' +
    '现在 目前 最新 最近 已经 已 刚 刚刚 我们 咱们 我 这边 那边 里 方面 项目 客户 公司 他们 他们家 他 她 人 个 位 一位 哈 啊 呀 哦 噢 嗯 呃 额 谢谢 和 跟 与 姓名 名字',
)

/** The first person of whom something is told, with what follows about them. */
export function readContact(
  all: readonly Clause[],
  free_: readonly Clause[],
): ContactReading | undefined {
  for (let start = 0; start < free_.length; start++) {
    const first = free_[start]!
    const tokens = tokensOf(first)
    if (!tokens) continue
    const opened = peopleIn(tokens).length === 0 ? nameBehind(tokens, free_, start) : undefined
    if (peopleIn(tokens).length !== 1 && !opened) continue
    const run = [first, ...(opened ? [free_[start + 1]!] : [])]
    const told = [...tokens, ...(opened ?? [])]
    for (const clause of free_.slice(start + run.length)) {
      if (clause.index !== run.at(-1)!.index + 1) break
      const more = wayToReach(clause, told) ?? tokensOf(clause)
      if (!more || (more.length > 0 && !more.some(isFact))) break
      if (peopleIn(more).length > 0 || subjectIn([clause])) break
      run.push(clause)
      told.push(...more)
    }
    const reading = toReading(all, run, told)
    if (reading) return reading
  }
  return undefined
}

/** 立辰换了个采购经理,叫陈芳: somebody new, and in the next clause who it is. */
function nameBehind(
  tokens: readonly Token[],
  free_: readonly Clause[],
  start: number,
): readonly Token[] | undefined {
  const next = free_[start + 1]
  if (next?.index !== free_[start]!.index + 1 || subjectIn([next])) return undefined
  if (!tokens.some(({ kind }) => kind === 'new')) return undefined
  const more = tokensOf(next)
  return more && peopleIn(more).length === 1 ? more : undefined
}

const way =
  /^(?:所以|有事|以后|平时|一般|最好|尽量|还是|都|就|得|要|请|改|用|走|发|可以|喜欢)*(?:微信|企微|邮件|短信|电话|当面|见面)(?:联系|沟通|联络|聊|说|找他|找她|就行|就好|为主|比较好|吧|的)*$/u

/** 不喜欢打电话,微信联系: told of somebody's liking, how to reach them is one more, and no contact. */
function wayToReach(clause: Clause, told: readonly Token[]): Token[] | undefined {
  const likes = told.some((token) => token.kind === 'free' && token.facts.preference)
  const words = clause.text.trim()
  if (!likes || clause.asks || clause.dates.length > 0 || !way.test(words)) return undefined
  return [{ kind: 'free', facts: { preference: words } }]
}

const isFact = ({ kind }: Token) => kind === 'fact' || kind === 'free'

const peopleIn = (tokens: readonly Token[]) =>
  tokens.flatMap((token) => (token.kind === 'person' ? [token.person] : []))

function toReading(
  all: readonly Clause[],
  clauses: readonly Clause[],
  tokens: readonly Token[],
): ContactReading | undefined {
  const unknown = oneUnknown(tokens)
  const isNew = tokens.some(({ kind }) => kind === 'new')
  const sure = tokens.some(
    (token) => token.kind === 'free' || (token.kind === 'fact' && !token.bare),
  )
  if (unknown === 'too much' || (!isNew && !sure)) return undefined
  if (!isNew && tokens.findIndex(isFact) < tokens.findIndex(({ kind }) => kind === 'person')) {
    return undefined
  }
  // What was noticed in a talk belongs to the record of the talk.
  const talk = all.some((clause) => !clauses.includes(clause) && contactKind(clause.text))
  if (talk && tokens.some(({ kind }) => kind === 'free')) return undefined
  const facts = tokens
    .flatMap((token) => ('facts' in token ? [token.facts] : []))
    .reduce(withFacts, {})
  const subject = subjectIn(clauses) ?? earlierSubject(all, clauses[0]!)
  return {
    clauses,
    ...(subject && { subject }),
    ...(unknown && { unknownName: unknown }),
    person: peopleIn(tokens)[0]!,
    isNew,
    facts,
  }
}

/** 喜欢邮件,不爱打电话 are two likings of one person; of anything else the last word counts. */
function withFacts(known: ContactFacts, more: ContactFacts): ContactFacts {
  const joined = [known.preference, more.preference].filter(Boolean).join(',')
  const preference = joined.length > longestPreference ? more.preference : joined
  return { ...known, ...more, ...(preference && { preference }) }
}

/** As many characters are kept of it. */
const longestPreference = 40

function tokensOf(clause: Clause): Token[] | undefined {
  if (clause.asks || clause.stages.length > 0) return undefined
  const lexed = lex<Token>(textOf(clause), [
    recordNames(clause),
    postOfNew,
    ...surePersons,
    added,
    phone,
    phoneChanged,
    titled,
    promoted,
    isTitled,
    moved,
    belongs,
    departmentTold,
    preference,
    cares,
    avoids,
    onlyBy,
    duty,
    announced,
    joined,
    calledSo,
    filling,
    bareDepartment,
    bareTitle,
    ...likelyPersons(clause),
    unknownName,
  ])
  return lexed && inOrder(lexed)
}

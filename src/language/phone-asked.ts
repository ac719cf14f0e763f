/** Asks for somebody's number: 华芯采购张经理电话, 给我李总的联系方式, 怎么联系王工. */
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

export type PhoneAsked = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  readonly unknownName?: string
  readonly person: PersonSaid
}

type Token = PersonToken | RecordToken | UnknownToken | { readonly kind: 'asked' }

const number =
  '(?:联系|办公|公司|私人|手机)?电话(?:号码?|号)?|手机(?:号码?|号)?|(?:手机|电话)?号码|联系方式|联络方式|座机(?:号码?)?|分机号?|(?:tel|mobile|phone)(?![a-z])\\.?'

const asked: readonly Rule<Token>[] = [
  matching(new RegExp(number, 'iuy'), () => ({ kind: 'asked' })),
  matching(/(?:怎么|如何|怎样|咋)(?:才能|能)?(?:联系|联络|找)(?:上|到|得上)?/uy, () => ({
    kind: 'asked',
  })),
  matching(/(?:怎么|如何|咋)(?:联系|联络)/uy, () => ({ kind: 'asked' })),
]

/** 采购的电话: whoever it is there. */
const departmentsNumber: Rule<Token> = matching(
  new RegExp(`(${departmentPattern})(?=的?(?:${number}))`, 'iuy'),
  (match) => ({ kind: 'person', person: { department: departmentOf(match[1]!)! } }),
)

const filling = silent(
  '请 请问 麻烦 麻烦你 帮我 帮忙 帮 给我 给下 给一下 我 我想 我要 想 要 看看 看一下 看下 看 查看 查询 查一下 查查 查下 查 找一下 找 调出 说一下 告诉我 告诉 知道 发我 发给我 发一下 发下 报一下 的 了 吧 呢 啊 呀 哈 嘛 吗 是 有 有没有 有没有存 存了 存 现在 目前 最新 到底 一下 下 这个 那个 这 那 个 位 那位 客户 公司 那边 这边 他们 他们家 多少 是多少 几 什么 是什么 谁 谁有 有谁 谢谢 和 呗 哦 嗯 来着 想要 需要 急 急用',
)

/** One clause that asks for one person's number and for nothing else. */
export function readPhoneAsked(
  all: readonly Clause[],
  free: readonly Clause[],
): PhoneAsked | undefined {
  for (const clause of free) {
    // 下周二打电话细聊 is to be done on a day, and asks for no number.
    if (clause.dates.length > 0 && /打/u.test(clause.text)) continue
    const lexed = lex<Token>(textOf(clause), [
      recordNames(clause),
      ...surePersons,
      ...asked,
      departmentsNumber,
      filling,
      ...likelyPersons(clause),
      unknownName,
    ])
    const tokens = inOrder(lexed ?? [])
    const people = tokens.flatMap((token) => (token.kind === 'person' ? [token.person] : []))
    const unknown = oneUnknown(tokens)
    const [person, ...others] = people
    if (!person || others.length > 0 || unknown === 'too much') continue
    if (!tokens.some(({ kind }) => kind === 'asked')) continue
    const subject = subjectIn([clause]) ?? earlierSubject(all, clause)
    return {
      clauses: [clause],
      person,
      ...(subject && { subject }),
      ...(unknown && { unknownName: unknown }),
    }
  }
  return undefined
}

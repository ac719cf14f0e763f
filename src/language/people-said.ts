/** People at a customer as they are spoken of: 采购张经理, 技术部的王工, 李总, 采购那边, 王建国. */
import type { Department } from '../domain/decision-chain.ts'
import { matching, type Rule } from './lex.ts'
import { surnames, titles } from './surnames.ts'

export type PersonSaid = {
  /** As spoken: 张经理. Left out where only the department was said. */
  readonly name?: string
  readonly department?: Department
  /** A whole name without a title: 王建国. */
  readonly plain?: true
}

const departmentWords: Readonly<Record<Department, string>> = {
  technical:
    '技术|研发|工程|工艺|设备|测试|试验|实验室|质量|品质|品控|品管|质检|硬件|软件|结构|可靠性|生技|IT|信息',
  purchasing: '采购|招标|招采|供应链|供应|商务|资材|物资|物料|物控',
  finance: '财务|会计|资金|出纳|财会',
  management: '管理层|高层|总经办|董事会|总裁办|决策层|领导层|总办',
  other: '生产|制造|行政|人事|法务|市场|销售|运营|后勤|仓库|仓储|基建|安环|项目',
}

const anyDepartment = Object.values(departmentWords).join('|')

/** The department that a word stands for. */
export function departmentOf(words: string): Department | undefined {
  for (const [department, pattern] of Object.entries(departmentWords)) {
    if (new RegExp(`^(?:${pattern})`, 'iu').test(words)) return department as Department
  }
  return undefined
}

/** 技术, 采购部, 财务部门的. */
export const departmentPattern = `(?:${anyDepartment})(?:部门|中心|条线|口|部|处|科|室|组)?`

/** What is certain from a title alone: an accountant is of finance, an engineer of technology. */
export function departmentByTitle(title: string): Department | undefined {
  if (/会计|财务|出纳|CFO/iu.test(title)) return 'finance'
  if (/采购|招标|供应链/u.test(title)) return 'purchasing'
  if (/总工|工程师|工$|博士|教授|技术|研发|实验室|质量|CTO/iu.test(title)) return 'technical'
  if (/总经理|董事|总裁|厂长|院长|所长|校长|CEO|老板/iu.test(title)) return 'management'
  return undefined
}

const holding = '(?:那边|这边|方面)?(?:的|那个|这个|新来的)?\\s*'

const named = (name: string) => new RegExp(`(?:(${departmentPattern})${holding})?(${name})`, 'uy')

const read = (match: RegExpExecArray): PersonSaid => {
  const department = match[1] ? departmentOf(match[1]) : departmentByTitle(match[2]!)
  return { name: match[2]!, ...(department && { department }) }
}

/** 采购张经理, 欧阳总. */
const titledPerson: Rule<PersonSaid> = matching(named(`(?:${surnames})(?:${titles})`), read)

/** 华芯采购张经理 is one person of 华芯, not two. */
const nobodyAfter = `(?!${holding}(?:${departmentPattern}${holding})?(?:${surnames})(?:${titles}))`

/** 张建国经理. */
const wholeTitledPerson: Rule<PersonSaid> = matching(
  named(`(?:${surnames})[\\p{Script=Han}]{1,2}(?:${titles})${nobodyAfter}`),
  read,
)

/** 采购那边, 财务部的人, 采购经理. */
const departmentAlone: Rule<PersonSaid> = matching(
  new RegExp(
    `(${anyDepartment})(?:(?:部门|部|处|科)(?:那边|这边|方面|的人|的领导|负责人|经理|总监)?|那边|这边|方面|的人|负责人|经理|总监|主管|老大|老总)`,
    'uy',
  ),
  (match) => ({ department: departmentOf(match[1]!)! }),
)

/** In no given name, and in nearly every sentence. */
const given =
  '(?:(?![的了是不没有也都很会说从对和跟与就还又把被让给在到来去过着吗呢吧啊什怎谁哪那这我你他她它们个位人要想能可以但支反同认赞中观犹卡拦站挺影拍决态立])\\p{Script=Han})'

/** 王建国, 李明, Tom: a name is all that it can be here. */
const plainNames = [
  `(?:${surnames})${given}{2}`,
  `(?:${surnames})${given}`,
  '[A-Z][a-z]{1,14}(?![A-Za-z])',
].map((name) => matching(named(`${name}${nobodyAfter}`), readPlain))

function readPlain(match: RegExpExecArray): PersonSaid {
  const department = match[1] && departmentOf(match[1])
  return { name: match[2]!, plain: true, ...(department && { department }) }
}

const plainPerson: Rule<PersonSaid> = (text, at) =>
  titledPerson(text, at).length > 0 ? [] : plainNames.flatMap((rule) => rule(text, at))

/** 老王, 小李. */
const nickname: Rule<PersonSaid> = matching(
  named(`[老小](?:${surnames})(?!\\p{Script=Han}?[司公])`),
  read,
)

/** Taken before anything else that may begin there. */
export const surePeople: readonly Rule<PersonSaid>[] = [titledPerson]

/** Taken when nothing else fits. */
export const likelyPeople: readonly Rule<PersonSaid>[] = [
  departmentAlone,
  wholeTitledPerson,
  nickname,
  plainPerson,
]

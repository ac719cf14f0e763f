/** What is told of a customer beside its name: 行业半导体, 规模500人以上, 联系人李工 13800001111. */
import { findTitledPerson } from './surnames.ts'

export type ContactDetails = {
  readonly name?: string
  readonly title?: string
  /** As said: 采购部. */
  readonly department?: string
  readonly phone?: string
  readonly preference?: string
}

export type AccountDetails = {
  readonly shortName?: string
  /** As said. */
  readonly industry?: string
  readonly mainProducts?: string
  readonly scale?: string
  /** As said: a region, a province or a city. */
  readonly region?: string
  readonly address?: string
  readonly contact?: ContactDetails
}

const link = '(?:就是|[是为叫在属于]+的?|改[成为到]?|填|写|:|\\s)*'
const closing = /(?:的|吧|哈|啊|了|呢|哦)+$/u

/** In no value: what asks, denies or is not known yet. */
const noValue =
  /什么|啥|哪|吗|多少|几[个人号]|谁|怎么?|如何|没有|不是|不知道|不清楚|未知|还没|是否|有没有/u

type Rule = { readonly says: RegExp; readonly key: keyof AccountDetails }

const rule = (key: keyof AccountDetails, source: string): Rule => ({
  key,
  says: new RegExp(`^${source}$`, 'u'),
})

const about = '(?:大概|大约|约|有|近|差不多|超过)*'
const people = '\\d[\\d\\s~至到-]*多?(?:个)?(?:人|名?员工)'
const bounded = '(?:以上|以下|以内|左右|上下)'

const rules: readonly Rule[] = [
  rule('shortName', `(?:简称|俗称|我们叫它?|平时叫)${link}(.{2,12})`),
  rule('industry', `(?:所属|所在|从事)?(?:的)?行业${link}(.{2,12}?)(?:行业)?`),
  rule('industry', '(?:属于|是|从事)(.{2,10})(?:行业|领域)'),
  rule('mainProducts', `(?:主营(?:产品|业务)?|主要产品|主业)${link}(?:做)?(.{2,60})`),
  rule(
    'mainProducts',
    '(?:是|他们)?(?:主要|专门|主打)(?:是)?(?:做|生产|研发|卖|从事|经营)(?:的是)?(.{2,60})',
  ),
  rule(
    'scale',
    `(?:公司|企业|人员|员工)?(?:规模|人数|员工数|员工人数|员工)${link}${about}(${people}${bounded}?|[大中小微]型(?:企业)?)`,
  ),
  rule('scale', `${about}(${people}${bounded})(?:的?规模)?`),
  rule('scale', `${about}(${people})的?规模`),
  rule('region', `(?:所在|所属)?(?:地区|区域|地域|大区|片区|省份|城市)${link}(.{2,10})`),
  rule('address', `(?:公司|办公|联系|详细|注册)?地址${link}(.{2,80})`),
  rule('address', '(?:位于|坐落于|坐落在)(.{2,80})'),
]

/** Only while a file is being opened: said of anything else, these words tell of something done. */
const openingRules: readonly Rule[] = [
  rule('industry', '(?:做)?(.{2,10})(?:行业|领域)'),
  rule('scale', `${about}(${people})`),
  rule('mainProducts', `产品${link}(.{2,60})`),
  rule('mainProducts', '(?:是)?(?:做|生产|研发|卖|从事|经营)(?:的是)?(.{2,60})'),
  rule('region', '在(.{2,8})'),
]

/**
 * One stretch of words as a detail; undefined when it says anything else.
 *
 * @param opening a new file is being opened, so that plainer words will do
 */
function readDetail(text: string, opening: boolean): AccountDetails | undefined {
  const words = text.trim().replace(closing, '')
  if (words === '' || noValue.test(words)) return undefined
  const contact = readContact(words, opening)
  if (contact) return { contact }
  for (const { key, says } of opening ? [...rules, ...openingRules] : rules) {
    const value = says.exec(words)?.[1]?.trim()
    if (value) return { [key]: key === 'scale' ? tidyScale(value) : value }
  }
  return undefined
}

/** 500～1000 个人 → 500-1000人. */
const tidyScale = (said: string): string =>
  said
    .replace(/\s+/gu, '')
    .replace(/[~至到]/gu, '-')
    .replace(/个?(?:名?员工|人)/u, '人')

const phone =
  /(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)/u
const contactLead = /^(?:主要|对方)?(?:联系人|对接人|接口人|负责人|找)(?:是|叫|为|:|\s)*/u
const titleWords =
  /[\p{Script=Han}A-Za-z]{0,6}(?:总经理|总监|经理|主管|总工|工程师|厂长|所长|科长|部长|处长|主任|采购|专员|助理|董事长|总裁|会计|出纳|秘书|院长|组长)/u
const departmentLead = /^(?:联系人)?(?:的)?(?:所在)?部门(?:是|为|:|\s)*(.{2,8})$/u
const titleLead = /^(?:联系人)?(?:的)?(?:职务|职位|岗位|头衔)(?:是|为|:|\s)*(.{2,12})$/u
const preferenceLead =
  /^(?:联系人|对方|他|她)?(?:的)?(?:沟通偏好|沟通方式|偏好|喜好|喜欢|偏爱|习惯)(?:是|用|:|\s)*(.{1,20})$/u

function readContact(words: string, opening: boolean): ContactDetails | undefined {
  const preference = preferenceLead.exec(words)?.[1]
  if (preference) return { preference: preference.replace(/(?:来)?(?:沟通|联系|联络)$/u, '') }
  const title = titleLead.exec(words)?.[1]
  if (title) return { title }
  const department = departmentLead.exec(words)?.[1]
  if (department) return { department }
  const found = phone.exec(words)
  const number = found && (found[1] ? `${found[1]}${found[2]}${found[3]}` : found[0])
  const rest = (found ? words.replace(found[0], ' ') : words)
    .replace(/(?:的)?(?:联系)?(?:电话|手机号?|座机|联系方式|号码|tel)(?:是|为|:|\s)*/iu, ' ')
    .trim()
  const lead = contactLead.exec(rest)
  if (!found && !lead) return undefined
  if (!lead && !opening) return rest === '' && number ? { phone: number } : undefined
  const person = personIn(lead ? rest.slice(lead[0].length) : rest)
  if (!person && rest !== '') return undefined
  return { ...person, ...(number && { phone: number }) }
}

/** 李工, 王芳 采购经理, 采购部王芳, 技术总监张三. */
function personIn(text: string): Pick<ContactDetails, 'name' | 'title'> | undefined {
  const words = text
    .trim()
    .replace(/[\s,、()]+/gu, ' ')
    .trim()
  if (words === '') return undefined
  const [first = '', ...others] = words.split(' ')
  const titled = findTitledPerson(first)
  if (titled && titled.at === 0 && titled.name.length === first.length) {
    const title = others.join('')
    return { name: titled.name, ...(title && { title }) }
  }
  if (titleWords.test(first) && others.length === 1 && /^\p{Script=Han}{2,4}$/u.test(others[0]!)) {
    return { name: others[0]!, title: first }
  }
  const before =
    /^(.{0,8}?(?:部|处|科|总监|经理|主管|工程师|主任|厂长|专员|会计))(\p{Script=Han}{2,4})$/u.exec(
      first,
    )
  if (before && others.length === 0) {
    const person = findTitledPerson(before[2]!)
    return { name: person?.name ?? before[2]!, title: before[1]! }
  }
  if (!/^(?:\p{Script=Han}{2,4}|[A-Za-z][A-Za-z .]{1,20})$/u.test(first)) return undefined
  const title = others.join('')
  if (title && !titleWords.test(title) && title.length > 8) return undefined
  return { name: first, ...(title && { title }) }
}

/** Both, the later one's words winning. */
export function mergeDetails(a: AccountDetails, b: AccountDetails): AccountDetails {
  const contact = a.contact || b.contact ? { ...a.contact, ...b.contact } : undefined
  return { ...a, ...b, ...(contact && { contact }) }
}

/** Begins another detail in words that only blanks separate. */
const begins =
  /^(?:(?:主要|对方)?(?:联系人|对接人|接口人|负责人)|(?:所属)?行业|主营|主要(?:做|产品|生产)|(?:做|生产|研发|卖)(?=.{2})|规模|员工|人数|(?:公司|办公)?地址|地区|区域|位于|坐落|简称|职务|职位|部门|沟通|偏好|喜欢|在(?=.{2})|\d[\d~-]*多?(?:人|名)|[大中小]型)/u

/** A clause's details, blanks or not between them. Undefined when some part of it is none. */
export function readDetails(text: string, opening: boolean): AccountDetails | undefined {
  const segments: string[] = []
  for (const part of text.trim().split(/\s+/u)) {
    if (segments.length > 0 && !begins.test(part)) segments.push(`${segments.pop()} ${part}`)
    else segments.push(part)
  }
  let details: AccountDetails = {}
  for (const segment of segments) {
    const read = readDetail(segment, opening)
    if (!read) return undefined
    details = mergeDetails(details, read)
  }
  return details
}

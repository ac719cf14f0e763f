/** What people say of a customer's tags: put on, taken off, asked for. */
import { foldName } from '../lib/names.ts'
import { nameMark, polite, shapeOf, typedIn } from './clause-shape.ts'
import { uncoveredIn, wordList } from './cover.ts'
import type { Clause } from './sentence.ts'

export type TagReading = {
  readonly kind: 'add' | 'remove'
  readonly clauses: readonly Clause[]
  /** As said; none when only that there shall be some was said. */
  readonly tags: readonly string[]
  /** In no list, and where the customer's name would stand. */
  readonly unknownName?: string
  /** The word 标签, or a tag that is known: it can be about nothing else. */
  readonly sure: boolean
}

/** Whether these words are a tag that everybody knows. */
export type IsKnownTag = (said: string) => boolean

const name = `${nameMark}+`
const who = `(?<who>${name}(?:(?:以及|还有|[和、跟与及,\\s的])+${name})*)`
/** Beside a known name, or instead of one, what is in no list. */
const odd = '(?<odd>[\\p{Script=Han}A-Za-z0-9]{0,12}?)'
const them = '的?(?:这个|这家|那个|那家)?(?:客户|公司)?(?:那边)?'
const label = '(?:标签|标记|[Tt]ag|TAG)'
const putOn = '(?:打|加|贴|添加|添|增加|补|设置|设|标上|新增|挂|做|上)'
const some = '(?:上去|上|了|个|一个|一下|下|几个|两个|一些)*'
const takeOff =
  '(?:去掉|去除|删掉|删除|删了|删|移除|移掉|取消|撤掉|撤销|拿掉|摘掉|清除|清掉|撕掉|揭掉|取下|撤下)'
const tags = '(?<tags>.+?)'
/** None yet where they follow in the next clause, or are to be asked for. */
const anyTags = '(?<tags>.*?)'
const closing = `(?:这个|这两个|这几个|两个|几个|的)*${label}?${polite.after}`

const pattern = (source: string) => new RegExp(`^${polite.before}${source}`, 'du')

/** Each says whether only tags can be meant by it, or only if the words are known ones. */
type Form = { readonly form: RegExp; readonly sure: boolean; readonly knownOnly?: true }

const head = `(?:(?:给|为|帮|对|在|把|将)\\s*(?:${who}?${odd})|${who}?)${them}\\s*(?:再|也|都)?`

const additions: readonly Form[] = [
  {
    form: pattern(
      `${putOn}${some}${label}[:\\s]*(?:给|到)?\\s*${who}${them}[:\\s]*${anyTags}${polite.after}`,
    ),
    sure: true,
  },
  {
    form: pattern(
      `${head}${putOn}${some}${label}${some}(?:为|是|叫|成|[:+])*${anyTags}${polite.after}`,
    ),
    sure: true,
  },
  {
    form: pattern(
      `${head}${putOn}${some}${tags}(?:这个|这两个|两个|几个|的)*${label}${polite.after}`,
    ),
    sure: true,
  },
  {
    form: pattern(
      `(?:把|将)?${tags}(?:这个|这两个|的)*${label}(?:打|加|贴|挂|添加)(?:给|到|在|上)*${who}${them}(?:身上|头上|名下|上)?${polite.after}`,
    ),
    sure: true,
  },
  {
    form: pattern(
      `${head}(?:标记|标注|标识|打标|贴标|标)(?:为|成|上|作|到|一下|一?个|了|[:\\s])+${tags}${closing}`,
    ),
    sure: false,
  },
  {
    form: pattern(`${who}${them}\\s*${label}(?:[:+\\s]|加上?|是)+${tags}${polite.after}`),
    sure: true,
  },
  {
    // 顺达最近有需求帮我打个标签.
    form: pattern(
      `${who}${them}(?:他们|这边)?(?:也|就|都|很|挺|比较|属于|是)*${tags}(?:你|请|麻烦|帮我|给我|给它|给他们|\\s)*${putOn}${some}${label}${polite.after}`,
    ),
    sure: false,
    knownOnly: true,
  },
  {
    form: pattern(`${head}(?:打|加|贴|挂|添)(?:上|个|一个)+${tags}${closing}`),
    sure: false,
    knownOnly: true,
  },
  {
    form: pattern(`${who}${them}(?:就|也|应该|现在)?(?:属于|算是?|是)${tags}${closing}`),
    sure: false,
    knownOnly: true,
  },
]

const from = `(?:把|将|从)?`
const removals: readonly Form[] = [
  {
    form: pattern(
      `${from}${takeOff}了?${who}${odd}(?:身上|上)?的?${label}[:\\s]*${tags}${polite.after}`,
    ),
    sure: true,
  },
  {
    form: pattern(`${from}${takeOff}了?${who}${odd}(?:身上|上)?的?${tags}${closing}`),
    sure: false,
  },
  {
    form: pattern(
      `${from}${who}${odd}(?:身上|上)?的?${label}?[:\\s]*${tags}(?:这个|的)*${label}?(?:给|都)?(?:${takeOff}|不要|撤)了?${polite.after}`,
    ),
    sure: false,
  },
  {
    form: pattern(`${from}${who}${odd}(?:身上|上|里)?${takeOff}了?${tags}${closing}`),
    sure: false,
  },
  {
    form: pattern(
      `(?:把|将)${tags}(?:这个|的)*${label}?从${who}${odd}(?:身上|上|里)?${takeOff}了?${polite.after}`,
    ),
    sure: false,
  },
  {
    form: pattern(`${who}${them}(?:已经|现在|也)?不(?:再|算)?是${tags}了?${closing}`),
    sure: false,
    knownOnly: true,
  },
]

/** Grades, outcomes and parts of a record are set by words of their own. */
const otherThings =
  /^[ABCabc]级?(?:客户)?$|级$|^潜在|重要客户|普通客户|战略客户|丢单|输单|赢单|成交|签约|关闭|完成|项目|商机|单子|负责人|金额|阶段|提醒|联系人|电话|报价|互动|记录|协作|竞品|对手|档案|经理|权限|^客户$|^公司$/u
const asksBack = /吗|什么|啥|哪|多少|谁|怎么|有没有|是不是|如果|(?<!主)要是/u

/** Reads one clause, with the following ones that go on listing tags. */
export function readTags(free: readonly Clause[], isKnown: IsKnownTag): TagReading | undefined {
  for (const [at, clause] of free.entries()) {
    if (clause.asks || asksBack.test(clause.text)) continue
    const read =
      readForms(clause, { forms: removals, kind: 'remove', isKnown }) ??
      readForms(clause, { forms: additions, kind: 'add', isKnown })
    const told = read?.kind === 'add' && read.tags.length === 0 ? free[at - 1] : undefined
    const before = told?.index === clause.index - 1 ? tagsTold(told, isKnown) : undefined
    if (read && before) return { ...read, clauses: [told!, clause], tags: before, sure: true }
    if (read) return withListed(read, free.slice(at + 1), isKnown)
  }
  return undefined
}

function readForms(
  clause: Clause,
  of: { forms: readonly Form[]; kind: 'add' | 'remove'; isKnown: IsKnownTag },
): TagReading | undefined {
  const { shape, unknown } = withUnknown(shapeOf(clause))
  for (const { form, sure, knownOnly } of of.forms) {
    const match = form.exec(shape)
    if (!match) continue
    const words = match.groups?.tags ?? ''
    // The name of the customer is no tag.
    if (words.includes(nameMark) && !match.groups?.who) continue
    const said = splitTags(typedIn(clause, match, 'tags'), of.isKnown)
    const allKnown = said.length > 0 && said.every(of.isKnown)
    if (said.length === 0 ? of.kind === 'remove' : knownOnly && !allKnown) continue
    if (!sure && !allKnown && !isFreeTag(clause, said)) continue
    const odd = unknown ?? typedIn(clause, match, 'odd').replace(/的$/u, '')
    const unknownName = pronoun.test(odd) ? '' : odd
    return {
      kind: of.kind,
      clauses: [clause],
      tags: said,
      sure: sure || allKnown || /标签|[Tt]ag/u.test(clause.text),
      ...(unknownName && { unknownName }),
    }
  }
  return undefined
}

const told = new RegExp(
  `^${who}${them}(?:他们)?(?:这边)?(?:最近|现在|目前|也|就|都|很|挺|比较|特别|属于|是)*${tags}$`,
  'du',
)

/** 立辰近期有需求, said right before 打个标签. */
function tagsTold(clause: Clause, isKnown: IsKnownTag): readonly string[] | undefined {
  const match = clause.asks ? null : told.exec(shapeOf(clause).trim())
  const said = match ? splitTags(match.groups!.tags!, isKnown) : []
  return said.length > 0 && said.every(isKnown) ? said : undefined
}

const generic = '[今明昨前后本上下这那它他她你我咱该其]|客户|公司|对方'
const beforeLabel = new RegExp(
  `^(?:请|麻烦|帮我?|把|将|给|,|\\s)*(?:${nameMark})*(?!${generic})(?<odd>[\\p{Script=Han}A-Za-z0-9]{2,12}?)(?=(?:再|也|都)?(?:标[记注识]?|打标|贴标)(?:[为成]|一?个)|(?:再|也|都)?(?:${putOn}|${takeOff})(?:上|了|个|一个)*${label})`,
  'du',
)

const ofUnknown = new RegExp(
  `^(?:请|麻烦|帮我?|,|\\s)*(?:(?:把|将|从)|${takeOff}了?)(?!${generic})(?<odd>[\\p{Script=Han}A-Za-z0-9]{2,8}?)(?:身上|上)?(?=的.{2,16}(?:${label}|${takeOff}))`,
  'du',
)

/** 天成 of 天成标记为高潜力, or 电源 after 华芯: the words stand for a customer, though for none there is. */
function withUnknown(shape: string): { readonly shape: string; readonly unknown?: string } {
  const removes = !shape.includes(nameMark) && /标签|[Tt]ag/u.test(shape)
  const match = beforeLabel.exec(shape) ?? (removes ? ofUnknown.exec(shape) : null)
  const at = match?.indices?.groups?.odd
  if (!match || !at) return { shape }
  const [from, to] = at
  const marked = shape.slice(0, from) + nameMark.repeat(to - from) + shape.slice(to)
  return { shape: marked, unknown: match.groups!.odd }
}

/** No stage, date or amount, and nothing that is kept elsewhere. */
const isFreeTag = (clause: Clause, said: readonly string[]) =>
  clause.stages.length + clause.dates.length + clause.amounts.length === 0 &&
  !/取消|撤销/u.test(clause.text) &&
  said.every((tag) => !otherThings.test(tag))

/** 价格敏感,近期有需求: what follows is a tag as well, if it is a known one. */
function withListed(read: TagReading, after: readonly Clause[], isKnown: IsKnownTag): TagReading {
  const clauses = [...read.clauses]
  const said = [...read.tags]
  for (const clause of after) {
    if (clause.index !== clauses.at(-1)!.index + 1 || clause.names.length > 0) break
    const more = splitTags(clause.text, isKnown)
    // 给华芯打个标签,老客户: the first may be any.
    const first = said.length === 0 && more.length === 1 && isFreeTag(clause, more)
    if (more.length === 0 || !(first || more.every(isKnown))) break
    clauses.push(clause)
    said.push(...more)
  }
  return { ...read, clauses, tags: [...new Set(said)] }
}

/** Who was spoken of before. */
const pronoun =
  /^(?:顺便|顺手|另外|再|也|帮|把|给|将)*(?:我|你|您|他|她|它|他们|她们|他们家|对方|客户|这家|该客户|这个客户)$/u

const separators = /[、,;+/\s]+|以及|还有/u
const wrapping =
  /^(?:标签|[:#"'“”‘’「」『』《》[\](){}|])+|(?:这?[两三几]个)?(?:的?标签)?["'“”‘’「」『』《》[\]()。!|]*$/gu

function splitTags(text: string, isKnown: IsKnownTag): string[] {
  const parts = text.split(separators).flatMap((part) => {
    const [whole, ...more] = part.split(/[和与及跟]/u)
    const pieces = [whole!, ...more].map(clean)
    // 服务和价格 may be one tag; 高潜力和价格敏感 are two.
    return more.length > 0 && pieces.some(isKnown) ? pieces : [clean(part)]
  })
  return [
    ...new Set(
      parts.filter((part) => foldName(part) !== '' && !/^[吧呗啦哈啊呀了的]+$/u.test(part)),
    ),
  ]
}

const clean = (part: string) => part.trim().replace(wrapping, '').trim()

const asking = wordList(
  '有 有哪些 哪些 哪几个 什么 啥 几个 多少 标签 的 都 打 打了 打过 打上 贴 贴了 贴上 加了 挂了 了 看 看看 看一下 看下 查 查看 查一下 查下 列出 列一下 列 显示 现在 目前 当前 身上 上 上面 吗 呢 啊 呀 一下 下 我 给 给我 帮 帮我 请 麻烦 想 想看 知道 是 被 客户 公司 这个 那个 这家 那家 告诉 情况 有没有 分别 是什么',
)

const putsOn = /(?:打|贴|加|挂)(?:上|个|一个)|^\s*(?:给|把|将|为|在)/u
/** In no list, and where the customer's name would stand. */
const nameLike = /^(?!.*(?:标签|[打贴加去删撤标不没吗么谁哪怎]))[\p{Script=Han}A-Za-z0-9]{2,12}$/u

/** 华芯有哪些标签: a name, 标签, and nothing beside them but words that ask. */
export function readTagsAsked(clause: Clause): { readonly unknownName?: string } | undefined {
  if (!clause.text.includes('标签')) return undefined
  const rest = shapeOf(clause).replaceAll(nameMark, ' ')
  if (/[打贴加]个?标签$/u.test(rest.trim())) return undefined
  const runs = uncoveredIn(rest, asking)
  const [first] = runs
  if (!first) return {}
  if (putsOn.test(clause.text)) return undefined
  const unknownName = rest.slice(first.start, runs.at(-1)!.end)
  const stands = first.start < rest.indexOf('标签') && nameLike.test(unknownName)
  return stands ? { unknownName } : undefined
}

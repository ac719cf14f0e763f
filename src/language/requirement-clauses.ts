/**
 * What a customer needs: standards, equipment, budget. S0: 「建立详细的客户技术需求档案,包括检测标准、
 * 设备要求、预算范围等关键信息」.
 */
import { contactKind } from './activity-words.ts'
import type { AmountMention } from './amount-mention.ts'
import { type Item, type ItemToken, itemRules } from './equipment.ts'
import { lex, matching, type Rule, silent } from './lex.ts'
import type { Tagged } from './reading.ts'
import {
  oneUnknown,
  type RecordToken,
  recordNames,
  textOf,
  type UnknownToken,
  unknownName,
} from './record-words.ts'
import type { Clause } from './sentence.ts'
import { type StandardToken, standardRule } from './standards.ts'
import { earlierSubject, type SubjectMention, subjectIn } from './subject.ts'

/** `say` is how it is; `add` and `remove` count from what there is; `set` replaces. */
export type Manner = 'say' | 'add' | 'remove' | 'set'

export type RequirementReading = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  readonly unknownName?: string
  readonly standards: readonly { readonly name: string; readonly manner: Manner }[]
  /** `afterName` right behind the customer's name it may be how the deal is called: 华鑫老化. */
  readonly items: readonly (Item & { readonly manner: Manner; readonly afterName?: true })[]
  readonly budget?: Tagged<AmountMention>
}

type BudgetToken = { readonly kind: 'budget'; readonly tag: Tagged<AmountMention> }
type Token =
  | StandardToken
  | ItemToken
  | BudgetToken
  | RecordToken
  | UnknownToken
  | { readonly kind: 'manner'; readonly manner: Manner }
  | { readonly kind: 'standards' }

const toBudget =
  '(?:金额|总额|额度|额|范围|上限)?(?:的话|目前|现在|暂定|初步|已经|又|也|还|大概|大约|约|估计|差不多|可能|就|只|在|是|为|有|批了|给了|报了|定在|定为|定了|:|总共|一共|从|由|增加|增|提高|提|涨|加|追加|降低|降|减|砍|压|缩|调|改|变|放宽|扩|更新|修改)*(?:到|成|为|至)?(?:了)?\\s*'
const fromTo =
  /^\s*(?:增加|增|提高|提|涨|加|追加|降低|降|减|砍|压|缩|调整|调|改|变|更新)?(?:到|成|为|至|→|->)了?\s*$/u
const leadsBudget = new RegExp(`^(?:的)?预算${toBudget}$`, 'u')

/** 预算300万, 预算从300万降到280万, 300万的预算. */
const budgetRule =
  (clause: Clause, lead: number): Rule<Token> =>
  (text, at) => {
    const place = (position: number) => position - clause.start - lead
    const [first, second] = clause.amounts.filter((tag) => place(tag.start) >= at)
    if (!first) return []
    const from = place(first.start)
    const end = place(first.end)
    const token = (tag: Tagged<AmountMention>): BudgetToken => ({ kind: 'budget', tag })
    if (from === at) {
      const after = /^(?:左右)?的?(?:总)?预算/u.exec(text.slice(end))
      return after ? [{ end: end + after[0].length, token: token(first) }] : []
    }
    if (!leadsBudget.test(text.slice(at, from))) return []
    if (second && fromTo.test(text.slice(end, place(second.start)))) {
      return [{ end: place(second.end), token: token(second) }]
    }
    return [{ end, token: token(first) }]
  }

const manner = (value: Manner, pattern: RegExp): Rule<Token> =>
  matching(pattern, () => ({ kind: 'manner', manner: value }))

const manners: readonly Rule<Token>[] = [
  manner(
    'remove',
    /(?:不(?:再|用|需要)?(?:要|用|买|做|采购)|去掉|删掉|删除|取消|砍掉|拿掉|少要|减少|减掉|减|少)(?:了)?/uy,
  ),
  manner('set', /(?:标准|设备)?(?:改成|改为|换成|换为|变成|变为|调整为|更新为|改用|改按)(?:了)?/uy),
  manner(
    'add',
    /(?:再|又|另外?|还|额外|还要|还需要|要)*(?:再?加上?|增加|追加|添加|添|新增|多要|多加|补)(?:了|要)?/uy,
  ),
  manner('add', /(?:还要|还需要|再要|再来|另外?要|另需)/uy),
  manner(
    'say',
    /(?:需要|想要|要求|要做|需|要|想|打算|计划|准备)?(?:采购|购买|买|订购|订|配备|配|上|做|测|检测|检|用|满足|符合|按照|按|依据|依|执行|遵循|过|达到|参照|有|安装)(?:了)?/uy,
  ),
  manner('say', /需要|想要|要求|要|需/uy),
]

const standardsWord: Rule<Token> = matching(
  /(?:的)?(?:检测|测试|试验|执行|质量|技术|客户|参考|适用)?标准(?:是|为|用|按|要求|要|:|有|改|换)*/uy,
  () => ({ kind: 'standards' }),
)

const filling = silent(
  '请 麻烦 麻烦你 帮我 帮忙 帮 给我 记一下 记下 记录 记录一下 记 存一下 更新 更新一下 登记 需求 需求档案 技术需求 档案 那个 这个 那 这 一下 吧 呢 啦 嘛 了 的 得 就 也 都 还 再 又 另外 还有 然后 同时 而且 并且 但是 把 将 给 对 是 为 里 里面 ' +
    '现在 目前 最新 最近 已经 刚 我们 咱们 我 这边 那边 他们 客户 对方 甲方 业主 项目 商机 单子 公司 设备 仪器 机器 试验 测试 检测 试验项目 测试项目 和 跟 与 及 以及 、 / 来 哈 啊 哦 嗯 呃 谢谢 共 一共 总共 各 数量 说 表示 提出 确认 确定 定 定了 左右 ,',
)

/** The first run of clauses that tells of needs and of nothing else. */
export function readRequirement(
  all: readonly Clause[],
  free: readonly Clause[],
): RequirementReading | undefined {
  if (all.some((clause) => contactKind(clause.text))) return undefined
  for (let start = 0; start < free.length; ) {
    const run = runFrom(free, start)
    start += Math.max(1, run.length)
    const reading = toReading(all, run, free.length < all.length)
    if (reading) return reading
  }
  return undefined
}

type Read = { readonly clause: Clause; readonly tokens: readonly Token[] }

function runFrom(free: readonly Clause[], start: number): Read[] {
  const run: Read[] = []
  for (const clause of free.slice(start)) {
    const previous = run.at(-1)
    if (previous && clause.index !== previous.clause.index + 1) break
    const tokens = tokensOf(clause)
    if (!tokens) break
    run.push({ clause, tokens })
  }
  return run
}

function tokensOf(clause: Clause): Token[] | undefined {
  if (clause.asks || clause.stages.length > 0) return undefined
  const lead = clause.text.length - clause.text.trimStart().length
  const lexed = lex<Token>(textOf(clause), [
    recordNames(clause),
    budgetRule(clause, lead),
    standardRule,
    standardsWord,
    ...itemRules,
    ...manners,
    filling,
    unknownName,
  ])
  const tokens = lexed?.map(({ token }) => token)
  const unknownAt = tokens?.findIndex(({ kind }) => kind === 'unknown') ?? -1
  // A name comes first; later it is something that was not understood.
  return unknownAt > 0 ? undefined : tokens
}

function toReading(
  all: readonly Clause[],
  run: readonly Read[],
  partTaken: boolean,
): RequirementReading | undefined {
  const clauses = run.map(({ clause }) => clause)
  const tokens = run.flatMap((read) => read.tokens)
  const unknown = oneUnknown(tokens)
  const own = subjectIn(clauses)
  // What is said beside something else that was asked for is a part of that, unless it names a deal.
  if (!clauses[0] || unknown === 'too much' || (partTaken && !own)) return undefined
  const { standards, items, budget } = collect(run)
  const counted = items.some(({ count }) => count !== undefined)
  const sure = standards.length > 0 || budget !== undefined || (counted && (wanted(tokens) || own))
  const named = own !== undefined || unknown !== undefined
  if (!sure && !(items.length > 0 && named && wanted(tokens))) return undefined
  const subject = own ?? earlierSubject(all, clauses[0])
  return {
    clauses,
    ...(subject && { subject }),
    ...(unknown && { unknownName: unknown }),
    standards,
    items,
    ...(budget && { budget }),
  }
}

const wanted = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => token.kind === 'manner' || (token.kind === 'item' && token.manner))

/** How each is meant: by the verb before it, in the same clause. */
function collect(run: readonly Read[]) {
  const standards: { name: string; manner: Manner }[] = []
  const items: (Item & { manner: Manner; afterName?: true })[] = []
  let budget: Tagged<AmountMention> | undefined
  for (const { tokens } of run) {
    let manner: Manner = 'say'
    for (const [i, token] of tokens.entries()) {
      if (token.kind === 'manner') manner = token.manner
      if (token.kind === 'standard') standards.push({ name: token.name, manner })
      if (token.kind === 'budget') budget = token.tag
      if (token.kind === 'item') {
        const afterName = tokens[i - 1]?.kind === 'record' && token.item.count === undefined
        items.push({
          ...token.item,
          manner: token.manner ?? manner,
          ...(afterName && { afterName }),
        })
      }
    }
  }
  return { standards, items, budget }
}

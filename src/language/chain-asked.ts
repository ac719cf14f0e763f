/** Asks who has a say at a customer: 决策链 华芯检测, 华芯检测谁说了算, 华芯的关键人. */
import { lex, matching, type Rule, silent } from './lex.ts'
import {
  oneUnknown,
  type RecordToken,
  recordNames,
  textOf,
  type UnknownToken,
  unknownName,
} from './record-words.ts'
import type { Clause } from './sentence.ts'
import { type SubjectMention, subjectIn } from './subject.ts'

export type RecordAsked = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  readonly unknownName?: string
}

type Token = RecordToken | UnknownToken | { readonly kind: 'asked' }

const asked = (pattern: RegExp): Rule<Token> =>
  matching(pattern, () => ({ kind: 'asked' as const }))

const chainWords: readonly Rule<Token>[] = [
  asked(
    /决策链(?:条)?|决策(?:人|者|层)|关键人物?|关键决策人|组织关系|权力地图|人物地图|影响者|拍板人|(?:关键|重要)联系人|干系人|(?:的|所有|全部)?联系人|决策(?:流程里)?的人/uy,
  ),
  asked(
    /(?:到底|究竟|最后|最终|主要|真正)?(?:是|由|都?有)?(?:谁|哪些人|哪几个人?|哪位|哪个人)(?:能|来|最终|最后|在|有权|可以)?(?:说了算|说话算数|说话管用|拍板|做主|做决定|决定|定夺|有话语权|是老大|管事|决策|有决策权|把关)(?:的)?/uy,
  ),
  asked(/(?:说了算|拍板|做主|做决定|管事|能决定)的?(?:人)?(?:是|有)(?:谁|哪些人|哪位|哪些)/uy),
  asked(
    /(?:都?有)?(?:谁|哪些人|哪几个人?|哪位)(?:是)?(?:在)?(?:支持|反对|中立|卡|挺|站|不支持|没表态)(?:着)?(?:我们|咱们?)?(?:这边)?的?/uy,
  ),
  asked(
    /(?:支持|反对|中立|挺|卡)(?:我们|咱们?)?的(?:人)?(?:都)?(?:是|有)(?:谁|哪些人|哪些|几个)/uy,
  ),
  asked(/(?:各方|大家|客户|他们)?(?:都|都是)?(?:什么|啥|怎么个|怎样的?)(?:态度|立场)/uy),
]

const filling = silent(
  '请 麻烦 麻烦你 帮我 帮忙 帮 给我 我 我想 想 要 看看 看一下 看下 看 查看 查询 查一下 查查 查下 查 打开 显示 调出 列一下 列出 列 说说 讲讲 了解 知道 了解一下 发我 发一下 的 了 吧 呢 啊 呀 哈 嘛 吗 是 有 有没有 都 都有 现在 目前 当前 最新 到底 究竟 一下 下 这个 那个 这 那 个 里 里面 中 上 方面 项目 商机 单子 单 客户 公司 那边 这边 他们 他们家 它 情况 怎么样 怎样 如何 什么情况 什么样 咋样 谁 有谁 是谁 都有谁 哪些 有哪些 是什么 什么 覆盖 覆盖情况 覆盖率 覆盖度 齐了 齐 完整 缺谁 还缺谁 缺什么 缺 名单 列表 图 表 地图 清单 谢谢 和 跟 与 对 在',
)

/** One clause that asks for nothing else; undefined otherwise. */
export function readChainAsked(free: readonly Clause[]): RecordAsked | undefined {
  return readAsked(free, [...chainWords, filling])
}

/** A clause that is covered by these rules and names what is asked for. */
export function readAsked(
  free: readonly Clause[],
  rules: readonly Rule<Token>[],
): RecordAsked | undefined {
  for (const clause of free) {
    if (clause.dates.length + clause.amounts.length > 0) continue
    const lexed = lex<Token>(textOf(clause), [recordNames(clause), ...rules, unknownName])
    const tokens = lexed?.map(({ token }) => token) ?? []
    if (!tokens.some(({ kind }) => kind === 'asked')) continue
    const unknown = oneUnknown(tokens)
    // A name stands before what is asked of it, or after: 决策链 天成. Elsewhere it is none.
    const place = tokens.findIndex(({ kind }) => kind === 'unknown')
    if (unknown === 'too much' || (place > 0 && place < tokens.length - 1)) continue
    const subject = subjectIn([clause])
    return {
      clauses: [clause],
      ...(subject && { subject }),
      ...(unknown && { unknownName: unknown }),
    }
  }
  return undefined
}

/** The words that rivals are asked about with. */
import { matching, type Rule, silent } from './lex.ts'
import type { RecordToken, UnknownToken } from './record-words.ts'
import { rivalWord } from './rivals.ts'

export type RivalAskedToken =
  | RecordToken
  | UnknownToken
  | { readonly kind: 'rival' }
  /** 竞品, 对手. */
  | { readonly kind: 'called' }
  /** Asks how it is, as of anything. */
  | { readonly kind: 'how' }
  /** Asks what is asked of rivals alone. */
  | { readonly kind: 'fight' }
  /** Asks which there are. */
  | { readonly kind: 'which' }
  /** Asks who else is after a deal. */
  | { readonly kind: 'with' }
  /** 环测的报价: of what alone, as one does in a search. */
  | { readonly kind: 'aspect' }
  /** 降价了: what happened, of which something else asks. */
  | { readonly kind: 'news' }

const token = (
  kind: Exclude<RivalAskedToken['kind'], 'unknown' | 'record'>,
  ...sources: readonly string[]
): Rule<RivalAskedToken>[] =>
  sources.map((source) => matching(new RegExp(source, 'uy'), () => ({ kind })))

const whom = '(?:谁|哪些|哪几家|哪家|哪些人|哪些家|哪些公司|哪个|什么人|多少家|几家)'
const what = '(?:有)?(?:什么|啥|哪些)?(?:新)?(?:的)?'
const happened = '(?:降价|涨价|调价|出新品|推新品|扩产|压价|低价竞争|报价)'
const after = '(?:抢|竞争|争|竞标|PK|打|跟进|跟|投|做|报价)'
const who = '(?:还)?(?:有)?(?:谁|哪些人|哪几家|哪家|哪些公司|哪些家|几家)'

export const rivalAskedRules: readonly Rule<RivalAskedToken>[] = [
  ...token('called', `${rivalWord}(?:公司|厂家|们)?`),
  ...token(
    'fight',
    '(?:该|要|应该)?(?:怎么|如何|怎样|咋)(?:去)?(?:应对|对付|打赢|打败|打|赢|破|竞争|拆招|反击|抗衡|压制|PK|pk)',
    '打法|作战卡|应对(?:策略|方法|办法|措施|方案)?|话术|(?:胜率|赢率|战绩)(?:是)?(?:多少|几成|怎么样|如何)?|交手(?:记录|情况)?',
    '(?:打|交)过(?:几次|多少次)?(?:手)?|(?:赢|输)过(?:几次|多少次)',
  ),
  ...token(
    'how',
    '(?:怎么样|怎样|咋样|如何|啥样|什么样|什么水平|怎么办|咋办)(?:了)?',
    `${what}(?:动静|动向|动态|动作|消息|情况|进展|变化|信息|资料|特点|情报|近况|现状|概况|新闻)`,
    `${what}(?:强项|弱项|优势|劣势|优劣势|优缺点|优点|缺点|弱点|短板|长处|软肋)`,
    '(?:有)?(?:什么|啥|哪些)(?:新)?(?:的)?(?:新品|产品|设备|资质|认证|能力|报价|优惠|活动|方案)',
    '[强弱好差贵]在哪(?:里|儿)?|哪(?:里|儿)(?:强|弱|好|差)|报了?价?了?(?:多少|几万|什么价)',
    '(?:在)?(?:干什么|干啥|干嘛|做什么|忙什么|搞什么)|档案|卡片|分析|是谁|是什么(?:公司)?|什么来头',
    '的?(?:报价|价格|交期|产品|服务|新品)(?:策略|特点|水平)?(?:是)?(?:怎么样|怎样|咋样|如何|多少|什么|情况)',
    `(?:是不是|有没有|是否)?[又还也]?${happened}[了过]*(?:吗|没有|没|么)`,
    `(?:什么时候|啥时候|何时|哪天)${happened}[了的过]*`,
  ),
  ...token('aspect', '的?(?:报价|价格|交期|产品|服务|新品)(?:策略|特点|水平)?'),
  ...token('news', `[又还也再]?${happened}了?`),
  ...token(
    'which',
    `(?:都)?(?:有|是)(?:都有)?${whom}|${whom}|(?:都)?有(?:没有|吗)|列表|名单|清单|一览|库|大全`,
  ),
  ...token(
    'with',
    `(?:是|有)?${who}[也都还]*在?[跟和与](?:我们|咱们?)?${after}`,
    `在?[跟和与](?:谁|哪家|哪些公司|哪些人)在?${after}`,
    `${who}[也都还]*在${after}`,
    '竞争(?:情况|态势|格局|形势|激烈)',
  ),
]

export const rivalAskedFilling = silent(
  '请 麻烦 帮我 帮忙 帮 给我 我 我们 我们的 咱们 咱们的 想 要 看看 看一下 看下 看 查看 查询 查一下 查查 查下 查 打开 显示 调出 列一下 列出 列 说说 讲讲 说下 介绍 介绍一下 了解 了解一下 知道 发我 发一下 来个 来份 一下 下 个 份 的 了 吧 呢 啊 呀 哈 嘛 吗 是 有 都 都有 现在 目前 当前 最新 最近 近期 近来 这个月 本月 这周 本周 今年 上个月 到底 究竟 主要 所有 全部 这个 那个 这 那 里 里面 上 中 项目 商机 单子 单 客户 公司 那边 这边 他们 他们家 家 它 谢谢 和 跟 与 对 在 同 把 一个 遇到 碰到 碰上 遇上 对上 面对 如果 要是 时 时候 的时候 还 再 就 也 又 去 得 该 跟我们比 和我们比 与我们比 相比 比起来 比 打',
)

/** Asks what a customer needs: 需求档案 华芯检测, 华芯检测要什么, 需求档案的历史. */
import { type RecordAsked, readAsked } from './chain-asked.ts'
import { matching, silent } from './lex.ts'
import type { Clause } from './sentence.ts'

export type RequirementAsked = RecordAsked & { readonly history: boolean }

const asked = (pattern: RegExp) => matching(pattern, () => ({ kind: 'asked' as const }))

const rules = [
  asked(/(?:技术|客户|检测)?需求(?:档案|清单|文档|明细|表|情况|内容)?/uy),
  asked(
    /(?:都|到底|究竟|主要|具体)?(?:想要|需要|要求|要做|要买|要采购|要测|要检|采购|要|测|检测)(?:的)?(?:是)?(?:什么|啥|哪些|些什么|哪几样)(?:东西|设备|项目|标准|试验|测试|仪器)?/uy,
  ),
  asked(
    /(?:要求)?(?:用|按|执行|检测|测试|是)?(?:什么|哪个|哪些|啥)标准|(?:检测|测试|执行)?标准(?:是|有)?(?:什么|啥|哪些|哪个|多少)/uy,
  ),
  asked(/(?:客户)?(?:的)?预算(?:大概|大约|现在|目前)?(?:是|有)?(?:多少|几万|多大)(?:钱)?/uy),
]

const filling = silent(
  '请 麻烦 麻烦你 帮我 帮 给我 我 想 看看 看一下 看下 看 查看 查询 查一下 查查 查下 查 打开 显示 调出 列一下 列出 说说 讲讲 了解 知道 发我 发一下 的 了 吧 呢 啊 呀 哈 嘛 吗 是 有 有没有 都 现在 目前 当前 最新 最新的 到底 一下 下 这个 那个 这 那 个 里 里面 项目 商机 单子 客户 公司 那边 这边 他们 它 怎么样 怎样 如何 是什么 什么 哪些 有哪些 谢谢 对 在 ' +
    '历史 历史记录 版本 历史版本 各版本 所有版本 版本记录 变化 变更 变更记录 演变 演变过程 改过 改动 改了 改了哪些 变了 变了什么 怎么变的 几次 几版 多少版 记录 之前 以前 过去 变化过程',
)

const ofHistory = /历史|版本|变化|变更|演变|改过|改动|改了|变了|变的|几版|多少版/u

/** One clause that asks for nothing else; undefined otherwise. */
export function readRequirementAsked(free: readonly Clause[]): RequirementAsked | undefined {
  const read = readAsked(free, [...rules, filling])
  if (!read) return undefined
  const text = read.clauses.map((clause) => clause.text).join(',')
  // 温循试验标准是什么 is a question of knowledge.
  if (!read.subject && /标准/u.test(text) && !/需求/u.test(text)) return undefined
  const named = read.subject ?? (read.unknownName && text.trim().startsWith(read.unknownName))
  if (!named && !/需求|预算/u.test(text)) return undefined
  return { ...read, history: ofHistory.test(text) }
}

/** Asks how a lead stands: L-201 什么情况, 矽谷半导体怎么样. */
import { lex, type Rule, silent } from './lex.ts'
import { textOf } from './record-words.ts'
import type { Clause } from './sentence.ts'
import { isRecordName } from './subject.ts'

type Token = { readonly kind: 'lead'; readonly ids: readonly string[] }

const filling = silent(
  '请 请问 麻烦 帮我 帮 给我 我 想 要 看看 看一下 看下 看 查看 查询 查一下 查查 查 打开 显示 说说 讲讲 了解 知道 一下 下 的 了 吧 呢 啊 呀 哈 嘛 吗 是 有 现在 目前 当前 最近 最新 到底 究竟 这个 那个 这条 那条 这 那 条 线索 潜客 客户 公司 那边 这边 情况 状况 状态 进展 进度 信息 资料 详情 怎么样 怎样 咋样 如何 什么 什么情况 啥情况 啥 谁 在跟 跟 跟进 负责 联系 联系过 联系了 没有 没 首次联系 超时 多久 什么时候 分配 分给 给 来源 哪来 哪里来 需求 谢谢',
)

const leadNames =
  (clause: Clause): Rule<Token> =>
  (_text, at) => {
    const lead = clause.text.length - clause.text.trimStart().length
    return clause.names
      .filter((tag) => tag.start - clause.start - lead === at && !isRecordName(tag))
      .flatMap((tag) => {
        const ids = tag.found.hits.flatMap((hit) => (hit.kind === 'lead' ? [hit.subjectId] : []))
        const token = { kind: 'lead' as const, ids: [...new Set(ids)] }
        return ids.length > 0 ? [{ end: at + tag.end - tag.start, token }] : []
      })
  }

/** The leads named, where the message asks about one and nothing else. */
export function readLeadAsked(
  clauses: readonly Clause[],
  free: readonly Clause[],
): readonly string[] | undefined {
  const [clause, ...others] = clauses
  if (!clause || others.length > 0 || free.length !== 1) return undefined
  const [named, ...more] = lex<Token>(textOf(clause), [leadNames(clause), filling]) ?? []
  return named && more.length === 0 ? named.token.ids : undefined
}

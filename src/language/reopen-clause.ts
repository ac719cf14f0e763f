/** Takes a deal up again that was given up: 重开华芯检测, 华芯检测又活了. */
import { nameMark, shapeOf } from './clause-shape.ts'
import { uncoveredIn, wordList } from './cover.ts'
import type { Clause } from './sentence.ts'

const again =
  /重开|重新(?:打开|开|启动|激活|启用|谈)|重启|再打开|恢复(?:跟进)?|激活|复活|又活(?:过来)?了|活过来了|起死回生|捡回来|撤销丢单|取消(?:丢单|关闭)/u

const words = wordList(
  '重开 重新打开 重新开 重新启动 重新激活 重新启用 重新谈 重启 再打开 恢复 恢复跟进 激活 复活 又活了 又活过来了 活过来了 起死回生 起死回生了 捡回来 捡回来了 撤销丢单 取消丢单 取消关闭 的 了 把 将 给 吧 一下 下 请 麻烦 帮我 帮 我 这个 那个 这单 那单 单 单子 项目 商机 生意 要 可以 又 客户 那边 啊 呀 谢谢 状态 为 在谈 成 丢单 丢掉 丢了 之前 以前 上次 先 也 都 谈',
)

const nameLike = /^(?!.*[不没别未无吗么谁哪怎我你他她它])[\p{Script=Han}A-Za-z0-9-]{2,16}$/u

/** Whether the clause says so, and nothing beside it but a name that may be in no list. */
export function readReopening(clause: Clause): { readonly unknownName?: string } | undefined {
  if (clause.asks || !again.test(clause.text)) return undefined
  if (clause.stages.length + clause.amounts.length + clause.dates.length > 0) return undefined
  const rest = shapeOf(clause).replaceAll(nameMark, ' ')
  const runs = uncoveredIn(rest, words)
  const [first] = runs
  if (!first) return {}
  // Some characters of a name happen to be words: 成 of 天成.
  const least = clause.names.length > 0 ? 0 : first.start + 2
  const unknownName = rest.slice(first.start, Math.max(runs.at(-1)!.end, least))
  return nameLike.test(unknownName) ? { unknownName } : undefined
}

/**
 * What somebody asks about work: what is to be done (我今天要跟进谁, 待办), what was done (本周小结,
 * 这个月我干了啥), what has no next step (缺下一步), how the team's day is (团队今天). A clause is one
 * only when every word of it is accounted for.
 */
import { uncoveredIn, wordList } from './cover.ts'
import type { DateMention } from './date.ts'
import type { Tagged } from './reading.ts'
import { type Clause, gapsOf } from './sentence.ts'

/** Whose work: one's own, one's team's, or that of a colleague or team by name. */
export type Whose =
  | { readonly kind: 'me' }
  | { readonly kind: 'team' }
  | { readonly kind: 'named'; readonly words: string; readonly userIds: readonly string[] }

export type WorkAsking = {
  readonly about: 'agenda' | 'summary' | 'missing-steps' | 'team-day'
  readonly whose: Whose
  readonly date?: Tagged<DateMention>
  /** 周报, 月报: the span that the noun itself says. */
  readonly span?: 'day' | 'week' | 'month' | 'quarter'
}

const doing =
  '跑 跑了 跟进 跟 跟踪 联系 拜访 回访 打电话 打 电话 见 见面 约 找 处理 做 办 干 忙 忙活 弄 搞 完成 关注 催 去 来 看 聊 理 碰 推 推进 沟通 走访 签 对接 维护 解决 落实 捋 捋一捋 捋一下 梳理 理一下 盘 盘一下 盘点 过一下 过一遍'

const things =
  '待办 代办 待跟进 待联系 待回访 待拜访 待沟通 待完成 待办事项 代办事项 todo to do 任务 日程 日程表 安排 议程 行程 事 事情 事儿 事项 工作 活 活儿 清单 列表 单子 计划 重点 提醒 客户 线索 商机 项目 人 电话 公司 家 件 个 下一步 下步 后续 动作 情况 动态 概况 进展 状况'

const reporting =
  '小结 总结 周报 月报 日报 季报 周小结 月小结 周总结 月总结 日小结 汇总 回顾 战报 简报 报告 工作量 成果 成绩 战果 收获'

const asking =
  '谁 哪些 哪个 哪几个 哪几家 哪家 哪位 哪 什么 啥 干嘛 几个 几件 几家 多少 有没有 有无 吗 么 呢 如何 怎么样 怎样 咋样 怎么 些 几'

const modal =
  '要 待 该 应该 应 需要 需 得 必须 还 还有 先 最 优先 急 着急 紧急 要紧 重要 超期 逾期 到期 过期 超时 没 没有 未 还没 缺 少 差 欠 缺少 没写 写 没定 定 没安排 有 排 落 漏'

const softening =
  '我 我的 自己 自己的 本人 个人 俺 我们 咱们 咱 我们组 咱们组 我组 团队 本组 组里 全组 整个 大家 手下 下属 部门 小组 的 了 过 着 完 吧 啊 呀 呗 啦 哈 哦 嘛 噢 呐 哪 都 是 上 里 再 又 才 给 给我 帮 帮我 请 麻烦 劳驾 拜托 一下 下 看看 看一下 查 查查 查一下 查看 列 列出 列一下 列出来 说说 讲讲 告诉 告诉我 发 发我 发一下 出 出个 生成 来个 来份 做个 写个 写份 整 整个 整理 一份 份 一 想 想知道 知道 可以 能 会 把 和 跟 与 你好 您好 早 早上好 早安 上午好 下午好 好 比较 比较好 合适 更 值得 嗨 哎 现在 目前 眼下 接下来 接着 手上 手头 马上 最近 近期 近 起来 出来 总共 一共 到底 究竟 大概 主要 那 那么 这 就 也 还是 然后 顺便 另外 谢谢 哪儿 对 打算 准备 我来 今个 为止 到现在 以来 至今 期间 那些 这些'

const words = wordList(doing, things, reporting, asking, modal, softening)

const missing =
  /(?:缺|没|未|少|差|欠|漏|无)[^,]{0,6}(?:下一?步|后续)|(?:下一?步|后续)[^,]{0,6}(?:没|未|缺|空|漏)/u
const reports = /小结|总结|[周月日季]报|汇总|回顾|战报|简报|工作量|成果|战果/u
const done =
  /(?:跑|跟进|联系|拜访|回访|电话|见|约|处理|做|办|干|忙|弄|搞|完成|看|聊|推进|沟通|走访|签|对接|维护|解决|落实)(?:了|过|完|成)/u
const ahead = /该|要|得|没|未|还|需/u
const asks = /谁|哪|什么|啥|干嘛|几|多少|有没有|有无|吗|么|呢|怎/u
const tasks =
  /待(?:办|跟进|联系|回访|拜访|沟通|完成)|代办|to ?do|日程|议程|行程|安排|任务|清单|工作重点|重点工作/iu
const acts =
  /跑了|跟进|联系|拜访|回访|电话|见|约|找|处理|做|办|干|弄|搞|催|忙|事|活|急|要紧|超期|逾期|到期|过期|超时|关注|推进|沟通|工作|提醒|重要|优先|先|该|跟(?=谁|哪|什么)/u
/** 今天要跟进的客户: those to be called on, without a word that asks. */
const toBeMet =
  /(?:要|待|该|得|需要?|必须|应该?)(?:去|再|先)?(?:跟进?|联系|拜访|回访|见|打电话|沟通|处理|做|办|催|推进|走访|对接)的(?:客户|人|事情?|事儿|线索|项目|商机|工作|公司|家)?$|待(?:跟进|联系|回访|处理|拜访|沟通)(?:的|客户|事项)*$/u
const ofTeam = /我们组|咱们组|我组|团队|本组|组里|全组|大家|手下|下属|部门|小组/u
const dayOfTeam =
  /^(?:今天|今日)?(?:怎么?样|咋样|如何|情况|动态|概况|状况|进展|的|吗|呢|啊|什么|啥|有|[\s]){0,6}$/u

/** Reads the clause as a question about work; undefined when it says anything else. */
function readWorkClause(clause: Clause): WorkAsking | undefined {
  const users = clause.names.filter(({ found }) => found.hits.some((hit) => hit.kind === 'user'))
  if (users.length < clause.names.length || users.length > 1) return undefined
  const { amounts, dates } = clause
  // 下一步 may also be the next stage.
  const stages = clause.stages.filter(({ text }) => !/下一?步/u.test(text))
  if (dates.length > 1 || stages.length > 0) return undefined
  if (amounts.some((a) => !dates.some((date) => date.start < a.end && a.start < date.end))) {
    return undefined
  }
  const gaps = gapsOf(clause, [...users, ...dates])
  const team = teamNamed(gaps.flatMap(unknownIn))
  if (team === undefined || (team !== '' && users.length > 0)) return undefined
  const said = gaps.join(' ').replace(team, '').trim()
  const about = aboutWhat(said, team !== '' || ofTeam.test(said), dates[0])
  if (!about || (about === 'team-day' && !clause.text.trim().startsWith(team))) return undefined
  return {
    about,
    whose: whoseOf(said, team, users[0]),
    ...(dates[0] && { date: dates[0] }),
    ...(spanSaid(said) && { span: spanSaid(said) }),
  }
}

/** A clause that only greets or softens, beside one that asks. */
const isCourtesy = ({ text, names }: Clause): boolean =>
  names.length === 0 &&
  uncoveredIn(text, words).length === 0 &&
  !asks.test(text) &&
  !tasks.test(text) &&
  !reports.test(text) &&
  !acts.test(text)

function whoseOf(said: string, team: string, user: Clause['names'][number] | undefined): Whose {
  if (user) {
    const hits = user.found.hits.filter((hit) => hit.kind === 'user')
    return { kind: 'named', words: user.text, userIds: hits.map((hit) => hit.subjectId) }
  }
  if (team !== '') return { kind: 'named', words: team, userIds: [] }
  return ofTeam.test(said) ? { kind: 'team' } : { kind: 'me' }
}

/** 改到今天 is no team's day. */
const teamLike =
  /^(?!.*(?:[改推到签降涨加减延提退转]|[A-C][类级]))[\p{Script=Han}A-Za-z0-9]{2,12}$/u

/** What may be a team's name; empty without one, undefined when there is more. */
function teamNamed([name = '', ...others]: readonly string[]): string | undefined {
  return others.length === 0 && (name === '' || teamLike.test(name)) ? name : undefined
}

function aboutWhat(
  said: string,
  team: boolean,
  date: Tagged<DateMention> | undefined,
): WorkAsking['about'] | undefined {
  const spoken = said.replace(/\s+/gu, '')
  if (missing.test(spoken)) return 'missing-steps'
  // 下一步做什么 asks about a deal.
  if (/下一?步/u.test(spoken)) return undefined
  if (reports.test(spoken)) return 'summary'
  // 最近聊了什么 is asked of the customer that was spoken of, 我这周聊了什么 of oneself.
  const isOfTalks = date === undefined && /^(?:最近|近期|上次|都|又)*(?:聊|谈|沟通)/u.test(spoken)
  if (isOfTalks) return undefined
  if (done.test(spoken) && asks.test(spoken) && !ahead.test(spoken)) return 'summary'
  if (tasks.test(spoken) || toBeMet.test(spoken)) return 'agenda'
  if (asks.test(spoken) && acts.test(spoken)) return 'agenda'
  const rest = spoken.replace(ofTeam, '')
  if (!team || !date || !dayOfTeam.test(rest)) return undefined
  if (isToday(date.found)) return 'team-day'
  return rest === '' ? undefined : 'summary'
}

const isToday = ({ when }: DateMention): boolean =>
  when.kind === 'offset' && when.days.length === 1 && when.days[0] === 0

function spanSaid(said: string): WorkAsking['span'] {
  if (/周(?:报|小结|总结)/u.test(said)) return 'week'
  if (/月(?:报|小结|总结)/u.test(said)) return 'month'
  if (/季报/u.test(said)) return 'quarter'
  return /日(?:报|小结)/u.test(said) ? 'day' : undefined
}

function unknownIn(gap: string): string[] {
  const runs = uncoveredIn(gap, words)
  const first = runs[0]
  return first ? [gap.slice(first.start, runs.at(-1)!.end)] : []
}

/**
 * A message that asks about work and nothing else, a greeting beside it aside. Clauses of another
 * request are never taken apart for it: 下周有什么事 in an activity's words belongs to the activity.
 */
export function readWork(
  clauses: readonly Clause[],
  free: readonly Clause[],
): WorkAsking | undefined {
  if (free.length !== clauses.length || clauses.length > 3) return undefined
  const read = clauses.map((clause) => ({ clause, asking: readWorkClause(clause) }))
  const asked = read.flatMap(({ asking }) => asking ?? [])
  const rest = read.filter(({ asking }) => !asking)
  return asked.length === 1 && rest.every(({ clause }) => isCourtesy(clause)) ? asked[0] : undefined
}

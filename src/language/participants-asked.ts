/** Asks who works on a record and who may see it: 华芯检测谁在跟, 有谁能看到华芯检测. */
import { type RecordAsked, readAsked } from './chain-asked.ts'
import type { SaidColleague } from './colleagues-said.ts'
import { matching, type Rule, silent } from './lex.ts'
import { textOf } from './record-words.ts'
import type { Clause } from './sentence.ts'
import { isRecordName } from './subject.ts'

export type ParticipantsAsked = RecordAsked & {
  /** Whom it is asked of: 李娜能看到华芯检测吗. */
  readonly people: readonly SaidColleague[]
}

const asked = (pattern: RegExp) => matching(pattern, () => ({ kind: 'asked' as const }))

const who =
  '(?:都有谁|有谁|谁|哪些人|哪几个人?|哪几位|哪位|哪些同事|哪个同事|什么人|有几个人|几个人|多少人)'
const seeing = '(?:看到|看见|看得到|看得见|查看|访问|看|打开)'

const openRules = [
  asked(
    new RegExp(
      `(?:都|还|现在|目前|一共|是|有|由)*${who}(?:们|都|还|现在|正在|一起|在)*(?:跟进|跟着|跟|参与|协作|协助|配合|参加)(?:着|的|了|过|呢|啊)*`,
      'uy',
    ),
  ),
  asked(
    new RegExp(
      `(?:都|还|现在|目前|是|有)*${who}(?:都|还|现在|能|可以|能够|有权限?|被允许)*${seeing}(?:得到|到|见|的|了|呢)*`,
      'uy',
    ),
  ),
  asked(new RegExp(`(?:都|是|有)*${who}(?:都|能|可以|有权)+(?:修改|编辑|改|动)`, 'uy')),
  asked(new RegExp(`(?:共享|分享|开放|授权)给?(?:了|过)?(?:${who}|哪些)(?:了|的|看)*`, 'uy')),
  asked(new RegExp(`(?:都)?${who}(?:都)?(?:有|的)(?:这个|查看|访问)?权限`, 'uy')),
  asked(
    /(?:所有|全部)?(?:的)?(?:协作|协同|参与|合作|项目组?|团队|跟进|只读|共享)(?:人员?名单|人员|成员|者|同事|人)(?:名单|列表|情况)?/uy,
  ),
  asked(/(?:共享|协作|参与|可见)(?:范围|情况|名单|列表)|(?:查看|访问)权限/uy),
]

/** Of somebody by name: a question only as it ends in one. */
const closedRules = [
  asked(
    new RegExp(
      `(?:现在|还|也|到底|有没有权限|有权限|是不是|是否|能不能|可不可以|能|可以|看)+${seeing}?(?:得到|到|见)*`,
      'uy',
    ),
  ),
  asked(/(?:是不是|是否|有没有|还|也)*(?:在不在|在跟|参与|跟着|跟|协作|在)(?:了|过)?/uy),
]
const closes = /吗|么$|能不能|可不可以|有没有|是否|是不是|在不在/u

const filling = silent(
  '请 麻烦 麻烦你 帮我 帮忙 帮 给我 我 我想 想 想知道 要 看看 看一下 看下 看 查看 查询 查一下 查查 查下 查 打开 显示 列一下 列出 列 说说 告诉 告诉我 知道 了解一下 问一下 问下 请问 的 了 吧 呢 啊 呀 哈 嘛 吗 么 是 有 都 都有 现在 目前 当前 到底 究竟 一下 下 这个 那个 这 那 个 里 里面 中 上 方面 项目 商机 单子 单 客户 公司 它 该 除了我 还有 还 另外 谁 是谁 都有谁 有谁 哪些 有哪些 是什么 谢谢 同事 我们 咱们 我们这边 我方 内部 家 这单 那单 情况 对 和 、',
)

const pointing = /它|这个|那个|这单|那单|该/u

type Tag = Clause['names'][number]

const isColleague = (tag: Tag) =>
  !isRecordName(tag) && tag.found.hits.some((hit) => hit.kind === 'user')

/** Names of colleagues say whom it is asked of, not what. */
const people =
  (clause: Clause): Rule<never> =>
  (_text, at) => {
    const lead = clause.text.length - clause.text.trimStart().length
    return clause.names
      .filter((tag) => isColleague(tag) && tag.start - clause.start - lead === at)
      .map((tag) => ({ end: at + tag.end - tag.start }))
  }

/** One clause that asks for nothing else, of a record that is named or pointed at. */
export function readParticipantsAsked(free: readonly Clause[]): ParticipantsAsked | undefined {
  for (const clause of free) {
    const named = clause.names.filter(isColleague)
    const ends = clause.asks || closes.test(textOf(clause))
    if (named.length > 0 && !ends) continue
    const rules = named.length > 0 ? [people(clause), ...closedRules] : openRules
    const read = readAsked([clause], [...rules, filling])
    const of = clause.names.some(isRecordName) || read?.unknownName || pointing.test(clause.text)
    if (!read || !of) continue
    const idsOf = ({ found }: Tag) => found.hits.map((hit) => hit.subjectId)
    return {
      ...read,
      people: named.map((tag) => ({ words: tag.text, userIds: [...new Set(idsOf(tag))] })),
    }
  }
  return undefined
}

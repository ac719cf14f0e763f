/** Orders to keep words as a contact with a customer, whatever they say. */

import type { ActivityReading } from './activity-clauses.ts'
import { readActivity } from './activity-clauses.ts'
import { contactKind } from './activity-words.ts'
import { changeWords } from './change-words.ts'
import { uncoveredIn, wordList } from './cover.ts'
import type { Clause } from './sentence.ts'
import { findTitledPerson, isPlainName } from './surnames.ts'

const record =
  '(?:互动|跟进|沟通|拜访|电话|会议|微信|邮件|交流|联系|客户)?(?:记录|互动|跟进|沟通|拜访|电话|会议|微信|邮件|交流|联系|纪要)(?:里|中)?'

const before =
  '(?:刚才|刚刚|方才|上面|前面|上|之前|前)(?:我)?(?:说的?|发的?|讲的?|写的?)?(?:那|这)?(?:一)?(?:句|条|段|个|次|则)?(?:话|消息|内容|文字|信息)?(?:的)?'

const lastSaid = new RegExp(
  `^(?:请|麻烦|帮我|给我|那|就)*(?:把|将)?${before}(?:也|就|都|给我|帮我)*(?:当|算|记|存|录|写|登记|保存|改|转|按|作)(?:录|下|存)?(?:成|为|作|做|到|进|入|下来?)?(?:是)?(?:一?[个条次])?${record}(?:一下|吧|了|啊|哈|存一下|来?记)*$`,
  'u',
)

const given = new RegExp(
  `^(?:请|麻烦|帮我|给我)*记(?:录|下)?(?:成|为|一下)?(?:一?[个条次])?${record}[:, ]+(.+)$`,
  'su',
)

/** 「刚才那句记成互动」, or the words themselves behind 「记互动:」. */
export function readLogCommand(
  text: string,
): { readonly words?: string; readonly kind?: string } | undefined {
  const said = text.trim().replace(/[。!~]+$/u, '')
  if (lastSaid.test(said)) return { kind: said }
  const words = given.exec(said)?.[1]
  return words === undefined ? undefined : { words }
}

/** The words as a contact, even where nothing in them tells of one. */
export function asActivity(clauses: readonly Clause[], command: string): ActivityReading {
  const text = clauses.map((clause) => clause.text.trim()).join(',')
  const read = readActivity(clauses)
  if (read && read.clauses.length === clauses.length) return read
  const kind = contactKind(text) ?? kindIn(command)
  return { clauses, kind, onDate: undefined, topic: text.slice(0, 200) }
}

const time = '(?:今天|今早|昨天|刚才|刚刚|刚|最近|现在|目前|这周|上周|本周|上午|下午|早上|[,:\\s])*'
/** 天成还在等, 天成那边同意了: somebody, and then what they do or say. */
const opener = new RegExp(
  `^${time}(?<name>[\\p{Script=Han}A-Za-z0-9]{2,8}?)(?:那边|那里|他们家?|这边|公司)?的?${time}(?:也|都|就|又)*(?=还|在[等看做走忙谈审招]|已经?|正在|要|想|说|表示|觉得|认为|反馈|希望|同意|答应|拒绝|不|没|有|打算|准备|计划|等|催|问|换|批了|定了)`,
  'u',
)
/** What words also begin with: what is talked of, and who is nobody in particular. */
const talkedOf = wordList(
  '预算 方案 技术 报价 价格 价 合同 样品 样机 样件 项目 商机 单子 资料 材料 测试 报告 交期 付款 货款 回款 发票 需求 标书 招标 投标 流程 审批 设备 产品 仪器 场地 机房 实验室 进度 排期 时间 计划 采购 财务 商务 法务 质量 研发 部门 部 工厂 车间 现场 总部 集团 领导 老板 高层 客户 对方 甲方 业主 他 她 它 他们 她们 我 我们 咱们 大家 双方 人 人家 那边 这边 这个 那个 这次 上次 下次 这 那 新 旧 老 的 和 跟 与 目前 现在 今年 明年 年底 年后 年前 内部 竞品 对手 同行 意向 反馈 结果 情况 问题 会议 会 决策 负责人 联系人 经理 主任 总监 工程师 主管 专家 团队 评审 验收 调试 培训 维修 售后 订单 尾款 首款 条款 质保 保修 参数 标准 规格 图纸 数据 软件 硬件 系统 平台',
)

/** 天成 of 天成还在等预算: in no list, and said as a customer would be. */
export function spokenOf(clauses: readonly Clause[]): string | undefined {
  const [first] = clauses
  if (!first || first.names.length > 0) return undefined
  const name = opener.exec(first.text.trim())?.groups?.name
  if (!name || isPlainName.test(name) || findTitledPerson(name)) return undefined
  const known = [talkedOf, changeWords].some((words) => uncoveredIn(name, words).length === 0)
  return known ? undefined : name
}

function kindIn(command: string): ActivityReading['kind'] {
  if (/拜访/u.test(command)) return 'visit'
  if (/电话/u.test(command)) return 'call'
  if (/会议|纪要/u.test(command)) return 'meeting'
  if (/微信/u.test(command)) return 'wechat'
  return /邮件/u.test(command) ? 'email' : 'other'
}

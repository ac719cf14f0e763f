/** What help is about, subject by subject: what is said most comes first, subjects and sentences alike. */
import type { Intent } from './turn.ts'

export type HelpTopic = {
  readonly title: string
  /** What people call it, or what belongs to it, when they ask how. */
  readonly words: readonly string[]
  /** Ids of intents. */
  readonly intents: readonly string[]
}

export const helpTopics: readonly HelpTopic[] = [
  {
    title: '互动',
    words: ['互动', '拜访', '跟进', '跟进记录', '沟通', '沟通记录', '聊天记录', '会议', '记录'],
    intents: ['activity.log', 'activity.log-last', 'account.show-talks', 'account.brief'],
  },
  {
    title: '商机',
    words: [
      ...['商机', '项目', '单子', '阶段', '金额', '报价', '签约', '签约日期', '签约时间'],
      ...['丢单', '输单', '重开', '变更记录'],
    ],
    intents: [
      ...['deal.change', 'record.show', 'deal.create', 'deal.lose', 'deal.reopen', 'audit.show'],
    ],
  },
  {
    title: '推进和凭证',
    words: ['推进', '凭证', '里程碑', '放行', '闸门', '退出条件', '认可', '决策流程', '痛点'],
    intents: ['milestone.log', 'gate.release', 'deal.fill'],
  },
  {
    title: '条款和审批',
    words: [
      ...[
        '审批',
        '条款',
        '商务条款',
        '折扣',
        '账期',
        '预付',
        '特价',
        '申请',
        '同意',
        '驳回',
        '委托',
      ],
      ...['代审批', '成交', '合同'],
    ],
    intents: [
      ...['terms.request', 'approval.show', 'approval.decide', 'delegation.set', 'deal.win'],
    ],
  },
  {
    title: '待办和提醒',
    words: ['待办', '提醒', '日程', '下一步', '今天的事', '闹钟', '待补充', '待确认'],
    intents: [
      ...['agenda.show', 'reminder.set', 'reminder.tend', 'step.list-missing'],
      'draft.list-waiting',
    ],
  },
  {
    title: '客户',
    words: ['客户', '客户资料', '资料', '档案', '客户档案', '公司', '标签', '行业', '级别'],
    intents: ['account.create', 'account.fill', 'account.tag', 'tag.show', 'lead.show'],
  },
  {
    title: '联系人和决策链',
    words: ['联系人', '电话', '手机号', '联系方式', '决策链', '关键人', '态度', '立场', '影响力'],
    intents: [
      ...['contact.save', 'contact.reveal-phone', 'account.show-contacts'],
      ...['deal.set-stances', 'deal.show-chain'],
    ],
  },
  {
    title: '需求',
    words: ['需求', '客户需求', '需求档案', '标准', '设备', '预算'],
    intents: ['requirement.save', 'requirement.show'],
  },
  {
    title: '竞品',
    words: ['竞品', '竞争对手', '对手', '友商'],
    intents: ['competitor.note', 'competitor.show', 'competitor.unlink'],
  },
  {
    title: '协作',
    words: ['协作', '协作人', '共享', '参与人', '一起跟'],
    intents: ['participant.change', 'participant.show'],
  },
  {
    title: '列表和统计',
    words: [
      ...['列表', '清单', '名单', '统计', '报表', '漏斗', '小结', '周报', '月报', '日报', '团队'],
      ...['我的商机', '我的客户', '丢单原因'],
    ],
    intents: [
      ...['record.list', 'funnel.show', 'work.summarise', 'team.show-day'],
      'deal.report-losses',
    ],
  },
  {
    title: '人员',
    words: ['人员', '角色', '权限', '成员', '分组'],
    intents: ['people.set'],
  },
  { title: '撤销', words: ['撤销', '撤回', '改错', '还原'], intents: ['draft.undo'] },
]

/** The title of the subject that these words are about: 互动, 记互动, 新建客户. */
export function topicAbout(words: string): string | undefined {
  const named = helpTopics.flatMap(({ title, words: all }) =>
    [title, ...all].filter((word) => words.includes(word)).map((word) => ({ word, title })),
  )
  // 客户需求 is a requirement rather than a customer.
  return named.toSorted((a, b) => b.word.length - a.word.length)[0]?.title
}

/** What has no subject of its own yet. */
const others = '其他'

export type TopicOffer = { readonly title: string; readonly intents: readonly Intent[] }

/** Every intent once: under the first subject that lists it, or else beside those of its noun. */
export function byTopic(offered: readonly Intent[]): TopicOffer[] {
  const homes = new Map(offered.map((intent) => [intent, homeOf(intent)]))
  return [...helpTopics.map(({ title }) => title), others].flatMap((title) => {
    const intents = offered.filter((intent) => homes.get(intent) === title)
    const order = helpTopics.find((topic) => topic.title === title)?.intents ?? []
    const place = ({ id }: Intent) => (order.includes(id) ? order.indexOf(id) : order.length)
    return intents.length === 0
      ? []
      : [{ title, intents: intents.toSorted((a, b) => place(a) - place(b)) }]
  })
}

function homeOf({ id }: Intent): string {
  const noun = id.replace(/\..*/, '.')
  const own = helpTopics.find((topic) => topic.intents.includes(id))
  const kin = helpTopics.find((topic) => topic.intents.some((other) => other.startsWith(noun)))
  return (own ?? kin)?.title ?? others
}

/** The words that lists are asked for with, and what each of them means there. */
import type { ListQuery } from '../domain/list-query.ts'
import { pipelineTemplates } from '../domain/pipeline-templates.ts'

export type ListOrder = ListQuery['order']

/** Where a value of the company's own data belongs. */
export type ValueField = 'region' | 'industry' | 'scale' | 'tag' | 'team' | 'pipeline'

export type ListWord =
  | { readonly k: 'fill' }
  /** 列出, 有哪些: a list is wanted. */
  | { readonly k: 'ask' }
  | { readonly k: 'sum' }
  | { readonly k: 'funnel' }
  /** 怎么样: of a funnel only; of anything else it asks for more than a list. */
  | { readonly k: 'how' }
  | { readonly k: 'noun'; readonly noun: 'deal' | 'account'; readonly order?: ListOrder }
  | { readonly k: 'whose'; readonly whose: 'mine' | 'ours' | 'all' | 'shared' }
  /** 名下, 负责: of whom, the word before it says. */
  | { readonly k: 'hold' }
  /** 这个客户: the one spoken of. */
  | { readonly k: 'context' }
  | { readonly k: 'outcome'; readonly outcome: ListQuery['outcome'] }
  | { readonly k: 'grade'; readonly grades: readonly string[]; readonly noun?: 'account' }
  | { readonly k: 'overdue' }
  | { readonly k: 'late' }
  | { readonly k: 'no-next-step' }
  | { readonly k: 'silent' }
  | { readonly k: 'contacted' }
  | { readonly k: 'sign'; readonly soon?: true }
  | { readonly k: 'created' }
  | { readonly k: 'dwell' }
  /** 近, 最近, 未来: a time around now. */
  | { readonly k: 'soon' }
  | { readonly k: 'compare'; readonly op: 'ge' | 'gt' | 'le' | 'lt' }
  | { readonly k: 'order'; readonly order: ListOrder }
  /** A place, a trade, a tag, a team. Which of the company's it is, the data says. */
  | { readonly k: 'value'; readonly field: Exclude<ValueField, 'scale' | 'pipeline'> }
  | {
      readonly k: 'known-value'
      readonly field: ValueField
      readonly values: readonly string[]
    }

const contactVerbs =
  '联系 跟进 跟 互动 拜访 沟通 回访 维护 走动 走访 打电话 见 见面 碰面 聊 打交道 过问 管'.split(' ')

const fill = { k: 'fill' } as const
const ask = { k: 'ask' } as const
const deal = { k: 'noun', noun: 'deal' } as const
const account = { k: 'noun', noun: 'account' } as const
const compare = (op: 'ge' | 'gt' | 'le' | 'lt') => ({ k: 'compare', op }) as const
const order = (by: ListOrder) => ({ k: 'order', order: by }) as const
const outcome = (of: ListQuery['outcome']) => ({ k: 'outcome', outcome: of }) as const

/** Words by meaning; several spellings of one are separated by blanks. */
const meanings: readonly (readonly [string, ListWord])[] = [
  [
    '的 了 吗 呢 吧 啊 呀 哈 嘛 啦 呗 哦 哟 请 麻烦 麻烦你 您 你 帮 帮我 帮忙 给我 给 让我 劳驾 一下 下 一眼 谢谢 谢了 多谢 辛苦 辛苦了 你好 您好 嗨 那 那么 嗯 呃 额 哎 诶 唉 哦 噢 你帮 你帮我 您帮我 你给我 来着 那个 有 是 都 还 还有 还有没有 就 又 也 在 里 里面 中 中间 之中 当中 到 从 至 和 跟 与 及 以及 或 或者 并且 而且 且 同时 另外 又是 属于 来自 位于 地区 区域 区 大区 片区 省 市 行业 领域 类 类型 级别 等级 规模 标签 标记 打了 带 带有 带着 人数 金额 额度 报价 价格 签约日 签约日期 签约时间 日期 时间 阶段 环节 处于 处在 正在 现在 目前 当前 分别 各自 各有 今天为止 至今 需要 想 要 想要 我想 我要 能 能不能 可以 可不可以 想知道 知道 个 家 条 单 只 情况 之间 范围 为 这边 那边 上 名单 按 按照 排 排序 排列 排个序 排名 顺序 来 过 一份 一张 一个 来一份 来份 来个 份 把 做 从事 搞 员工 人员 预计 预估 估计 计划 打算 有望 目标 左右 才 才能 才会 才要',
    fill,
  ],
  [
    '列出 列一下 列下 列个 列 列举 罗列 列表 清单 看 看看 看一下 看下 瞧瞧 瞅瞅 查 查查 查一下 查下 查询 查看 查找 找 找出 找一下 找找 搜 搜索 搜一下 筛 筛选 筛出 筛一下 过滤 显示 展示 打开 调出 调出来 拉 拉一下 拉出 拉个 导 给我看 给我看看 发我 发给我 发一下 发下 发来 发出来 告诉我 汇总 汇总一下 盘点 盘一下 统计 统计一下 数一下 数数 有哪些 有哪几个 有哪几家 有啥 有什么 哪些 哪几个 哪几家 哪几单 哪个 哪家 哪一个 哪位 哪 有谁 谁 谁的 是谁 是谁的 都有谁 是哪些 是哪个 是哪家 都有哪些 都有啥 都有什么 什么 啥 有没有 是否有 几个 几家 几单 几条 几笔 多少个 多少家 多少单 多少条 多少笔 多少 有多少 有几个 有几家 数量 个数 明细',
    ask,
  ],
  [
    '总额 总金额 总共多少钱 一共多少钱 多少钱 合计 共计 总计 总共 一共 总数 加起来 加一块 加一块儿 合一块 合一起 加在一起 合起来 总价 总量 总盘子 盘子 金额合计 合计金额 合计多少',
    { k: 'sum' },
  ],
  [
    '漏斗 销售漏斗 漏斗图 商机漏斗 管道 销售管道 阶段分布 阶段漏斗 各阶段 每个阶段 各个阶段 分阶段 按阶段 每阶段 各阶段分别 各个阶段分别 每个阶段分别 转化率 转化 漏斗情况 管道情况 pipeline funnel',
    { k: 'funnel' },
  ],
  ['商机 项目 单子 单 俩单 两单 几单 三单 案子 生意 机会 订单 销售机会 deal deals', deal],
  ['大单 大单子 大项目 大客户项目', { k: 'noun', noun: 'deal', order: 'amount-most' }],
  ['小单 小单子', { k: 'noun', noun: 'deal', order: 'amount-least' }],
  ['客户 公司 企业 厂家 甲方 客户们 客户列表 客户名单 客户清单', account],
  ['怎么样 怎样 咋样 如何 啥样 什么样 啥情况 什么情况', { k: 'how' }],
  ['商机列表 商机清单 项目列表 项目清单 单子列表', deal],
  [
    '我 我的 我名下 我名下的 我手上 我手上的 我手头 我手头的 我手里 我手里的 我负责 我负责的 我跟的 我在跟 我在跟的 我自己 我自己的 自己 自己的 俺的 本人 本人的 我这儿 我这边 我这里 我这边的 我跟着 我跟着的 我正在跟 我正在跟的 我现在跟着 我现在跟的 我在负责 我在负责的 我目前负责',
    { k: 'whose', whose: 'mine' },
  ],
  [
    '我们 我们的 咱们 咱们的 我们组 我们组的 我组 我组的 我们团队 我们团队的 我团队 我团队的 团队 团队的 本组 本组的 全组 全组的 组里 组里的 组内 咱们组 咱们组的 咱组 咱组的 咱团队 咱团队的 我的团队 我手下 手下 我下属 下属 下面人 我的人 小组 小组里 小组里的 我们小组 大家 大家的 全体成员',
    { k: 'whose', whose: 'ours' },
  ],
  [
    '所有 所有的 全部 全部的 全体 全公司 公司全部 公司所有 整个公司 整个 全国 我能看到 我能看到的 我能看的 我可以看 我可以看到 我看得到 我看得到的 能看到 能看到的 看得到 看得到的 全 每个 各个 一切',
    { k: 'whose', whose: 'all' },
  ],
  [
    '我参与 我参与的 我参与了的 我在参与的 我协作 我协作的 我协助 我协助的 我配合的 我加入的 我支持的 我被拉进 我被拉进的 共享给我 共享给我的 分享给我 分享给我的 开放给我 开放给我的 同事共享给我的 别人共享给我的 别人分享给我的 同事分享给我的 与我共享的 和我共享的 我作为协作人的 我是协作人的 我只读的',
    { k: 'whose', whose: 'shared' },
  ],
  [
    '名下 名下的 手上 手上的 手里 手里的 手头 手头的 手头上 负责 负责的 在跟 在跟的 跟着 跟着的 跟的 正在跟 正在跟的 在负责 在负责的 管的 带的',
    { k: 'hold' },
  ],
  ['这个客户 这家客户 该客户 这个公司 这家公司 这家 他家 她家 它 他们家', { k: 'context' }],
  [
    '在谈 正在谈 进行中 在进行 正在进行 在跟进 跟进中 没关 没关闭 未关闭 未关 没结束 未结 未成交 没成交 没签 未签 还没签 活跃 没签的 开着的 打开的',
    outcome('open'),
  ],
  [
    '赢单 赢了 赢的 赢下 赢下来 成交 成交了 已成交 成单 签下 签下来 签下来的 签了 签了的 签成 签成的 已签 已签约 签约了 已经签 已经签了 拿下 拿下来 中标 签掉',
    outcome('won'),
  ],
  [
    '丢单 丢了 丢了的 丢掉 丢掉的 丢的 输单 输了 输了的 输掉 输掉的 输的 失败 失败的 失单 黄了 黄了的 黄掉的 没拿下 没拿下来 输给别人 输给对手 输给竞品 丢给对手 丢给别人 被抢走 被抢了 被抢走了 流失 流失的',
    outcome('lost'),
  ],
  ['已关闭 关闭 关闭了 关了 已结束 结束了 结束的 已关 关掉的', outcome('closed')],
  ['全部状态 不管状态 含已关闭 包括已关闭 包含已关闭', outcome('any')],
  ['重要客户', { k: 'grade', grades: ['a', 'b'], noun: 'account' }],
  ['普通客户', { k: 'grade', grades: ['c'], noun: 'account' }],
  [
    '潜在客户 潜客 潜在的客户 意向客户 未成交客户 没成交过的客户',
    { k: 'grade', grades: ['potential'], noun: 'account' },
  ],
  ['潜在 潜在级', { k: 'grade', grades: ['potential'] }],
  [
    '超期 超期了 超期的 超时 超时了 逾期 逾期了 阶段超期 停留超期 停留太久 停留过久 停太久 卡住 卡住了 卡住的 卡着 卡着的 卡太久 滞留 停滞 停滞了 停滞的 拖太久 拖延 拖着的 超上限 超过上限 该动没动',
    { k: 'overdue' },
  ],
  [dueWords(), { k: 'overdue' }],
  [
    '过了签约日 过了签约日期 签约日过了 签约日期过了 签约日已过 签约日期已过 过期没签 过期未签 到期没签 到期未签 逾期未签 逾期没签 该签没签 该签没签的 该签还没签 应签未签 签约过期 过期 过期了',
    { k: 'late' },
  ],
  [
    '缺下一步 没下一步 没有下一步 没有下一步计划 没下一步计划 无下一步 缺少下一步 下一步没有 下一步缺失 没定下一步 没安排下一步 没有后续 没有后续安排 没后续 缺后续 没有计划 没安排 没有安排 没有待办 无待办',
    { k: 'no-next-step' },
  ],
  [silentWords(), { k: 'silent' }],
  [
    '联系过 跟进过 拜访过 沟通过 互动过 见过 走访过 去过 聊过 打过电话 联系过的 跟进过的 拜访过的 沟通过的 互动过的 见过的 走访过的 去过的 聊过的 打过电话的',
    { k: 'contacted' },
  ],
  [
    '签 签的 签约 签约的 要签 要签的 要签约 要签约的 该签 该签的 应签 会签 能签 能签的 能签下 能签下来 可以签下来 可签下来 要签下来 能签回来 能拿下 能拿下来 能成单 可签 可以签 要签下 预计签 预计签约 预计签约的 预计签的 准备签 准备签约 计划签  签单 签单的 签合同 要成交 能成交 成交的日期 到期 到期的 要到期 截止 预计成交 预计成交的 下单 落单 收单 关单',
    { k: 'sign' },
  ],
  [
    '快签 快要签 快签了 快要签了 快签的 快要签的 快要签约 马上签 马上要签 马上要签的 马上能签 即将签 即将签约 即将成交 快成交 快要成交 快成交的',
    { k: 'sign', soon: true },
  ],
  [
    '新建 新建的 新增 新增的 新加 新加的 新 新的 新客 新来的 录入 录入的 创建 创建的 新开 新开的 建的 加的 新增加的 新进的 立项 立项的',
    { k: 'created' },
  ],
  ['停留 停留了 停了 待了 呆了 卡了 停在这个阶段 停在', { k: 'dwell' }],
  [
    '最近 近期 近 近来 这阵子 这段时间 未来 接下来 往后 今后 后面 过去 前面 近几天 这几天',
    { k: 'soon' },
  ],
  [
    '以上 及以上 之上 起 以上的 往上 不低于 不少于 至少 最少 大于等于 不小于 >= ≥ 起步',
    compare('ge'),
  ],
  ['超过 超 大于 高于 多于 > 多过 超出 过了', compare('gt')],
  [
    '以下 及以下 之下 以内 之内 内 不超过 不高于 不大于 不多于 至多 最多 小于等于 <= ≤ 往下 为止',
    compare('le'),
  ],
  ['不到 少于 低于 小于 < 不足 不满', compare('lt')],
  [
    '金额最大 金额最高 金额最多 最大 最大的 最高 最高的 最贵 最值钱 按金额 按金额排 按金额排序 按金额排列 按金额从大到小 按金额从高到低 按金额从大到小排 按金额从高到低排 金额从大到小 金额从高到低 金额倒序 金额降序 从大到小 从高到低 按大小',
    order('amount-most'),
  ],
  [
    '金额最小 金额最低 金额最少 最小 最小的 最低 按金额从小到大 按金额从低到高 金额从小到大 金额从低到高 金额升序 从小到大 从低到高',
    order('amount-least'),
  ],
  [
    '按签约日 按签约日期 按签约时间 按预计签约 按日期 按时间 按签约日排 按签约日期排 按签约日排序 按签约时间排 按时间排 按时间排序 按日期排 最早 最早签 最快签 最先签 最近签 最近签的 先签的',
    order('close-date'),
  ],
  [
    '停留最久 停留最长 停最久 卡得最久 卡最久 停留时间最长 停留时间最久 拖得最久 拖最久 按停留 按停留时间',
    order('longest-in-stage'),
  ],
  [longestSilentWords(), order('longest-silent')],
  ['最近联系 最近联系的 最近跟进 最近跟进的 最近拜访 最近拜访的 最近互动', order('latest-contact')],
  ['最新 最新的 最近新建 最近新增 最近新建的 最近新增的 最晚建的', order('newest')],
  [
    '华东 华南 华北 华中 西南 西北 东北 华西 长三角 珠三角 京津冀 大湾区 北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 深圳 广州 东莞 佛山 珠海 苏州 无锡 南京 常州 杭州 宁波 合肥 武汉 长沙 成都 西安 青岛 济南 厦门 福州 郑州 大连 沈阳',
    { k: 'value', field: 'region' },
  ],
  [
    '半导体 芯片 集成电路 消费电子 电子 电子元器件 元器件 汽车电子 汽车 新能源汽车 新能源 光伏 锂电 储能 医疗器械 医疗 医药 通信 通讯 通信设备 物流 快递 精密制造 制造 制造业 机械 装备 航空 航天 航空航天 军工 轨道交通 家电 互联网 软件 教育 金融 银行 能源 化工 食品 零售 电商 电力 安防 手机 政府',
    { k: 'value', field: 'industry' },
  ],
  [
    '近期有需求 高潜力 高潜 价格敏感 价格敏感型 服务要求型 服务敏感型 技术导向型 战略合作伙伴 有需求 近期采购 长期合作 重点跟进 沉睡',
    { k: 'value', field: 'tag' },
  ],
]

/** 该联系了还没联系: later than how often they are to be seen. */
function dueWords(): string {
  const lacks = ['没', '没有', '未', '还没', '还没有', '却没', '而没', '但没', '还未']
  return contactVerbs
    .flatMap((verb) =>
      lacks.flatMap((not) => [`该${verb}${not}${verb}`, `该${verb}了${not}${verb}`]),
    )
    .flatMap((words) => [words, `${words}的`])
    .join(' ')
}

/** 没跟进, 没怎么联系过, 未拜访. */
function silentWords(): string {
  const verbs = contactVerbs.flatMap((verb) => [verb, `${verb}过`, `${verb}了`])
  const lacks = ['没', '没有', '没怎么', '没再', '没去', '未', '未曾', '都没', '还没', '没人']
  return [
    ...lacks.flatMap((not) => verbs.map((verb) => not + verb)),
    ...['没动', '没动静', '没进展', '没有动静', '没有进展', '没消息', '没有消息', '没声音', '没理'],
    ...['失联', '失联了', '断联'],
    ...['没有互动', '没有联系', '没有跟进', '没互动', '冷落', '冷落了', '冷掉', '没碰', '没碰过'],
  ].join(' ')
}

function longestSilentWords(): string {
  return contactVerbs
    .flatMap((verb) => [verb, `${verb}过`])
    .flatMap((verb) => [`最久没${verb}`, `最久没有${verb}`, `最久未${verb}`, `最长时间没${verb}`])
    .concat(
      contactVerbs.flatMap((verb) => [
        `多久没${verb}`,
        `多久没有${verb}`,
        `很久没${verb}`,
        `好久没${verb}`,
        `多长时间没${verb}`,
        `多少天没${verb}`,
        `多久没${verb}过`,
      ]),
    )
    .join(' ')
}

const pipelineWords = pipelineTemplates.flatMap(({ key, name, aliases }) =>
  [name, ...aliases].flatMap((word) => [
    // 物流 alone may be a trade as well; 检测 is in half of all names.
    ...(word === '检测' ? [] : [[word, key] as const]),
    ...['管道', '流程', '线'].map((suffix) => [word + suffix, key] as const),
  ]),
)

/** Pipelines by the words for them, for whoever knows which of them are in use. */
export const pipelineKeys: ReadonlyMap<string, string> = new Map(pipelineWords)

type Entry = { readonly word: string; readonly means: ListWord }

const entries: readonly Entry[] = meanings.flatMap(([words, means]) =>
  words
    .split(' ')
    .filter(Boolean)
    .map((word) => ({ word, means })),
)

const byFirst = Map.groupBy(entries, ({ word }) => word[0]!)

/** Every word of the list that starts here. */
export function listWordsAt(text: string, at: number): readonly Entry[] {
  return (byFirst.get(text[at] ?? '') ?? []).filter(({ word }) => text.startsWith(word, at))
}

/** Without one of these nothing says what is listed. */
const heads: ReadonlySet<ListWord['k']> = new Set([
  'ask',
  'sum',
  'funnel',
  'noun',
  'whose',
  'grade',
  'overdue',
  'late',
  'no-next-step',
  'silent',
  'order',
])

const headsByFirst = Map.groupBy(
  entries.filter(({ means }) => heads.has(means.k)).map(({ word }) => word),
  (word) => word[0]!,
)

/** Whether a word stands anywhere in the text that may make a list of it. A cheap look, before it is cut. */
export function mayBeList(text: string): boolean {
  // A级, B类; 300万以上的.
  if (/[级类等]|的[\s,。!?]*$/u.test(text)) return true
  for (let at = 0; at < text.length; at++) {
    const words = headsByFirst.get(text[at]!)
    if (words?.some((word) => text.startsWith(word, at))) return true
  }
  return false
}

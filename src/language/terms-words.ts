/** The words that commercial terms are told in: 打88折, 账期60天, 三成预付, 款到发货, 独家条款. */

import type { AmountMention } from './amount.ts'
import { scanAmount } from './amount-scan.ts'
import { type Lexed, matching, type Rule, silent } from './lex.ts'
import type { RecordToken, UnknownToken } from './record-words.ts'
import { readTermSpan, type TermSpan } from './term-span.ts'

export type TermField = 'price' | 'discount' | 'net' | 'prepay' | 'delivery' | 'warranty'

export type TermToken =
  | { readonly kind: 'field'; readonly field: TermField }
  | { readonly kind: 'amount'; readonly said: string; readonly found: AmountMention }
  | { readonly kind: 'span'; readonly said: string; readonly span: TermSpan }
  /** Says field and value in one word; the usual value of 月结 gives way to one that is said. */
  | {
      readonly kind: 'whole'
      readonly field: 'net' | 'prepay'
      readonly said: string
      readonly value: number
      readonly usual?: true
    }
  /** A clause that is not the standard one, in its own words. */
  | { readonly kind: 'clause'; readonly words: string }
  | { readonly kind: 'tax'; readonly included: boolean }
  /** 申请; `alone` where it says by itself that terms are asked for. */
  | { readonly kind: 'apply'; readonly alone: boolean }

/** A stretch of a clause of terms. */
export type TermPiece = Lexed<TermToken | RecordToken | UnknownToken>

const field = (of: TermField, pattern: RegExp): Rule<TermToken> =>
  matching(pattern, () => ({ kind: 'field' as const, field: of }))

const whole = (
  of: 'net' | 'prepay',
  value: number,
  pattern: RegExp,
  usual?: true,
): Rule<TermToken> =>
  matching(pattern, ([said]) => ({
    kind: 'whole' as const,
    field: of,
    said,
    value,
    ...(usual && { usual }),
  }))

const advance = '(?:预付款?|预收款?|首付款?|首款|定金|订金|头款|前期款)'
const event =
  '(?:验收|终验|初验|到货|开票|收票|发票|交货|交付|安装|调试|签收|收货|发货|出货|上线|投产)'

const wholes: readonly Rule<TermToken>[] = [
  whole(
    'prepay',
    10_000,
    /款到发货|先款后货|先付全款|全款(?:到账?)?(?:再|后|才)?发货|全(?:额|款)?预付|预付(?:全款|全额)|付清(?:再|后|才)发货/uy,
  ),
  whole('prepay', 0, /货到付(?:全)?款|先货后款|到货付款/uy),
  whole(
    'prepay',
    0,
    new RegExp(
      `(?:零|0|无|没有?|免|不要|不用|不需要|不付|不给|不收|取消)(?:任何|一分)?${advance}|${advance}(?:都|就|也)?(?:改?(?:为|成|是)|:)?(?:零|0%?(?![\\d.%])|没有|免了?|免掉|不要|不付|不给|取消)`,
      'uy',
    ),
  ),
  whole('net', 0, /现款现货|现结|现付|款清(?:发货)?/uy),
  whole('net', 30, /月结/uy, true),
]

const fields: readonly Rule<TermToken>[] = [
  // 到货后60天付清: what it counts from; the days are those of paying.
  field(
    'net',
    new RegExp(`${event}(?:合格|完成|通过|完|到|开具?|单|报告)?(?:之|以)?后(?:的)?`, 'uy'),
  ),
  field(
    'net',
    /(?:信用|付款|回款)?(?:账期|帐期)|信用期|付款(?:期限?|周期|时间)|回款(?:期|周期)|赊[账销欠]|净(?:期|账期)?|net|(?:付|结|还)(?:清|完)(?:全款|尾款|余款)?|付(?:全款|尾款|余款|款)(?!方式|条件|条款|比例|节点)|结[算款]|支付/iuy,
  ),
  field(
    'prepay',
    new RegExp(
      `${advance}(?:比例)?|先(?:付|打|给|款)|(?:签约|签合同|合同签订|下单)(?:之|以)?后?(?:就|先|即)?付`,
      'uy',
    ),
  ),
  field(
    'delivery',
    /(?:交货|交付|供货|发货|到货)(?:期限?|周期|时间)?|交期|货期|工期|出货(?:期|时间)?|提货期/uy,
  ),
  field('warranty', /(?:免费)?(?:质保|保修|维保)(?:期限?|时间)?(?!金|书)|质量保证期|免费维护/uy),
  field('discount', /折扣(?:率|点)?|优惠(?:幅度|力度|点)?|让利|让价|折让|降价(?:幅度)?/uy),
  field(
    'price',
    /(?:合同|成交|销售|项目|优惠|特殊)?(?:价格|总价|单价|价钱|价位|报价|底价|一口价|合同价|成交价|优惠价|价)|(?:合同|成交|总)?金额|合同额|总额/uy,
  ),
]

const clauseKey =
  '违约金|违约责任|违约条款|违约赔偿|罚款|罚金|罚则|滞纳金|赔偿|知识产权|专利|著作权|源代码|源码|保密|NDA|独家|排他|竞业|验收口径|验收标准|验收条件|验收条款|验收方式|质保金|保证金|保函|无限责任|责任上限|责任限制|免责|不可抗力|仲裁|管辖|解约|解除合同|无理由|退货|最惠|保价|价格保护|非标条款'

/** 逾期违约金每天千分之五: to the end of what is said of it. */
const clauses: Rule<TermToken> = matching(
  new RegExp(
    `(?:逾期|延期|延迟|迟延|迟交|交付|交货|交期|按[天日]|双方|长期|全部|所有|一[条个份])*(?:${clauseKey})(?:(?!申请|帮我|提交|走审批|走流程|发起|审批)[^,;。、?!])*`,
    'iuy',
  ),
  ([words]) => ({ kind: 'clause' as const, words: words.trim().replace(/[吧哈啊呀了]+$/u, '') }),
)

const apply = (alone: boolean, pattern: RegExp): Rule<TermToken> =>
  matching(pattern, () => ({ kind: 'apply' as const, alone }))

const applying: readonly Rule<TermToken>[] = [
  apply(
    true,
    /(?:申请|提交?|发起|走|报|送|上)(?:一?个|一下|下|一次)?(?:的)?(?:(?:商务|合同)?条款|特价|特殊价格?|商务(?:条件)?|(?:价格|折扣)(?=的?(?:审批|申请|流程)|$))(?:的)?(?:审批|申请|流程)?/uy,
  ),
  apply(
    false,
    /(?:提|报)(?:一下|上去|上来)(?=$|[\s,。吧])|申请(?:一?个|一下|下)?|提交(?:审批|申请|流程)?|(?:提|走|发起|报|上|送)(?:一?个|一下|下|一次)?(?:法务|财务|商务|经理|总监)?(?:审批|申请|流程|特批)(?:流程)?|报批|送审|提审|审批(?:一下|下)?|批一?下/uy,
  ),
]

const taxes: readonly Rule<TermToken>[] = [
  matching(/不含税|未税|未含税/uy, () => ({ kind: 'tax' as const, included: false })),
  matching(/含税/uy, () => ({ kind: 'tax' as const, included: true })),
]

/** 打八五 without 折. */
const cutWithout: Rule<TermToken> = matching(
  /打(?:个|到)?([一二三四五六七八九]{1,2}|[5-9]\d(?:\.5)?|[5-9]\.\d)(?![折\d.%个十百万一二三四五六七八九])/uy,
  ([said, digits]) => {
    const plain = [...digits!].map((char) => '一二三四五六七八九'.indexOf(char) + 1 || char)
    const value = Number(plain.join(''))
    const bp = Math.round(value < 10 ? value * 1000 : value * 100)
    return { kind: 'amount' as const, said, found: { kind: 'rate' as const, of: 'pay', bp: [bp] } }
  },
)

const amounts: Rule<TermToken> = (text, at) => {
  const { end, found } = scanAmount(text, at)
  return found ? [{ end, token: { kind: 'amount', said: text.slice(at, end), found } }] : []
}

const spans: Rule<TermToken> = (text, at) => {
  const read = readTermSpan(text, at)
  if (!read) return []
  const said = text.slice(at, read.end)
  return [{ end: read.end, token: { kind: 'span', said, span: read.span } }]
}

const han = '一二三四五六七八九'
const splitForm = new RegExp(
  `(?:([${han}])([${han}])([${han}])?|(\\d{1,2})[:/-](\\d{1,2})(?:[:/-](\\d{1,2}))?)(?:开|分成|分|的?付款(?:方式|比例)?|付(?!清|完)|比例|结算|(?=[\\s,;。]|$))`,
  'uy',
)

/** 三七开, 3-6-1付款: the first part is paid before. */
const splits: Rule<TermToken> = (text, at) => {
  splitForm.lastIndex = at
  const match = splitForm.exec(text)
  if (!match || (match[4] && /[\d:/-]/.test(text[at - 1] ?? ''))) return []
  const [said, ...groups] = match
  const parts = groups.flatMap((part) =>
    part === undefined ? [] : [han.includes(part) ? han.indexOf(part) + 1 : Number(part)],
  )
  const sum = parts.reduce((a, b) => a + b, 0)
  if (sum !== 10 && sum !== 100) return []
  const value = (parts[0]! * 10_000) / sum
  return [{ end: at + said.length, token: { kind: 'whole', field: 'prepay', said, value } }]
}

/** 从30天改到60天: what it is now. */
const former: Rule<never> = matching(
  /(?:从|由|原来(?:是|的)?)[^,;。从由]{1,12}?(?=(?:直接)?(?:再)?(?:改|调|延|放|降|提|涨|加|缩|变|压|升|拉)[\p{Script=Han}]{0,2}[到成为至])/uy,
)

/** Every word of the grammar; what says more comes first. */
export const termRules: readonly Rule<TermToken>[] = [
  clauses,
  ...wholes,
  splits,
  cutWithout,
  spans,
  amounts,
  ...fields,
  ...applying,
  ...taxes,
  former,
]

export const termFilling = silent(
  '只肯 只愿意 只同意 只能 肯 愿意 嫌贵 嫌我们贵 觉得贵 太贵 太贵了 觉得太贵 嫌价格高 压价 砍价 还价 客户 客户那边 客户方 对方 甲方 业主 他们 那边 那头 这边 他 她 他们家 采购 采购部 领导 要 要求 想要 想 希望 坚持 提出 提 只能 只 接受 能接受 同意 答应 谈 谈好 谈好了 谈妥 谈到 谈成 谈下来 谈的 谈的是 商量 商量好 说好 说 定 定了 定好 最终 最后 现在 目前 这次 本次',
  '可以 能 到 至 在 为 是 成 改 改成 改为 改到 调 调到 调成 调整 调整到 调整为 变 变成 变为 给 给到 给个 给他 给他们 放 放到 放宽 放宽到 延长 延长到 延到 缩短 缩短到 拉长 拉长到 提高 提高到 提到 增加 增加到 降 降到 降低 降低到 降至 下调到 下调至 优惠 优惠到 优惠价 让 让到 压 压到 压缩到 打 做 做到 按 按照 算 走 用 留 有 加 加上 加一条 加个 附加 增加一条 带 还有 签 签约 只有 定为 定在 约定 约定为 设为 报 报到',
  '就 都 也 还 还要 再 另 另外 同时 并 并且 且 以及 和 跟 与 及 加 其他 其它 其他的 按标准 标准 不变 其他不变 其他按标准 其余按标准 其余不变 其他都不变 然后 的话 的 了 吧 哈 呀 啊 呢 啦 嘛 哦 嗯 那 那就 帮我 帮忙 麻烦 麻烦你 请 给我 替我 需要 我 我们 我这边 咱们 你 您 你帮我 这单 这个单子 这个 那个 这 那 它 项目 商机 单子 单 合同 条件 条款 付款方式 付款条件 付款条款 付款 付款比例 商务条款 商务条件 商务 合同条款 交易条件 特价 一下 下 一个 个 谢谢 谢了 辛苦了',
  '内 以内 之内 之前 前 左右 约 大约 大概 最多 最长 最短 不超过 至少 不低于 不少于 后 之后 剩余 余款 尾款 其余 剩下 剩下的 剩 全部 一次性 付 货款 全款 期限 时间 比例 各 一 起 对 把 将 要按 想申请 特殊 特殊价格 走一个 以 作为 处理 批 好吗 可以吗 行吗 能不能 可不可以 能否 可否',
)

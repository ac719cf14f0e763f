/** The words that decide on a request for approval, hand it on, take it back or hurry it. */
import type { ColleagueToken } from './colleagues-said.ts'
import { type Lexed, matching, type Rule, silent } from './lex.ts'
import type { RecordToken, UnknownToken } from './record-words.ts'

export type DecisionVerb =
  | 'approve'
  | 'reject'
  | 'return'
  | 'hold'
  | 'pass-on'
  | 'add'
  | 'release'
  | 'withdraw'
  | 'nudge'

export type DecisionToken =
  | {
      readonly kind: 'verb'
      readonly verb: DecisionVerb
      /** 可以, 好: says yes to anything. */
      readonly weak?: true
      /** 原则上同意, 基本同意. */
      readonly partly?: true
      /** 同意了: told as done, which others do too. */
      readonly done?: true
    }
  /** AP-32 */
  | { readonly kind: 'code'; readonly code: string }
  /** 审批, 申请: what it is about. */
  | { readonly kind: 'noun' }
  /** 那个, 的: points at one. */
  | { readonly kind: 'pointer' }
  | { readonly kind: 'all' }
  /** 审, 批 behind somebody who is to do it. */
  | { readonly kind: 'work' }
  /** Why, or what is to be changed. */
  | { readonly kind: 'reason'; readonly words: string }

export type DecisionPiece = Lexed<DecisionToken | RecordToken | UnknownToken | ColleagueToken>

const verb = (
  of: DecisionVerb,
  pattern: RegExp,
  more: { readonly weak?: true; readonly partly?: true } = {},
): Rule<DecisionToken> =>
  matching(pattern, ([words]) => ({
    kind: 'verb' as const,
    verb: of,
    ...more,
    ...(/[了过]$/u.test(words) && { done: true as const }),
  }))

const done = '(?:了|掉了?|过了?)?'

const rejecting =
  '不(?:予|能|可以|给|会|太)?(?:同意|批准?|通过|认可|接受|准)|不行|不可以|驳回|驳了|拒绝|拒掉|拒了|否决|否了|否掉|毙了|毙掉'
const returning =
  '打回(?:去|来)?(?:重改|重提|修改|重做)?|退回(?:去|来)?(?:重改|重提|修改|给?他|给?她)?|要求(?:修改|改)|(?:需要|要|得|请)(?:修改|改一?下|改改)(?=$|[\\s,:])|改(?:一?下|改|完|好)(?:再|重新)(?:提|报|来|走)(?:交|上来|一次|一遍|吧)*|重(?:新)?(?:提交?|报)(?:一次|一遍|上来)?'

const verbs: readonly Rule<DecisionToken>[] = [
  verb(
    'hold',
    /(?:先|暂时?|暂且|我)*(?:别|不要|不急着|不着急|(?<=[先暂时且])不)(?:急着)?(?:批|同意|通过|审)(?!准|过)|暂缓(?:一下)?|(?:先)?(?:放着|放一放|挂着|缓一?缓|搁着|等一?等|等等|压一?压)(?:再说)?|(?:我)?(?:再|先)?(?:想想|想一想|看看再说|看一?看再说|考虑(?:一下|考虑|下)?|琢磨琢磨|斟酌(?:一下)?)|(?:我)?再(?:看看|看一下|看下|想想|议|说吧?)/uy,
  ),
  verb('reject', new RegExp(`(?:${rejecting})${done}`, 'uy')),
  verb('return', new RegExp(`(?:${returning})${done}`, 'uy')),
  verb(
    'approve',
    /(?:原则上|基本上?|大体上?|总体上?|部分|暂时|有条件地?|勉强)(?:的|都|可以|是)?(?:同意|通过|批准|认可|接受|没问题|可以)了?/uy,
    { partly: true },
  ),
  verb(
    'approve',
    /(?:可以|能|予以|给予|就|直接|快)?(?:同意|批准|核准|照准|通过|批(?!发|次|量|注|评|示)|准(?!备|时|确|则|入))(?:了|过了?|掉了?)?/uy,
  ),
  verb(
    'approve',
    /没(?:有)?(?:问题|意见|异议|毛病)|无(?:异议|意见)|认可|支持|可以|行|好的?|ok|okay|妥/iuy,
    {
      weak: true,
    },
  ),
  verb('approve', /(?:给(?:他|她)?|让(?:他|它))?过(?:了|掉)?吧/uy),
  verb('release', /特批|特事特办|破例(?:同意|批准?|通过)?/uy),
  verb(
    'withdraw',
    /(?:撤回|撤销|撤掉|撤下|收回|取消|作废|撤)(?:来|去|掉)?了?|不(?:申请|走|要|提|报)了/uy,
  ),
  verb(
    'nudge',
    /催(?:一?催|一下下?|下|促|办|问)*|(?:提醒|叫|让)(?=.{1,8}(?:快|尽快|赶紧|抓紧))|(?:快|赶紧|尽快|抓紧)(?:点|些|一下)?/uy,
  ),
  verb(
    'pass-on',
    /转(?:交|办|审|派|呈|批)?(?:给|到|由)?|移交(?:给)?|交(?:给|由)|改(?:由|让|给)|换(?:成|给)?/uy,
  ),
  verb('add', /加签(?:给|上)?|会签|加(?:上|个|一个|一位)(?:审批人|会签人)?|加审批人/uy),
]

/** 让郑凯也看下. */
const alsoLook: Rule<DecisionToken> = matching(
  /(?:再|还|也)?(?:让|请|叫|拉上?|喊)(?=\p{Script=Han}{1,6}?(?:也|再|一起|会签|帮忙))/uy,
  () => ({ kind: 'verb' as const, verb: 'add' as const }),
)

const word = <K extends 'noun' | 'pointer' | 'all' | 'work'>(kind: K, pattern: RegExp) =>
  matching(pattern, () => ({ kind }) as { readonly kind: K })

const code: Rule<DecisionToken> = matching(/ap[ -]?0*(\d{1,6})(?!\d)/iuy, ([, number]) => ({
  kind: 'code' as const,
  code: `AP-${number}`,
}))

const says =
  /(?:不(?:予|能|可以|给|会|太)?(?:同意|批准?|通过|认可|接受|准)|驳回|拒绝|拒掉|否决|否掉|打回(?:去|来)?|退回(?:去|来)?|要求(?:修改|改)|特批|加签\p{Script=Han}{0,4})(?:了|吧)?(?:ap[ -]?\d+)?[\s,:]*$/iu

/** Behind the verdict, with a word for it or none: 驳回,因为毛利太低; 驳回 毛利太低; 打回去让他改成20天. */
const reason: Rule<DecisionToken> = (text, at) => {
  const named =
    /^(?:[\s,:]*(?:因为|由于|原因是?|理由是?|[::])|(?:让|叫|请|要)(?:他们?|她们?|销售|业务|对方)(?:们)?(?:再|重新|把)?)[\s:]*(?<words>.{2,60})$/u.exec(
      text.slice(at),
    )
  if (named && says.test(text.slice(0, at))) return reasonAt(text, named.groups!.words!, 1)
  const plain = text.slice(at).trim()
  if (!says.test(text.slice(0, at)) || plain.length < 2 || /^(?:见|了|吧|的)/u.test(plain))
    return []
  return reasonAt(text, plain, 30)
}

const reasonAt = (text: string, words: string, cost: number) => [
  { end: text.length, token: { kind: 'reason' as const, words: words.trim() }, cost },
]

/** Every word of the grammar; what says more comes first. */
export const decisionRules: readonly Rule<DecisionToken>[] = [
  code,
  ...verbs,
  alsoLook,
  word('noun', /(?:商务)?(?:条款)?(?:的)?(?:审批单|审批|申请单?|请求|流程|评审|条款|特价)/uy),
  word(
    'pointer',
    /(?:那|这)(?:一)?(?:个|单|份|条|笔|张)|的(?=$|[\s,:]|先|就|我|可以|同意|驳|不|批|撤|转|催|特)/uy,
  ),
  word(
    'all',
    /(?:这|那)?(?:两|三|四|五|几|2|3|4|5)(?:个|单|条|份)(?:都|全)?|全部|统统|通通|一并|所有(?:的)?|都|全(?!款)/uy,
  ),
  word(
    'work',
    /(?:来|去)?(?:审批|审核|审阅|审|批|会签|看看|看一?下|看一看|看|过目|把关|把把关|处理|定夺?|决定)(?:一?下)?/uy,
  ),
  reason,
]

export const decisionFilling = silent(
  '请 麻烦 麻烦你 帮我 帮忙 给我 替我 我 我们 我这边 咱们 这边 就 先 吧 了 呀 啊 哈 哦 嗯 啦 呢 嘛 那 那就 这 这次 它 他 她 他们 也 还 还是 再 又 给 把 将 对 的 一下 下 下吧 一起 直接 可以的 行吧 好吧 好了 好的 OK ok 谢谢 辛苦 辛苦了 请他 让 叫 由 来 去 单子 单 折扣 商务 财务 法务 交付 商务这边 财务这边 法务这边 交付这边 项目 商机 合同 审批人 会签人 个 等 尽快 快点 赶紧 到 , 这里 看了 看过 看过了 已阅 阅',
)

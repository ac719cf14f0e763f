/** The words that let somebody into a record, narrow what they may do there, or take them out. */
import { matching, type Rule, silent } from './lex.ts'

/** What a word does to those who are named beside it. */
export type SharingMeaning = 'join' | 'share' | 'look' | 'only' | 'cowork' | 'out' | 'close'

export type SharingToken =
  | {
      readonly kind: 'word'
      readonly means: SharingMeaning
      /** Said of nothing else: 加到, 共享给. 看 and 跟 alone say many things. */
      readonly sure: boolean
    }
  /** 让, 请: leads to somebody who is to do something. */
  | { readonly kind: 'lead' }
  /** 权限: what is given or taken, whichever way. */
  | { readonly kind: 'rights' }
  /** The whole customer, or one of its deals. */
  | { readonly kind: 'scope'; readonly scope: 'account' | 'deal' }

const word = (means: SharingMeaning, pattern: RegExp, sure = true): Rule<SharingToken> =>
  matching(pattern, () => ({ kind: 'word' as const, means, sure }))

/** 协助了 tells of what has been. */
const toCome = '(?!了|过)'
const working =
  '(?:跟进|跟一跟|跟着|跟|参与|协助|协作|协同|配合|共享|分享|开放|授权|负责|推进|管|看到|查看|看|只读)'

const out: readonly Rule<SharingToken>[] = [
  word(
    'close',
    /(?:停止|取消|结束|终止|收回|撤销|撤回|关闭|关掉|解除|停掉|不再)(?:所有|全部|一切|对外)?(?:的)?(?:共享|分享|开放|授权|协作|协同)(?:的?权限)?了?/uy,
  ),
  word(
    'out',
    /(?:移除|移出|移掉|移走|踢出|踢掉|踢了|剔除|去掉|去除|删掉|删除|删了|拿掉|撤掉|撤出|撤下|撤走|请出|退出|除名|挪出|调出|划掉)(?:去|来|掉)?了?/uy,
  ),
  word(
    'out',
    new RegExp(
      `(?:不用|不再|不需要|不要|无需|不必|别|不|停止|取消|结束|终止|收回|撤销|撤回|关闭|关掉|解除|停掉)(?:再|让|给|继续)*(?:一起)?${working}(?:的?权限)?(?:了|着)?`,
      'uy',
    ),
  ),
  word('out', /(?:取消|撤销|撤回|收回|停掉|停止|关掉|关闭|解除|终止)(?:了|掉)?/uy, false),
  word('out', /(?:别|不要|不用|不|不必)再?(?:让|给)/uy, false),
]

const narrowing =
  '(?:不(?:能|可以?|让|许|准|给|要)?(?:再)?(?:修改|改动|编辑|改|动|写)|别改|不要改|不能动)'
const become =
  '(?:(?:改|设|变|调|换|降|转)(?:成|为|到|置为)|设置(?:成|为)|作为|就?是|给(?:个|一个)?|开(?:个|一个)?)'

const only: readonly Rule<SharingToken>[] = [
  word(
    'only',
    new RegExp(
      `${become}?(?:只读|仅读|只看|仅看|仅查看|只(?:给|让|许|准|可以?|能)(?:他|她|他们)?(?:看|读|查看)|仅(?:可以?|能|限)?(?:看|查看|读)|(?:查看|看)的?(?=权限))(?:的?权限)?(?:就(?:行|好|可以|够)|即可)?(?:,|\\s)*${narrowing}?(?:的?权限|模式)?`,
      'uy',
    ),
  ),
  word('only', /(?:看看|看一下|看一眼|看)(?:就|也就|就可以)?(?:行|好|够)了?|看看即可/uy),
  word(
    'only',
    /(?:别|不要|不能?)(?:再)?(?:让|给|许|准)?(?:他|她|他们)?(?:修改|编辑|改|动)/uy,
    false,
  ),
]

const cowork: readonly Rule<SharingToken>[] = [
  word('cowork', new RegExp(`${become}?(?:协作|协同|共同|合作)(?:人员?|者|成员|同事|方)`, 'uy')),
  word('cowork', new RegExp(`(?:${become}|升级?(?:成|为|到)?)(?:协作|协同|可编辑|编辑)`, 'uy')),
  word('cowork', /(?:项目组?|团队)成员|参与(?:人员?|者|方)/uy),
  word('cowork', /(?:也|就)?(?:可以|能)(?:修改|编辑|改|写)了?/uy, false),
]

const look: readonly Rule<SharingToken>[] = [
  word('look', new RegExp(`(?:一起|一块儿?|也)(?:来)?(?:看看|看一下|看)${toCome}`, 'uy'), false),
  word(
    'look',
    new RegExp(
      `(?:能|可以|也)*(?:看一下下?|看一眼|看下|看看|看到|看见|看得到|查看|过目|了解一下|了解下?|瞧瞧|看)${toCome}`,
      'uy',
    ),
    false,
  ),
]

const join: readonly Rule<SharingToken>[] = [
  word(
    'join',
    /(?:再)?(?:添加|加|添|拉|邀请|放|补|纳|编|请|派|安排)(?:进来|进去|入|进|到)(?:来|去)?/uy,
  ),
  word('join', /加入|进组|入组|入群|进群/uy),
  word('share', new RegExp(`(?:共享|分享|开放)(?:一下|出去|一份)?(?:给|到|至)?${toCome}`, 'uy')),
  word('share', /授权给?/uy),
  word(
    'join',
    new RegExp(
      `(?:协助|协作|协同|配合|参与|参加|辅助|介入|搭把手|打(?:个)?(?:配合|下手)|搭手)(?:进来|进去|到|进)?(?:跟进|推进|一起)?${toCome}`,
      'uy',
    ),
  ),
  word(
    'join',
    new RegExp(
      `(?:一起|一块儿?|一道|共同|一同|协同|跟着|帮着)(?:来)?(?:跟进|跟一下|跟|做|推进|负责|弄|搞|维护|推|上|打)?${toCome}`,
      'uy',
    ),
  ),
  word('join', new RegExp(`跟(?:一下|下|一跟|着|进一下|进下|进)?${toCome}`, 'uy'), false),
  word('join', new RegExp(`(?:支持|帮忙?|帮衬|做|推进)(?:一下|下)?${toCome}`, 'uy'), false),
  word(
    'join',
    /(?:再|多|新)?(?:添加|加上|加个|加|增加|新增|添|补|拉上|带上|叫上|喊上|算上|换上|换成|换|拉|带)(?:一?[个位名])?/uy,
    false,
  ),
]

const rights: readonly Rule<SharingToken>[] = [
  matching(/(?:的|开通?|给)?(?:访问|编辑|协作|共享)?权限/uy, () => ({ kind: 'rights' as const })),
]

const scope = (of: 'account' | 'deal', pattern: RegExp): Rule<SharingToken> =>
  matching(pattern, () => ({ kind: 'scope' as const, scope: of }))

const scopes: readonly Rule<SharingToken>[] = [
  scope(
    'account',
    /(?:这个|这家|那个|那家|该|整个|整家|全部|所有)?(?:客户|公司)(?:的?(?:全部|所有))?/uy,
  ),
  scope(
    'account',
    /(?:下面|名下)?(?:的)?(?:全部|所有|整个|每个|全)(?:的)?(?:项目|商机|单子|资料|信息|东西)?/uy,
  ),
  scope('account', /(?:的)?(?:几个|两个|三个)?(?:项目|商机|单子)都/uy),
  scope('deal', /(?:的)?(?:这个|那个|该|这|那)?(?:项目组?|商机|单子|案子|单)/uy),
]

const lead: Rule<SharingToken> = matching(
  /让|请|叫|派|安排|邀请|指派|允许|把|将|给|@|由|麻烦|需要|喊/uy,
  () => ({ kind: 'lead' as const }),
)

/** Every word of the grammar; a sure one before what it begins with. */
export const sharingRules: readonly Rule<SharingToken>[] = [
  ...out,
  ...only,
  ...cowork,
  ...look,
  ...join,
  ...rights,
  ...scopes,
  lead,
]

/** 从只读改成协作: what it was says nothing of what it will be. */
export const former: Rule<never> = matching(
  /从(?:只读|只看|协作人?|协作者)(?=(?:改|变|调|升|降|换|转|设))/uy,
)

export const sharingFilling = silent(
  '请 麻烦 麻烦你 帮我 帮忙 帮 给我 我想 想 我要 要 我 我们 咱们 我的 能不能 可不可以 可以 能否 能 一下 一下子 下 吧 呢 啦 嘛 呀 啊 哈 哦 了 的 得 也 都 还 再 就 先 另外 顺便 然后 同时 而且 并且 现在 目前 从现在起 今后 以后 之后 对了 那个 这个 那 这 它 他 她 他们 来 过来 进来 进去 里 里面 里头 中 上 那边 这边 方面 对 对于 在 为 做 当 是 和 跟 与 及 以及 还有 同事 人 个 位 名 一个 一位 从 到 进 入 由 给 开 开个 开一个 开通 谢谢 谢了 辛苦 辛苦了 好吗 行吗 可以吗 吗 ? 不变 负责人不变 负责人还是我 负责人还是 主导 主要 团队 小组 售前 商务 财务 法务 交付 销售',
)

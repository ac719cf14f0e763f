/** How a clause speaks of a rival, on a text with marks for rivals, records and days. */
import { nameMark } from './clause-shape.ts'
import { dayMark, rivalMark } from './rival-shape.ts'
import { rivalWord } from './rivals.ts'

const R = `${rivalMark}+`
const N = `${nameMark}+`
const D = `${dayMark}+`

/** Says that it was heard, and from whom. */
const heard =
  '听(?:客户|朋友|同事|别人|人家|代理|渠道|供应商|人)?(?:那边)?(?:说|讲|透露)|听到|据说|据悉|据了解|打听到|打听了一下|了解到|得知|有?消息说?|传言|市场上|业内|客户(?:那边|方)?(?:说|讲|透露|告诉我们?|反馈)|有人说|朋友说|同事说'
const open = `(?:[\\s,:~]|${D}|${heard}|刚刚?|刚才|${rivalWord}(?:动态|情报|消息|信息|更新|新闻)|在?展会上?|会上|请|麻烦|帮我?|给我|替我|记(?:录|下|一下|一笔|个)*|登记(?:一下|下)?|备注(?:一下|下)?|补充(?:一下|下)?|同步(?:一下|下)?|更新(?:一下|下)?|说一下|说下|注意|另外|还有|对了|哎|嗯|那个|最近|近期|近来|目前|现在)*`
const tail = '(?:的|项目|商机|这?个?单子?|那边|这边|那单|这里|里面?|上|\\s)*'
const after = `(?:(?:检测|检验|计量|认证|测试|技术|科技|标准|股份|集团|有限|责任)*公司|集团|那边|那家|这家|他们家?|的人)?(?:[\\s:,]|最近|近期|近来|现在|目前|一直|${D})*`
const end = '(?:了|着|吧|呢|哈|啊|呀|嘛|谢谢|[\\s~!])*$'
const soft = '(?:也|都|还|又|正|已经?|居然|竟然|突然|一直|一起|同时)*'
const keep =
  '(?:加|添加|添|登记|记录|记|挂|放|关联|列|算|补|设|标记|标|录入|录|写|新增|增加)(?:上|入|进|个|一个|一家|一下|下|了)*'
const takeOff =
  '(?:去掉|去除|删掉|删除|删了|移除|移掉|移出去?|拿掉|撤掉|取消|剔除|划掉|解除)(?:了|一下)?'
/** What only a rival does to a deal. */
const fights =
  '(?:跟进|跟|抢|争取|争|竞争|竞标|投标|投|盯|谈|接触|参与|参加|介入|做|打|报价|推|公关)(?:了|着|我们的?|咱们的?|过)*'
const withUs = '(?:跟|和|与)(?:我们|咱们?|我)'
const vying = '(?:抢|竞争|争|竞标|PK|pk|打|拼|对着干)(?:着|了)?'

const pattern = (source: string) => new RegExp(`^${open}${source}`, 'du')

/** Of which deal it is a rival, and nothing else. The first names no deal but says that there is one. */
export const putToDeal: readonly RegExp[] = [
  pattern(
    `(?:把|将)?${R}${soft}(?:${keep})?(?:到|在|进|给|为|成|作|入)+(?:某个)?(?:商机|项目|单子)(?:里|中|上)*${end}`,
  ),
  pattern(`(?:把|将)?${R}${soft}${keep}(?:商机|项目|单子)(?:里|中|上)*${end}`),
]

/** 登记竞品广电计量: only 竞品 before it makes it one. */
export const added = new RegExp(
  `^(?:请|麻烦|帮我|给我|再|\\s)*(?:登记|记录|录入|新增|添加|增加|补充|加)(?:上|个|一个|一家|一下|下)*${R}${end}`,
  'u',
)

export const linked: readonly RegExp[] = [
  pattern(
    `(?:把|将)?${R}${soft}(?:${keep})?(?:到|在|进|给|为|成|作|入)+(?:商机|项目)?\\s*${N}${tail}(?:${rivalWord}|名单|中|\\s)*${end}`,
  ),
  pattern(`(?:给|在|为)?${N}${tail}${soft}${keep}${R}${end}`),
  pattern(
    `(?:我们|咱们?)?(?:在|跟|和)?${N}${tail}(?:目前|现在|主要|这边|我们|又|还|也)*(?:遇到|碰到|碰上|撞上|面对|(?:冒出|出现|杀出|来|多)来?|跟|和|与)了?${R}(?:也|都|在|来|一起)*(?:竞争|争|抢|PK|pk|打)?${end}`,
  ),
  pattern(`${N}${tail}(?:${D}|${soft})*有?${R}${after}${soft}在?(?:${withUs})?${fights}${end}`),
  pattern(`${R}${after}${soft}在?${fights}${N}${tail}${end}`),
  pattern(`${R}${after}${soft}在?${withUs}${soft}${vying}${N}${tail}${end}`),
  pattern(
    `${R}${after}[也都还又正]*在(?:${withUs})?(?:跟进|跟|抢|争|竞标|投标|投|谈|参与|报价)${end}`,
  ),
  pattern(`${R}${after}${soft}在${N}${tail}${soft}在?(?:${withUs})?${soft}${fights}${end}`),
]

/** 华芯检测的对手是环测: only 竞品 and its like make it so. */
export const listed = pattern(
  `(?:在|给)?${N}${tail}(?:目前|现在|主要|最大|这次|又|还|也|有|来了|多了|出现了?|个|新)*的?${R}(?:这|那)?[两三几]?家?${end}`,
)
/** 这个项目的对手是环测: of the one that was spoken of. */
export const listedOfThis = pattern(
  `(?:这个?|那个?|该)(?:项目|单子?|商机|客户|生意)的?(?:还有?|也有?|有)?${R}${end}`,
)
/** Nothing but the rivals. */
export const alone = pattern(`${R}${after}${end}`)

const name = '(?<odd>[\\p{Script=Han}A-Za-z0-9-]{2,16}?)'

/** A customer in no list: 天成的对手是环测. */
export const listedOfUnknown = pattern(`${name}(?:的|项目)*${R}${end}`)
/** 环测也在跟天成, 环测在天成报了250万. */
export const foughtOfUnknown: readonly RegExp[] = [
  pattern(`${R}${after}[也都还又正]*在?(?:跟进|跟|抢)${name}(?:的|项目|这单|那单|单子)*${end}`),
  pattern(`${R}${after}${soft}在${name}(?:报了?价?\\s*\\d|投标|竞标|抢)`),
]

const where = `(?:在|给|对|向|去|到|跟|和|与|就|针对|从)?${N}${tail}`

export const told = pattern(
  `(?:${where}${open})?${R}${after}${soft}(?:${where}${after})?(?<news>.+)$`,
)

const doer = `(?<name>[\\p{Script=Han}A-Za-z0-9&-]{2,10}?)(?:公司|那边|那家)?(?:${D}|${soft})*`
const bids = '(?:报了?价?\\s*\\d|报了|报价|压价|低价|降价|抢|竞标|投标|竞争)'
const chases = '[也都](?:正)?在?(?:跟进|跟|抢|争|投标?|竞标|报价|参与|盯)(?:了|着)*'

/** Whoever bids at our customer, in no list of rivals. */
export const bidders: readonly RegExp[] = [
  pattern(`${doer}(?:在|给|对|向|到)${N}${tail}${soft}(?<news>${bids}.*)$`),
  pattern(`在?${N}${tail}${open}${doer}在?(?<news>${bids}.*)$`),
]
/** Whoever goes after it as well: a colleague may do that too. */
export const chasers: readonly RegExp[] = [
  pattern(
    `(?<name>[\\p{Script=Han}A-Za-z0-9&-]{2,10}?)(?:公司|那边|那家)?${chases}${N}${tail}${end}`,
  ),
  pattern(
    `${N}${tail}${open}(?<name>[\\p{Script=Han}A-Za-z0-9&-]{2,10}?)(?:公司|那边|那家)?${chases}${end}`,
  ),
  pattern(
    `(?<name>[\\p{Script=Han}A-Za-z0-9&-]{2,10}?)${soft}在?${withUs}${soft}${vying}${N}${tail}${end}`,
  ),
]
export const wasHeard = new RegExp(heard, 'u')

/** What takes a rival off a deal. */
export const unlinked: readonly RegExp[] = [
  pattern(
    `(?:把|将)?${R}(?:从|在)${N}${tail}(?:${rivalWord}|名单|登记|清单|里|中|的|\\s)*${takeOff}${end}`,
  ),
  pattern(`(?:从)?${takeOff}${N}${tail}${R}${end}`),
  pattern(`(?:把|将|从)?${N}${tail}(?:${takeOff}${R}|${R}${takeOff})${end}`),
  pattern(
    `${R}${after}${soft}(?:不|没再|不再)(?:跟进?|做|抢|投|参与|参加|谈|争|打)了?${N}${tail}${end}`,
  ),
  pattern(`${R}${after}${soft}(?:退出|放弃|弃标)了?${N}${tail}(?:的|竞标|竞争|投标)*${end}`),
  pattern(`${N}${tail}${R}${after}${soft}(?:不跟|不投|不做|不参与|不争|退出|放弃|弃标|出局)${end}`),
  pattern(`${N}${tail}(?:现在|已经|目前|其实)*(?:没有?|无)${R}${end}`),
]

/** Equipment and tests that a customer wants: 2台老化箱, 老化箱两台, 温循和振动. */
import { scanCount } from '../lib/chinese-number.ts'
import type { Rule } from './lex.ts'

export type Item = {
  readonly name: string
  readonly count?: number
  /** 台, 套. */
  readonly unit?: string
}

export type ItemToken = {
  readonly kind: 'item'
  readonly item: Item
  /** 老化箱改成3台, 老化箱再要2台: said with it. */
  readonly manner?: 'set' | 'add' | 'remove'
}

/** These count machines; the others count anything, and want a machine's name beside them. */
const machineUnits = '台|套|组|间|架|座|条|批'
const otherUnits = '个|件|只|块|支|部|面|把|项|路|通道|工位'
const units = `${machineUnits}|${otherUnits}`

const noNoun = `[和跟与及的吗么什谁哪几]|以及|还有|标准|预算|吧|了|呢|啊|就行|左右|需要|另外|来做|[要想还再把将按照用都]|[0-9一二两三四五六七八九十]+(?:${units})`
const noun = `(?:(?!${noNoun})[\\p{Script=Han}A-Za-z0-9+/-]){2,14}`

const machineLike =
  /(?:箱|机|台|仪|器|设备|系统|柜|炉|室|线|探头|夹具|治具|模块|平台|源|表|站|装置|板|卡|座|泵|阀|工装|软件|测试|试验|检测|分析|校准|筛选|老化|温循|振动|冲击|盐雾|天线|架|罐|塔|槽|仓|镜|舱|通道)$/u
const otherThing =
  /合同|商机|联系人|项目|客户|标签|提醒|电话|方案|报价|报告|发票|样品|人$|位$|订单|折扣|[月周天年]$|会$|会议|次$|资料|文件|邮件|意见|问题|任务|条款|对手|竞品|流程|审批|优惠|万$|元$|款$/u

const fits = (name: string, unit: string): boolean =>
  !otherThing.test(name) &&
  (machineLike.test(name) || new RegExp(`^(?:${machineUnits})$`, 'u').test(unit))

const countedNoun = new RegExp(`(${units})(?:的)?\\s*(${noun})`, 'uy')

/** 2台老化箱 */
const countFirst: Rule<ItemToken> = (text, at) => {
  const count = scanCount(text, at)
  if (!count || count.value < 1) return []
  countedNoun.lastIndex = text[count.end] === ' ' ? count.end + 1 : count.end
  const match = countedNoun.exec(text)
  if (!match || !fits(match[2]!, match[1]!)) return []
  const item = { name: match[2]!, count: count.value, unit: match[1]! }
  return [{ end: countedNoun.lastIndex, token: { kind: 'item', item } }]
}

const nounBefore = new RegExp(
  `(${noun}?)\\s*(?:数量)?(?:(改成|改为|换成|变成|调成|增加到|减到)|(再要|还要|再加|多要|再来|又加|加)|要|需要|[×xX*:])?\\s*(?=[0-9一二两三四五六七八九十])`,
  'uy',
)
const unitAfter = new RegExp(`\\s*(${units})(?![\\p{Script=Han}]{0,1}(?:前|内|后))`, 'uy')

/** 老化箱2台, 老化箱×2, 老化箱改成3台 */
const nounFirst: Rule<ItemToken> = (text, at) => {
  nounBefore.lastIndex = at
  const match = nounBefore.exec(text)
  if (!match) return []
  const count = scanCount(text, nounBefore.lastIndex)
  if (!count || count.value < 1) return []
  unitAfter.lastIndex = count.end
  const unit = unitAfter.exec(text)
  const timesSign = /[×xX*]\s*$/u.test(match[0])
  if ((!unit && !timesSign) || !machineLike.test(match[1]!)) return []
  if (otherThing.test(match[1]!)) return []
  const item = { name: match[1]!, count: count.value, ...(unit && { unit: unit[1]! }) }
  const end = unit ? unitAfter.lastIndex : count.end
  const manner = match[2] ? 'set' : match[3] ? 'add' : undefined
  return [{ end, token: { kind: 'item', item, ...(manner && { manner }) }, cost: 1 }]
}

const tests =
  '温循|温度循环|温度冲击|温冲|高低温|高温|低温|随机振动|正弦振动|振动|机械冲击|冲击|跌落|盐雾|老化|老炼|HTOL|uHAST|HAST|ESD|EMC|EMI|气密性?|检漏|淋雨|砂尘|恒温湿热|交变湿热|湿热|低气压|X光|X-?ray|DPA|FIB|SEM|失效分析|寿命|可靠性|射频|校准|筛选|绝缘|耐压|三防|环境应力|ESS|HALT|HASS|加速寿命|安规|辐射|功能|性能'
const testName = new RegExp(
  `(?:${tests})(?:${tests})?(?:贮存|存储|工作|循环)?(?:试验|测试|检测|实验|验证|认证|分析|筛选|箱|室)?(?![A-Za-z])`,
  'iuy',
)

/** 温循, 振动试验: wanted without a number. */
const test: Rule<ItemToken> = (text, at) => {
  testName.lastIndex = at
  const match = testName.exec(text)
  if (!match) return []
  return [{ end: testName.lastIndex, token: { kind: 'item', item: { name: match[0] } }, cost: 1 }]
}

const dropped = new RegExp(
  `(?:不(?:再|用|需要)?(?:要|用|买|做|采购)|去掉|删掉|删除|取消|砍掉|拿掉)(?:了)?(${noun})`,
  'uy',
)

/** 不要老化箱了: what it is called is enough for what is to go. */
const gone: Rule<ItemToken> = (text, at) => {
  dropped.lastIndex = at
  const match = dropped.exec(text)
  const name = match?.[1]
  if (!name || !machineLike.test(name) || otherThing.test(name)) return []
  const token = { kind: 'item', item: { name }, manner: 'remove' } as const
  return [{ end: dropped.lastIndex, token, cost: 1 }]
}

export const itemRules: readonly Rule<ItemToken>[] = [countFirst, nounFirst, test, gone]

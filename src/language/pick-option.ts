/**
 * Which of the offered answers somebody means who types instead of tapping: 第二个, 下面那个, 都是, 万,
 * 检测那个. Never one of several that fit.
 */
import { foldName } from '../lib/names.ts'
import { uncoveredIn, wordList } from './cover.ts'

const soft =
  '(?:就|选|要|是|嗯|哦|那|用|按|改|算|我?说的|应该|当然|肯定|自然|对|吧|啊|呀|哈|了|呢|嘛|的|[\\s,。!~])*'
const wholly = (core: string) => new RegExp(`^${soft}(?:${core})${soft}$`, 'iu')

const place = wholly('第?(?<place>[1-5一二三四五①②③④⑤])(?:个|项|条|种|\\.)?')
const which = '(?:那|这|一)*(?:个|条|项|者)'
const ofTwo = wholly(
  `(?<first>(?:上|前|左)[面边](?:${which})?|[上前头]${which})|(?:下|后|右)[面边](?:${which})?|[下后]${which}`,
)
const lastOne = wholly(`最后${which}`)
const allOf = wholly(
  '(?:这|那)?(?:[两俩三四五2345]个?|全部|所有|全|都)(?:个|都|全)*(?:是|要|改|算|行|一样)*',
)
const noneOf = wholly('(?:都|全|哪个都|一个都)?(?:不是|不对|没有|不在)(?:这些|里面)?')
const yes = wholly('是的?|对的?|没错|就是(?:它|这个)?|嗯+|好的?|可以|行|yes|y|ok')
const no = wholly('不是的?|不对|不[用要了必]?|先不|算了不用|否|no|n')
const unit = wholly('(?<unit>万元?|元|块钱?)')
const aDate = wholly('(?:签约|签单|预计)?(?:日期|时间|日子)')
const anAmount = wholly('(?:合同)?(?:金额|价格|报价|价钱|钱|数字)')

const digits = '12345'
const numerals = '一二三四五'
const circled = '①②③④⑤'

/** Answers that are no choice of one thing. */
const isChoice = (label: string) => !/^(?:都?是|都?不是|其他)$/u.test(label)

/** Nobody picks in more characters. */
const longest = 40

/** The place of the label that is picked; undefined where none or more than one may be meant. */
export function pickOption(labels: readonly string[], words: string): number | undefined {
  const said = words.trim()
  if (said.length > longest) return undefined
  const folded = labels.map(foldName)
  const exact = folded.indexOf(foldName(said))
  if (exact >= 0) return exact
  const at = placeSaid(labels, said)
  if (at !== undefined) return at < labels.length ? at : undefined
  const named = wordFor(labels, said)
  if (named !== undefined) return named
  const wanted = foldName(bare(said))
  return only(folded, (label) => isPartOf(wanted, label))
}

/** By where it stands: 第二个, ②, 下面那个 of two, 最后一个. */
function placeSaid(labels: readonly string[], said: string): number | undefined {
  const counted = place.exec(said)?.groups?.place
  if (counted) {
    return Math.max(digits.indexOf(counted), numerals.indexOf(counted), circled.indexOf(counted))
  }
  const choices = labels.flatMap((label, i) => (isChoice(label) ? [i] : []))
  if (lastOne.test(said)) return choices.at(-1)
  const side = choices.length === 2 ? ofTwo.exec(said)?.groups : undefined
  return side && choices[side.first ? 0 : 1]
}

/** By what it is: 都是, 不是, the only one offered, 万, 日期. */
function wordFor(labels: readonly string[], said: string): number | undefined {
  const called = (...names: readonly string[]) => {
    const at = labels.findIndex((label) => names.includes(label))
    return at < 0 ? undefined : at
  }
  if (allOf.test(said)) return called('都是')
  if (yes.test(said)) return called('是') ?? (labels.length === 1 ? 0 : ofYesAndNo(labels)?.yes)
  if (noneOf.test(said)) return called('都不是', '不是') ?? ofYesAndNo(labels)?.no
  if (no.test(said)) return called('不是') ?? ofYesAndNo(labels)?.no
  const ends = unit.exec(said)?.groups?.unit?.[0]
  if (ends) return only(labels, (label) => label.endsWith(ends === '块' ? '元' : ends))
  if (aDate.test(said)) return only(labels, isDate)
  return anAmount.test(said) ? only(labels, (label) => !isDate(label)) : undefined
}

/** [提醒我][不用], [现在改][先不改]: the one that does it, and the one that does not. */
function ofYesAndNo(labels: readonly string[]): { yes: number; no: number } | undefined {
  const denies = labels.map((label) => /^(?:不|先不|暂不|都不|取消)/u.test(label))
  if (labels.length !== 2 || denies[0] === denies[1]) return undefined
  return denies[0] ? { yes: 1, no: 0 } : { yes: 0, no: 1 }
}

const isDate = (label: string) => /^\d{4}-\d{2}-\d{2}/u.test(label)

function only(labels: readonly string[], fits: (label: string) => boolean): number | undefined {
  const found = labels.flatMap((label, i) => (fits(label) ? [i] : []))
  return found.length === 1 ? found[0] : undefined
}

const around = new RegExp(
  `^${soft}(?:这个|那个|这单|那单)?${soft}|的?(?:(?:这|那)(?:个|单|家|边|位)?(?:项目|商机|单子|客户)?)?${soft}$`,
  'gu',
)

/** 检测 of 就检测那个吧. */
const bare = (said: string): string => said.replace(around, '')

/** What may stand beside an answer without changing it. */
const beside = wordList(
  '就 选 要 是 那个 这个 那 这 个 的 吧 啊 呀 哦 嗯 改成 改 到 按 用 项目 商机 客户 单子 第 定 当然 应该 肯定 大概 大约 差不多 约',
)

/** Whether the words say nothing by themselves. */
export const saysNothing = (text: string): boolean => uncoveredIn(text, beside).length === 0

/** 检测项目 for 华芯检测项目 ¥280万, 现在改300万吧 for 300万. One character alone is no name. */
function isPartOf(wanted: string, label: string): boolean {
  if (Math.min(wanted.length, label.length) < 2) return false
  if (label.includes(wanted)) return true
  const at = wanted.indexOf(label)
  return at >= 0 && saysNothing(wanted.slice(0, at)) && saysNothing(wanted.slice(at + label.length))
}

/**
 * Names that are everybody's words as well. A customer called 今天 is meant where the word stands as a
 * name stands; elsewhere it is the day, or nobody could ask any more what is to be done today.
 */
import { tagDates } from './date.ts'
import type { NameMention } from './names.ts'
import type { Tagged } from './reading.ts'

const words =
  /^(?:我的|我们|大家|客户|项目|商机|单子|提醒|待办|日程|漏斗|小结|周报|互动|标签|联系人|金额|阶段|帮助|团队)$/u

const before =
  /(?:客户|公司|商机|项目|名叫|叫做?)[:\s]*$|(?:拜访|走访|回访|拜会|联系|跟进|见|找|去|到)(?:了|过)?\s*$|[跟和与给同向对把将]\s*$|[「“"'《【]\s*$/u
const after =
  /^\s*(?:公司|集团|科技|股份|那边|那里|他们|这家|这个客户|[」”"'》】])|^\s*(?:的|项目)*(?:金额|报价|价格|阶段|改|推进|退回|涨|降|行业|主营|规模|地区|地址|简称|标签|标记|联系人|资料|档案|决策链|打标|打个标|加个标)/u

/** Takes out the records whose name here is but the word. */
export function withoutWords(
  text: string,
  names: readonly Tagged<NameMention>[],
): Tagged<NameMention>[] {
  return names.filter((tag) => !isWord(tag) || standsAsName(text, tag))
}

function isWord({ text, found }: Tagged<NameMention>): boolean {
  if (!found.hits.every(({ kind }) => kind === 'account' || kind === 'deal')) return false
  if (words.test(text)) return true
  const [day] = tagDates(text)
  return day !== undefined && day.start === 0 && day.end === text.length
}

/** 拜访了今天, 客户今天, 今天公司, 今天金额改成300万; and the word alone. */
function standsAsName(text: string, { start, end }: Tagged<NameMention>): boolean {
  // A few characters are enough, however much stands before and after them.
  const lead = text.slice(Math.max(0, start - 6), start)
  const rest = text.slice(end, end + 8)
  return text.trim().length === end - start || before.test(lead) || after.test(rest)
}

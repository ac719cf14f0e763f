/** Competitors in a sentence: by a name that is known, or where only a rival's can stand. */
import type { NameMention } from './names.ts'
import type { Tagged } from './reading.ts'
import type { Clause } from './sentence.ts'
import { findTitledPerson, surnames } from './surnames.ts'

/** A rival as spoken of. */
export type SaidRival = {
  /** Ids of the competitors of this name. */
  readonly ids: readonly string[]
  readonly name: string
}

/** Whether the tag names a competitor, and no customer or deal. */
export const isRivalName = ({ found }: Tagged<NameMention>): boolean =>
  found.hits.some((hit) => hit.kind === 'competitor') &&
  !found.hits.some((hit) => hit.kind === 'deal' || hit.kind === 'account' || hit.kind === 'user')

/** The competitors that the clause names, each once. */
export function rivalsIn(clause: Clause): SaidRival[] {
  const tags = clause.names.filter(isRivalName)
  const rivals = tags.map(({ text, found }) => ({
    ids: found.hits.flatMap((hit) => (hit.kind === 'competitor' ? [hit.subjectId] : [])),
    name: text,
  }))
  return rivals.filter((one, i) => rivals.findIndex((other) => other.ids[0] === one.ids[0]) === i)
}

/** Words that stand for a rival without naming one. */
export const anyRival = '别人|别家|人家|他们|其他家|其他人|竞争对手|对手|竞品|同行|友商|竞对'

/** In no name of a company that somebody lost to. */
const noName =
  /^(?:我们?|你们?|您|咱们?|客户|对方|甲方|业主|老板|领导|谁|哪家?|什么|价格|报价|交期|技术|方案|预算|关系|项目|单子|这个|那个|了|的|自己|大家|公司|时间|现在|最近|今天|昨天)/u

/** Whether these words may be a company's name. */
export const isRivalLike = (words: string): boolean =>
  /^[\p{Script=Han}A-Za-z0-9&-]{2,12}$/u.test(words) &&
  !noName.test(words) &&
  !new RegExp(`^(?:${anyRival})`, 'u').test(words)

/** What people call a rival without its name. */
export const rivalWord = '(?:竞争对手|竞争厂家|竞争厂商|竞争公司|竞争者|竞品|友商|竞对|对手|对家)'

/** Begins what is told of somebody, and no name. */
const newsOpening =
  /^(?:报[价了低高的过]|降|涨|价[格钱位]|交期|交付|服务|产品|新品|售后|设备|技术|方案|最近|近期|现在|目前|今天|昨天|也|都|又|还|已|在|正|刚|要|会|把|给|跟|和|对|有|没|不|太|很|更|便宜|贵了|比[我咱较别]|说|出了|推出|推了|发布|上线|中标|抢|压|低价|打折|那边|他们|她|它|加上|加个|添加|新增|登记|换成|去掉|删掉|还有|名单|列表|清单|分析|情况|动态|信息|资料|档案)/u

/** Whether these words may be the name of a rival that nobody has spoken of before. */
export const isNewRival = (words: string): boolean => {
  const person = findTitledPerson(words)
  const isPerson = person?.at === 0 && person.name.length === words.length
  return (
    isRivalLike(words) &&
    !newsOpening.test(words) &&
    !/^\d+(?:[万亿%元千百年月天周个]|$)/u.test(words) &&
    !isPerson
  )
}

const wholeName = new RegExp(`^(?:${surnames})[\\p{Script=Han}]{1,2}$|^[老小]\\p{Script=Han}$`, 'u')

/** Whether they may as well be somebody's name: 王芳 and 小李, not 广电计量. */
export const isPersonLike = (words: string): boolean => wholeName.test(words)

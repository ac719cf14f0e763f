/** Competitors in a sentence: by a name that is known, or where only a rival's can stand. */
import type { NameMention } from './names.ts'
import type { Tagged } from './reading.ts'
import type { Clause } from './sentence.ts'

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

/**
 * A clause with the names of records in it blotted out, so that a pattern can say where a name
 * stands. Same length as the clause: what a pattern captures can be had back as it was typed.
 */
import type { Clause } from './sentence.ts'
import { isRecordName } from './subject.ts'

/** Stands for one or more characters of a deal's or account's name. */
export const nameMark = '\ufffc'

/** Pattern sources of what stands around any request and says nothing. */
export const polite = {
  before:
    '(?:请|麻烦|劳驾|别忘了?|记得|千万|务必|你|您|帮我?|帮忙|给我|替我|我想|我要|想|要|可以|能不能|再|顺便|另外|还有|然后|对了|那个?|嗯|呃|好的?|,|\\s)*?',
  after: '(?:一下|下子?|吧|呗|啦|哈|啊|呀|哦|嘛|谢谢你?|谢了|辛苦了?|好吗|可以吗|[\\s~!])*$',
} as const

/** The clause's text with every record's name turned into marks. */
export function shapeOf(clause: Clause): string {
  let text = clause.text
  for (const tag of clause.names.filter(isRecordName)) {
    const from = tag.start - clause.start
    const to = tag.end - clause.start
    text = text.slice(0, from) + nameMark.repeat(to - from) + text.slice(to)
  }
  return text
}

/** What a named group of a match stood for in the clause. */
export function typedIn(clause: Clause, match: RegExpExecArray, group: string): string {
  const at = match.indices?.groups?.[group]
  return at ? clause.text.slice(at[0], at[1]).trim() : ''
}

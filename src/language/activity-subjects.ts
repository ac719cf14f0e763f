/** 上午跑了立辰和华鑫: one contact with each of them, and each with its own people. */
import type { ActivityReading } from './activity-clauses.ts'
import { contactKind } from './activity-words.ts'
import type { Clause } from './sentence.ts'
import { isRecordName, type SubjectMention, subjectsListed } from './subject.ts'
import { findTitledPerson } from './surnames.ts'

export type CustomerMet = {
  readonly subject: SubjectMention
  readonly contactName?: string
  /** The same as it would be said of this customer alone. */
  readonly said: string
}

/** The customers that the contact was with, where it was with several. */
export function customersMet({ clauses }: ActivityReading): readonly CustomerMet[] {
  const clause = clauses.find(({ text }) => contactKind(text) !== undefined)
  const subjects = clause ? subjectsListed(clause) : []
  if (!clause || subjects.length < 2 || shareAccounts(subjects)) return []
  const places = subjects.map(({ words }) => placeOf(clause, words))
  const first = places[0]!.start
  const people = places.map(({ end }, i) => personIn(clause.text.slice(end, places[i + 1]?.start)))
  const listEnd = places.at(-1)!.end + (people.at(-1)?.length ?? 0)
  return subjects.map((subject, i) => {
    const person = people[i]?.name
    const own = `${clause.text.slice(0, first)}${subject.words}${person ?? ''}${clause.text.slice(listEnd)}`
    const said = clauses.map((one) => (one === clause ? own : one.text).trim()).join(',')
    return { subject, said, ...(person && { contactName: person }) }
  })
}

function shareAccounts(subjects: readonly SubjectMention[]): boolean {
  const ids = subjects.flatMap((one) => [...new Set([...one.accountIds, ...one.ownerAccountIds])])
  return new Set(ids).size < ids.length || ids.length < subjects.length
}

function placeOf(clause: Clause, words: string): { start: number; end: number } {
  const tags = clause.names.filter(
    (tag) => isRecordName(tag) && words.split(' ').includes(tag.text),
  )
  const start = Math.min(...tags.map((tag) => tag.start)) - clause.start
  return { start, end: Math.max(...tags.map((tag) => tag.end)) - clause.start }
}

/** 立辰沈工, 华鑫的王工: right behind the name. */
function personIn(text: string): { name: string; length: number } | undefined {
  const person = findTitledPerson(text)
  const lead = person && text.slice(0, person.at)
  if (!person || !/^[那边的技术采购财务部\s]{0,6}$/u.test(lead ?? '')) return undefined
  return { name: person.name, length: person.at + person.name.length }
}

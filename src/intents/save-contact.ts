import { resolvePeople } from '../bot/resolve-people.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type ContactReading, readContact } from '../language/contact-clauses.ts'
import { departmentSaid } from '../operations/find-contact.ts'
import { type SaveContact, saveContact } from '../operations/save-contact.ts'

/** Who somebody at the customer is, and how they like to be spoken to. */
export const saveContactIntent: Intent = {
  id: 'contact.save',
  what: '记联系人',
  examples: [
    '立辰新增联系人 王工 技术 13800001111',
    '李总喜欢微信沟通',
    '张经理负责招标',
    '李总升副总了',
    '沈工电话13800001111',
    '张经理调到财务部了',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'activity.log'),
  operations: [saveContact],
  read: (sentence, free) => {
    const reading = readContact(sentence.clauses, free)
    return reading && claim(reading)
  },
}

const claim = (reading: ContactReading): Claim => ({
  clauses: reading.clauses,
  said: saidOf(reading),
  run: (turn) => run(turn, reading),
})

/** The words with the customer they are about, where it was named in an earlier part. */
function saidOf({ clauses, subject }: ContactReading): string {
  const words = clauses.map((clause) => clause.text.trim()).join(',')
  const named = !subject || subject.words.split(' ').some((word) => words.includes(word))
  return named ? words : `${subject.words},${words}`
}

async function run(turn: Turn, reading: ContactReading): Promise<Reply> {
  const { person, facts } = reading
  const said = { ...reading, people: [person] }
  const found = await resolvePeople(turn, said, 'activity.log')
  if (found.kind === 'reply') return asColleague(turn, reading) ?? found.reply
  if (found.kind === 'ask') return found
  const [{ contact }] = found.people as [(typeof found.people)[number]]
  const name = contact?.name ?? person.name
  if (!name) return { kind: 'problem', problem: { id: 'ContactMissing' } }
  const department = facts.department ?? (contact ? undefined : departmentSaid(person))
  const body: SaveContact = {
    accountId: found.reached.account.id,
    ...(contact && { contactId: contact.id }),
    name,
    facts: { ...facts, ...(department && { department }) },
  }
  const how = contact || reading.isNew ? 'at-once' : 'preview'
  return { kind: 'propose', operation: saveContact, body, how }
}

/** 林新是销售, of nobody there is, said by whoever gives roles: a colleague was meant. */
function asColleague(
  turn: Turn,
  { person, subject, isNew, facts }: ContactReading,
): Reply | undefined {
  const isPost = Object.keys(facts).every((key) => key === 'department' || key === 'title')
  if (subject || isNew || !isPost || !person.plain || !person.name) return undefined
  if (!mayEver(turn.viewer, 'people.configure')) return undefined
  return { kind: 'problem', problem: { id: 'PersonUnknown', said: person.name } }
}

import { dealsMeant } from '../bot/resolve-deals.ts'
import { type FoundPerson, resolvePeople } from '../bot/resolve-people.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { readStances, type StanceReading } from '../language/stance-clauses.ts'
import { departmentSaid } from '../operations/find-contact.ts'
import { type SetStances, setStances } from '../operations/set-stances.ts'

/** On whose side somebody at the customer is, and how much they have to say. */
export const setStancesIntent: Intent = {
  id: 'deal.set-stances',
  what: '记关键人的态度',
  examples: [
    '华芯采购张经理反对,技术李总支持',
    '李总是支持我们的',
    '赵会计中立',
    '张经理影响力很大',
    '华芯检测的李总站我们这边',
    '张经理不太同意',
    '赵会计还没表态',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'activity.log'),
  operations: [setStances],
  read: (sentence, free) => {
    const reading = readStances(sentence.clauses, free)
    return reading && claim(reading)
  },
}

const claim = (reading: StanceReading): Claim => ({
  clauses: reading.clauses,
  said: saidOf(reading),
  run: (turn) => run(turn, reading),
})

/** The words with the customer they are about, where it was named in an earlier part. */
function saidOf({ clauses, subject }: StanceReading): string {
  const words = clauses.map((clause) => clause.text.trim()).join(',')
  const named = !subject || subject.words.split(' ').some((word) => words.includes(word))
  return named ? words : `${subject.words},${words}`
}

async function run(turn: Turn, reading: StanceReading): Promise<Reply> {
  const said = { ...reading, people: reading.people.map(({ person }) => person) }
  const found = await resolvePeople(turn, said, 'activity.log')
  if (found.kind === 'reply') return found.reply
  if (found.kind === 'ask') return found
  const { reached, people } = found
  const meant = await dealsMeant(turn, {
    reached,
    subject: reading.subject,
    text: '用于哪个项目?',
    permission: 'activity.log',
  })
  if (meant.kind === 'reply') return meant.reply
  if (meant.kind === 'ask') return { kind: 'ask', questions: [meant.question] }
  const nameless = people.find(({ contact, said: { name } }) => !contact && !name)
  if (nameless) return { kind: 'problem', problem: { id: 'ContactMissing' } }
  const body: SetStances = {
    accountId: reached.account.id,
    dealIds: meant.deals.map((deal) => deal.id),
    people: people.map((person, i) => ({ ...bodyOf(person), ...valuesOf(reading, i) })),
  }
  const known = people.every(({ contact }) => contact)
  return { kind: 'propose', operation: setStances, body, how: known ? 'at-once' : 'preview' }
}

const bodyOf = ({ said, contact }: FoundPerson) =>
  contact
    ? { contactId: contact.id, name: contact.name }
    : { name: said.name!, department: departmentSaid(said) }

const valuesOf = ({ people }: StanceReading, index: number) => {
  const { stance, influence } = people[index]!
  return { stance, influence }
}

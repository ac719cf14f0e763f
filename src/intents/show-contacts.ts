import { contactsCard } from '../../cards/contacts-card.ts'
import { accountMeant } from '../bot/meant-account.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type RecordAsked, readRecordAsked } from '../language/record-asked.ts'
import { showContacts } from '../operations/show-contacts.ts'

/** Whom one knows at a customer. */
export const showContactsIntent: Intent = {
  id: 'account.show-contacts',
  what: '看联系人',
  examples: ['华芯的联系人', '立辰那边都有谁', '华芯的采购是谁'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'contact.read'),
  read: ({ clauses }, free) => {
    const asked = readRecordAsked('contacts', clauses, free)
    return asked && { clauses: asked.clauses, run: (turn) => run(turn, asked) }
  },
}

async function run(turn: Turn, asked: RecordAsked): Promise<Reply> {
  const found = await accountMeant(turn, asked, 'contact.read')
  if (found.kind === 'reply') return found.reply
  if (found.kind === 'ask') return { kind: 'ask', questions: [found.question] }
  return {
    kind: 'card',
    card: contactsCard(await showContacts(turn, found.reached, asked.post)),
    subject: { kind: 'account', id: found.reached.account.id },
  }
}

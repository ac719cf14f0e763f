import { revealedPhoneCard } from '../../cards/revealed-phone-card.ts'
import { resolvePeople } from '../bot/resolve-people.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type PhoneAsked, readPhoneAsked } from '../language/phone-asked.ts'
import { revealPhone } from '../operations/reveal-phone.ts'
import { writeAudit } from '../store/audit.ts'

/** Somebody's number, in private, each look written down. */
export const revealPhoneIntent: Intent = {
  id: 'contact.reveal-phone',
  what: '看联系人电话',
  examples: ['华芯采购张经理电话', '张经理手机号多少', '给我李总的联系方式', '怎么联系立辰的沈工'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'contact.read-phone'),
  read: (sentence, free) => {
    const asked = readPhoneAsked(sentence.clauses, free)
    return asked && claim(asked)
  },
}

const claim = (asked: PhoneAsked): Claim => ({
  clauses: asked.clauses,
  run: (turn) => run(turn, asked),
})

async function run(turn: Turn, asked: PhoneAsked): Promise<Reply> {
  const said = { ...asked, people: [asked.person] }
  const found = await resolvePeople(turn, said, 'contact.read-phone')
  if (found.kind === 'ask') return found
  if (found.kind === 'reply') {
    await auditDenied(turn, asked)
    return found.reply
  }
  const { contact } = found.people[0]!
  if (!contact) return { kind: 'problem', problem: { id: 'ContactMissing' } }
  const revealed = await revealPhone(turn, found.reached, contact)
  if (!revealed.ok) return { kind: 'problem', problem: revealed.problem }
  return {
    kind: 'card',
    card: revealedPhoneCard(revealed.view),
    subject: { kind: 'account', id: found.reached.account.id },
    personal: true,
  }
}

/** Who asks for a number without the right to it is written down. */
async function auditDenied(turn: Turn, { subject }: PhoneAsked): Promise<void> {
  const of = (subjectKind: string) => (subjectId: string) => ({
    action: 'contact.phone-denied',
    subjectKind,
    subjectId,
  })
  await writeAudit(turn, [
    ...(subject?.accountIds ?? []).map(of('account')),
    ...(subject?.dealIds ?? []).map(of('deal')),
  ])
}

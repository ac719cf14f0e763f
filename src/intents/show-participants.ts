import { participantsCard } from '../../cards/participants-card.ts'
import { accountMeant } from '../bot/meant-account.ts'
import { colleaguesMeant } from '../bot/meant-colleagues.ts'
import { resolveDeal } from '../bot/resolve-deal.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type ParticipantsAsked, readParticipantsAsked } from '../language/participants-asked.ts'
import { permittedDeals } from '../operations/find-deal.ts'
import { type Shown, showParticipants } from '../operations/show-participants.ts'
import { findDealsOf } from '../store/deals.ts'

/** Who works on a customer or a deal, and who may see it. */
export const showParticipantsIntent: Intent = {
  id: 'participant.show',
  what: '看谁在跟',
  examples: [
    '华芯检测谁在跟',
    '华芯的协作人',
    '有谁能看到华芯检测',
    '立辰都有谁在跟',
    '李娜能看到华芯检测吗',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'deal.read'),
  read: (_sentence, free) => {
    const asked = readParticipantsAsked(free)
    return asked && { clauses: asked.clauses, run: (turn) => run(turn, asked) }
  },
}

async function run(turn: Turn, asked: ParticipantsAsked): Promise<Reply> {
  const shown = await recordMeant(turn, asked)
  if (shown.kind === 'reply') return shown.reply
  const meant = await colleaguesMeant(turn, asked.people)
  if (meant.questions.length > 0) return { kind: 'ask', questions: meant.questions }
  const ids = meant.people.flatMap((person) => person?.id ?? [])
  const subject =
    shown.kind === 'deal'
      ? ({ kind: 'deal', id: shown.deal.id } as const)
      : ({ kind: 'account', id: shown.account.id } as const)
  return {
    kind: 'card',
    card: participantsCard(await showParticipants(turn, shown, ids)),
    subject,
  }
}

type Meant = Shown | { readonly kind: 'reply'; readonly reply: Reply }

const reply = (of: Reply): Meant => ({ kind: 'reply', reply: of })

/** A deal by name, else the customer with its deals. */
async function recordMeant(turn: Turn, asked: ParticipantsAsked): Promise<Meant> {
  const { subject, unknownName } = asked
  const ofAccount = subject
    ? subject.dealIds.length === 0
    : !unknownName && !turn.context.dealId && turn.context.accountId
  if (!ofAccount) {
    const resolved = await resolveDeal(turn, asked)
    if (resolved.kind === 'deal') return resolved
    return resolved.kind === 'reply'
      ? resolved
      : reply({ kind: 'ask', questions: [resolved.question] })
  }
  const found = await accountMeant(turn, asked, 'deal.read')
  if (found.kind === 'reply') return found
  if (found.kind === 'ask') return reply({ kind: 'ask', questions: [found.question] })
  const { account, through } = found.reached
  // Who reads the customer only through one deal is answered about that.
  const [only, ...others] = through ?? []
  if (only && others.length === 0) return { kind: 'deal', deal: only }
  const all = await findDealsOf(turn.tx, { dealIds: [], accountIds: [account.id] })
  const deals = through ?? (await permittedDeals(turn, 'deal.read', all))
  return { kind: 'account', account, deals }
}

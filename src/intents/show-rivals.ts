import { noticeCard } from '../../cards/notice-card.ts'
import { rivalCard, rivalsCard } from '../../cards/rival-card.ts'
import { accountMeant } from '../bot/meant-account.ts'
import { notFound } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { type RivalsAsked, readRivalsAsked } from '../language/rival-asked.ts'
import type { SaidRival } from '../language/rivals.ts'
import { permittedDeals } from '../operations/find-deal.ts'
import { listRivals, listRivalsOf, showRival } from '../operations/show-rival.ts'
import { findCompetitor, findCompetitorCalled } from '../store/competitors.ts'
import { findDealsOf } from '../store/deals.ts'

/** What is known of a rival, which there are, and whom one has at a customer. */
export const showRivalsIntent: Intent = {
  id: 'competitor.show',
  what: '看竞品',
  examples: ['环测怎么打', '环测最近怎么样', '竞品环测', '竞争对手有哪些', '华芯检测有哪些对手'],
  read: ({ clauses }, free) => {
    const asked = readRivalsAsked(clauses, free)
    return asked && claims(asked)
  },
}

/** One for each rival that is asked about. */
const claims = (asked: RivalsAsked): Claim | Claim[] =>
  asked.about === 'one'
    ? asked.rivals.map((rival) => ({
        clauses: asked.clauses,
        ...(asked.rivals.length > 1 && { said: `竞品${rival.name}怎么样` }),
        run: (turn) => showOne(turn, rival),
      }))
    : { clauses: asked.clauses, run: (turn) => run(turn, asked) }

async function run(turn: Turn, asked: RivalsAsked): Promise<Reply> {
  switch (asked.about) {
    case 'one':
      return { kind: 'unclear' }
    case 'unknown':
      return showOne(turn, { ids: [], name: asked.name })
    case 'all':
      return { kind: 'card', card: rivalsCard(await listRivals(turn)) }
    case 'record':
      return ofRecord(turn, asked)
  }
}

async function showOne(turn: Turn, { ids, name }: SaidRival): Promise<Reply> {
  const byId = ids[0] ? await findCompetitor(turn.tx, ids[0]) : undefined
  const rival = byId ?? (await findCompetitorCalled(turn.tx, name))
  if (rival) return { kind: 'card', card: rivalCard(await showRival(turn, rival)) }
  const how = `听到什么直接说,如「竞品${name} 报价降8%」。`
  return { kind: 'card', card: noticeCard(`还没有竞品“${name}”的记录`, [how]) }
}

async function ofRecord(
  turn: Turn,
  asked: Extract<RivalsAsked, { about: 'record' }>,
): Promise<Reply> {
  const found = await accountMeant(turn, asked, 'activity.read')
  if (found.kind === 'reply') return found.reply
  if (found.kind === 'ask') return { kind: 'ask', questions: [found.question] }
  const { account, through } = found.reached
  const { dealIds } = found
  const all = await findDealsOf(turn.tx, { dealIds, accountIds: [account.id] })
  const seen = through ?? (await permittedDeals(turn, 'activity.read', all))
  const named = seen.filter((deal) => dealIds.includes(deal.id))
  const deals = named.length > 0 ? named : seen.filter((deal) => deal.outcome === 'open')
  const [deal, ...others] = deals
  if (dealIds.length > 0 && !deal) return notFound(turn, asked.clauses)
  const only = deal && others.length === 0 && named.length > 0 ? deal : undefined
  const view = await listRivalsOf(turn, {
    title: only ? `${only.code} ${only.name}` : account.shortName,
    name: only?.name ?? account.shortName,
    deals,
  })
  return {
    kind: 'card',
    card: rivalsCard(view),
    subject: only ? { kind: 'deal', id: only.id } : { kind: 'account', id: account.id },
  }
}

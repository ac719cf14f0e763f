import type { SubjectMention } from '../language/subject.ts'
import { shortDay } from '../lib/calendar.ts'
import { shortFen } from '../lib/money.ts'
import { foldName } from '../lib/names.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { permittedDeal, readableDeals } from '../operations/find-deal.ts'
import { writeAudit } from '../store/audit.ts'
import { type DealRow, findOwnDeals } from '../store/deals.ts'
import type { AskedQuestion, Reply, Turn } from './turn.ts'

export type Resolved =
  | { readonly kind: 'deal'; readonly deal: DealRow }
  | { readonly kind: 'ask'; readonly question: AskedQuestion }
  | { readonly kind: 'reply'; readonly reply: Reply }

/** A question shows no more than this many answers. */
const maxOptions = 5

/**
 * The one deal that is meant. Several are asked about, never chosen from; what the person may not
 * read is as if it were not there. Without a name it is the deal of the quoted card or of the bot's
 * last message.
 *
 * @param words the rest of what was said: a distinctive part of a deal's name settles which one
 */
export async function resolveDeal(
  turn: Turn,
  subject: SubjectMention | undefined,
  words: string,
): Promise<Resolved> {
  const answer = turn.answers.deal ?? (subject ? undefined : turn.context.dealId)
  if (answer) {
    const deal = await permittedDeal(turn, 'deal.read', answer)
    return deal
      ? { kind: 'deal', deal }
      : { kind: 'reply', reply: { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } } }
  }
  if (!subject) return { kind: 'reply', reply: await askForName(turn) }
  const deals = narrow(await readableDeals(turn, subject), subject, words)
  const [only, ...others] = deals
  if (only && others.length === 0) return { kind: 'deal', deal: only }
  if (only) return { kind: 'ask', question: whichDeal(turn, deals) }
  return { kind: 'reply', reply: await notThere(turn, subject) }
}

async function askForName(turn: Turn): Promise<Reply> {
  const recent = await findOwnDeals(turn.tx, turn.viewer.userId, 3)
  const names = recent.map((deal) => `${deal.code} ${deal.name}`)
  return { kind: 'problem', problem: { id: 'DealMissing', recent: names } }
}

/** Named deals win over those of a named account; then the words that only one name contains. */
function narrow(
  deals: readonly DealRow[],
  subject: SubjectMention,
  words: string,
): readonly DealRow[] {
  const named = deals.filter((deal) => subject.dealIds.includes(deal.id))
  const ofAccount = named.filter((deal) => subject.accountIds.includes(deal.accountId))
  const pool = ofAccount.length > 0 ? ofAccount : named.length > 0 ? named : deals
  if (pool.length < 2) return pool
  const said = foldName(words)
  const scores = pool.map((deal) => longestShared(distinctive(deal), said))
  const best = Math.max(...scores)
  const winners = pool.filter((_, i) => scores[i] === best)
  return best >= 2 && winners.length === 1 ? winners : pool
}

/** The part of a deal's name that tells it from its account's others; 项目 tells nothing. */
function distinctive(deal: DealRow): string {
  const account = foldName(deal.accountShort)
  const name = foldName(deal.name).replace(/(?:项目|工程|商机)$/u, '')
  return name.startsWith(account) ? name.slice(account.length) : name
}

/** Length of the longest stretch of `name` that stands in `said`. */
function longestShared(name: string, said: string): number {
  for (let length = name.length; length > 0; length--) {
    for (let at = 0; at + length <= name.length; at++) {
      if (said.includes(name.slice(at, at + length))) return length
    }
  }
  return 0
}

function whichDeal(turn: Turn, deals: readonly DealRow[]): AskedQuestion {
  const stages = new Map(turn.pipelines.flatMap((p) => p.stages).map((s) => [s.id, s.name]))
  return {
    slot: 'deal',
    text: '哪个项目?',
    options: deals.slice(0, maxOptions).map((deal) => ({
      label: `${deal.name}${deal.amountFen === null ? '' : ` ${shortFen(deal.amountFen, deal.currency)}`}`,
      detail: [
        deal.code,
        stages.get(deal.stageId),
        deal.closeDate && `预计 ${shortDay(deal.closeDate, turn.today)}`,
      ]
        .filter(Boolean)
        .join(' · '),
      value: deal.id,
    })),
  }
}

/** Nothing readable under that name: an account without open deals says so, all else is one answer. */
async function notThere(turn: Turn, subject: SubjectMention): Promise<Reply> {
  const [account] = await permittedAccounts(turn, 'deal.read', subject.accountIds)
  if (account) {
    return { kind: 'problem', problem: { id: 'NoOpenDeal', account: account.shortName } }
  }
  await auditDenied(turn, subject)
  return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
}

/** Who reached for what they may not read is written down, even though they learn nothing. */
export async function auditDenied(turn: Turn, subject: SubjectMention): Promise<void> {
  const denied = [
    ...subject.dealIds.map((id) => ['deal', id] as const),
    ...subject.accountIds.map((id) => ['account', id] as const),
  ]
  await writeAudit(
    turn,
    denied.map(([subjectKind, subjectId]) => ({
      action: `${subjectKind}.read-denied`,
      subjectKind,
      subjectId,
    })),
  )
}

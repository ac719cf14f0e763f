import { mayDo, mayEver, type Permission } from '../domain/permission.ts'
import type { Offer } from '../domain/problem.ts'
import type { Clause } from '../language/sentence.ts'
import { hiddenIn, type SubjectMention } from '../language/subject.ts'
import { shortDay } from '../lib/calendar.ts'
import { shortFen } from '../lib/money.ts'
import { foldName } from '../lib/names.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { permittedDeal, readableDeals } from '../operations/find-deal.ts'
import type { AccountRow } from '../store/accounts.ts'
import { writeAudit } from '../store/audit.ts'
import { type DealRow, findOwnDeals } from '../store/deals.ts'
import { participations } from '../store/people.ts'
import { likeDeals } from './like-deals.ts'
import type { AskedQuestion, Reply, Turn } from './turn.ts'

export type Resolved =
  | { readonly kind: 'deal'; readonly deal: DealRow }
  | { readonly kind: 'ask'; readonly question: AskedQuestion }
  | { readonly kind: 'reply'; readonly reply: Reply }

/** How a deal was spoken of. */
export type SaidDeal = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  /** Words that no list has, where a name would stand. */
  readonly unknownName?: string
  /** Named earlier in the same message. */
  readonly earlier?: SubjectMention
}

/** A question shows no more than this many answers. */
const maxOptions = 5

/** The answer 「不是」. */
export const noneOfThem = 'none'

/**
 * The one deal that is meant. Several are asked about, never chosen from; what the person may not
 * read is as if it were not there. Without a name it is the deal of the quoted card or of the bot's
 * last message.
 */
export async function resolveDeal(turn: Turn, said: SaidDeal): Promise<Resolved> {
  const { subject, unknownName, earlier } = said
  const named = subject ?? earlier
  const answer = turn.answers.deal ?? (named || unknownName ? undefined : turn.context.dealId)
  if (answer === noneOfThem) return dealMissing(turn)
  if (answer) {
    const deal = await permittedDeal(turn, 'deal.read', answer)
    if (deal) return { kind: 'deal', deal }
    return { kind: 'reply', reply: await notFound(turn, said.clauses) }
  }
  if (unknownName) return byUnknownName(turn, said, unknownName)
  return named ? bySubject(turn, said, named) : askWhich(turn)
}

/**
 * The one deal that is to be changed. Whoever may only read it learns nothing more of it: what is
 * asked about a change shows what the deal has now.
 */
export const resolveDealToChange = (turn: Turn, said: SaidDeal): Promise<Resolved> =>
  resolveDealFor(turn, said, 'deal.edit')

/** The one deal whose terms are to be handed in; likewise. */
export const resolveDealToOffer = (turn: Turn, said: SaidDeal): Promise<Resolved> =>
  resolveDealFor(turn, said, 'terms.submit')

async function resolveDealFor(
  turn: Turn,
  said: SaidDeal,
  permission: Permission,
): Promise<Resolved> {
  const resolved = await resolveDeal(turn, said)
  if (resolved.kind !== 'deal') return resolved
  if (await permittedDeal(turn, permission, resolved.deal.id)) return resolved
  return { kind: 'reply', reply: await notFound(turn, said.clauses) }
}

const problem = (of: Extract<Reply, { kind: 'problem' }>['problem']): Resolved => ({
  kind: 'reply',
  reply: { kind: 'problem', problem: of },
})

/** No such record, or none that they may read: one answer for both, and a row in the audit. */
export async function notFound(turn: Turn, clauses: readonly Clause[]): Promise<Reply> {
  await auditDenied(turn, clauses)
  return {
    kind: 'problem',
    problem: { id: 'NotFoundOrNotAllowed', offers: offersTo(turn) },
  }
}

/** An account with nothing to talk about. */
export function noOpenDeal(turn: Turn, { shortName, code }: AccountRow): Reply {
  const mayCreate = mayEver(turn.viewer, 'deal.create')
  const offers = [...(mayCreate ? (['new-deal'] as const) : []), 'closed-deals' as const]
  return { kind: 'problem', problem: { id: 'NoOpenDeal', account: shortName, code, offers } }
}

const dealMissing = (turn: Turn): Resolved => problem({ id: 'DealMissing', offers: offersTo(turn) })

/** What this person can do when nothing was found. */
function offersTo({ viewer }: Turn): Offer[] {
  return [
    ...(mayEver(viewer, 'deal.create') ? (['new-deal'] as const) : []),
    ...(mayEver(viewer, 'deal.edit') ? (['own-deals'] as const) : []),
  ]
}

async function askWhich(turn: Turn): Promise<Resolved> {
  const recent = await findOwnDeals(turn.tx, turn.viewer.userId, 3)
  if (recent.length === 0) return dealMissing(turn)
  return { kind: 'ask', question: await whichDeal(turn, recent, '你说的是哪个项目?') }
}

async function bySubject(turn: Turn, said: SaidDeal, subject: SubjectMention): Promise<Resolved> {
  const deals = await readableDeals(turn, subject)
  const named = deals.filter((deal) => subject.dealIds.includes(deal.id))
  const ofAccount = named.filter((deal) => subject.accountIds.includes(deal.accountId))
  if (named.length > 0 && subject.accountIds.length > 0 && ofAccount.length === 0) {
    return askOther(turn, named, subject)
  }
  const pool = ofAccount.length > 0 ? ofAccount : named.length > 0 ? named : deals
  const words = said.clauses.map((clause) => clause.text).join(',')
  const [only, ...others] = narrow(pool, words)
  if (only && others.length === 0) return { kind: 'deal', deal: only }
  if (only) return { kind: 'ask', question: await whichDeal(turn, [only, ...others], '哪个项目?') }
  const [account] = await permittedAccounts(turn, 'deal.read', subject.accountIds)
  if (account) return { kind: 'reply', reply: noOpenDeal(turn, account) }
  return { kind: 'reply', reply: await notFound(turn, said.clauses) }
}

/** 华芯老化测试, when it is 华鑫 that has one: they sound the same, so it is asked. */
async function askOther(
  turn: Turn,
  deals: readonly DealRow[],
  subject: SubjectMention,
): Promise<Resolved> {
  const [account] = await permittedAccounts(turn, 'deal.read', subject.accountIds)
  const whose = account ? `${account.shortName}名下没有“${nameWithout(subject, account)}”` : ''
  return { kind: 'ask', question: await isItThis(turn, deals, whose) }
}

const nameWithout = ({ words }: SubjectMention, account: { shortName: string }): string =>
  words
    .split(' ')
    .filter((word) => word !== account.shortName)
    .join('')

/** What is written in no list: a part of a name nearby, or something like it to be asked about. */
async function byUnknownName(turn: Turn, said: SaidDeal, unknown: string): Promise<Resolved> {
  const near = await dealsNear(turn, said.subject ?? said.earlier)
  const parts = near.filter((deal) => foldName(deal.name).includes(foldName(unknown)))
  const [only, ...others] = parts
  if (only && others.length === 0) return { kind: 'deal', deal: only }
  if (only) return { kind: 'ask', question: await whichDeal(turn, parts, '哪个项目?') }
  const whole = wholeName(said, unknown)
  const alike = await likeDeals(turn, whole, near)
  // Beside a deal's own name the unknown words were not a name, but something not understood.
  if (alike.length === 0 && (said.subject?.dealIds.length ?? 0) > 0) {
    return { kind: 'reply', reply: { kind: 'unclear' } }
  }
  if (alike.length === 0) return { kind: 'reply', reply: await notFound(turn, said.clauses) }
  return { kind: 'ask', question: await isItThis(turn, alike, `没找到“${whole}”`) }
}

/** The named deals, and the open deals of their accounts. */
async function dealsNear(turn: Turn, subject: SubjectMention | undefined): Promise<DealRow[]> {
  if (!subject) return []
  const named = await readableDeals(turn, subject)
  const accountIds = [...new Set([...subject.accountIds, ...named.map((deal) => deal.accountId)])]
  return readableDeals(turn, { dealIds: subject.dealIds, accountIds })
}

/** The unknown words with the known name they stand beside, as typed. */
export function wholeName({ clauses }: SaidDeal, unknown: string): string {
  const clause = clauses.find(({ text }) => text.includes(unknown))
  if (!clause) return unknown
  const at = clause.start + clause.text.indexOf(unknown)
  const after = at + unknown.length
  const near = (gap: number) => gap >= 0 && gap <= 2
  const beside = clause.names.filter((tag) => near(tag.start - after) || near(at - tag.end))
  const start = Math.min(at, ...beside.map((tag) => tag.start))
  const end = Math.max(after, ...beside.map((tag) => tag.end))
  return clause.text.slice(start - clause.start, end - clause.start).replace(/[的\s]/gu, '')
}

/** The words that only one of the names contains settle it. */
function narrow(deals: readonly DealRow[], words: string): readonly DealRow[] {
  if (deals.length < 2) return deals
  const said = foldName(words)
  const scores = deals.map((deal) => longestShared(distinctive(deal), said))
  const best = Math.max(...scores)
  const winners = deals.filter((_, i) => scores[i] === best)
  return best >= 2 && winners.length === 1 ? winners : deals
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

/** One candidate is confirmed, several are chosen from. */
async function isItThis(
  turn: Turn,
  deals: readonly DealRow[],
  why: string,
): Promise<AskedQuestion> {
  const [deal, ...others] = deals
  const lead = why && `${why}。`
  if (others.length > 0) {
    const question = await whichDeal(turn, deals, `${lead}是哪个?`)
    const none = { label: '都不是', detail: '没有列出来', value: noneOfThem }
    return { ...question, options: [...question.options, none] }
  }
  return {
    slot: 'deal',
    text: `${lead}是指 ${deal!.name}(${deal!.code})吗?`,
    options: [
      { label: '是', value: deal!.id },
      { label: '不是', value: noneOfThem },
    ],
  }
}

/** Asks which of these deals, at most five, with what tells them apart. */
export async function whichDeal(
  turn: Turn,
  deals: readonly DealRow[],
  text: string,
): Promise<AskedQuestion> {
  const offered = deals.slice(0, maxOptions)
  const parts = await participations(
    turn.tx,
    turn.viewer.userId,
    offered.flatMap((deal) => [deal.id, deal.accountId]),
  )
  const stages = new Map(turn.pipelines.flatMap((p) => p.stages).map((s) => [s.id, s.name]))
  const amountOf = (deal: DealRow) => {
    const part = parts.get(`deal:${deal.id}`) ?? parts.get(`account:${deal.accountId}`)
    const visible = mayDo(turn.viewer, 'deal.read-amount', { ownerId: deal.ownerId, part })
    return visible && deal.amountFen !== null ? ` ${shortFen(deal.amountFen, deal.currency)}` : ''
  }
  return {
    slot: 'deal',
    text,
    options: offered.map((deal) => ({
      label: `${deal.name}${amountOf(deal)}`,
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

/** Who reached for what they may not read is written down, even though they learn nothing. */
async function auditDenied(turn: Turn, clauses: readonly Clause[]): Promise<void> {
  const denied = new Map(hiddenIn(clauses).map((one) => [`${one.kind} ${one.id}`, one]))
  await writeAudit(
    turn,
    [...denied.values()].map(({ kind, id }) => ({
      action: `${kind}.read-denied`,
      subjectKind: kind,
      subjectId: id,
    })),
  )
}

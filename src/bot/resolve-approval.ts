/** Which request for approval is meant, among those that the speaker may know of. */
import type { SaidApproval } from '../language/decision-clauses.ts'
import type { Clause } from '../language/sentence.ts'
import type { SubjectMention } from '../language/subject.ts'
import { type FoundApproval, isTheirTurn, permittedApproval } from '../operations/find-approval.ts'
import { readableDeals } from '../operations/find-deal.ts'
import {
  type ApprovalRow,
  findApprovalsByCode,
  latestOf,
  pendingOf,
  requestedBy,
  waitingFor,
} from '../store/approvals.ts'
import { standsInFor } from '../store/organisation.ts'
import { notFound } from './resolve-deal.ts'
import type { AskedQuestion, Reply, Turn } from './turn.ts'

export type MeantApproval =
  | { readonly kind: 'approval'; readonly found: FoundApproval }
  | { readonly kind: 'ask'; readonly question: AskedQuestion }
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** Nobody spoke of one, and none is in front of them. */
  | { readonly kind: 'none' }

/** Whose they are: those that wait for the speaker, or those that the speaker asked for. */
export type Side = 'to-decide' | 'own'

/** A question shows no more than this many answers. */
const mostOffered = 5

/** The requests whose turn it is of the viewer, or of somebody whose place they take today. */
export async function approvalsWaiting(turn: Turn): Promise<FoundApproval[]> {
  const { tx, viewer, today } = turn
  const places = [viewer.userId, ...(await standsInFor(tx, viewer.userId, today))]
  // A superior stands in where somebody has kept it too long.
  const under = await tx.user.findMany({
    where: { managerId: viewer.userId },
    select: { id: true },
  })
  const rows = await waitingFor(tx, [...places, ...under.map(({ id }) => id)])
  return (await permitted(turn, rows)).filter((found) => isTheirTurn(found, viewer.userId))
}

/** What the viewer asked for and is not over. */
export async function approvalsAskedFor(turn: Turn): Promise<FoundApproval[]> {
  const rows = await requestedBy(turn.tx, turn.viewer.userId)
  return permitted(
    turn,
    rows.filter(({ state }) => state === 'pending' || state === 'returned'),
  )
}

async function permitted(turn: Turn, rows: readonly ApprovalRow[]): Promise<FoundApproval[]> {
  const found: FoundApproval[] = []
  for (const { id } of rows) {
    const one = await permittedApproval(turn, id)
    if (one) found.push(one)
  }
  return found
}

/**
 * The one request that is meant. By its code, by its deal or customer, as the quoted card, or as the
 * only one there is; several are asked about. What may not be seen is as if it were not there.
 */
export async function resolveApproval(
  turn: Turn,
  said: { readonly clauses: readonly Clause[]; readonly of: SaidApproval },
  side: Side,
): Promise<MeantApproval> {
  const { codes, subject, unknownName } = said.of
  const answer = turn.answers.approval ?? (isNamed(said.of) ? undefined : inFront(turn))
  if (answer) return byId(turn, said.clauses, answer)
  if (codes.length > 0) return byCodes(turn, said.clauses, codes)
  if (unknownName) return { kind: 'reply', reply: await notFound(turn, said.clauses) }
  const own = await (side === 'own' ? approvalsAskedFor(turn) : approvalsWaiting(turn))
  if (!subject) return oneOf(own)
  const there = own.filter((one) => isAbout(one, subject))
  if (there.length > 0) return oneOf(there)
  const deals = await readableDeals(turn, subject)
  const [deal] = deals
  if (!deal) return { kind: 'reply', reply: await notFound(turn, said.clauses) }
  const under = await permitted(
    turn,
    await pendingOf(
      turn.tx,
      deals.map(({ id }) => id),
    ),
  )
  if (under.length > 0) return oneOf(under)
  // What was decided already is told, with who was first.
  const last = deals.length === 1 ? await latestOf(turn.tx, deal.id) : undefined
  const found = last && (await permittedApproval(turn, last.id))
  if (found) return { kind: 'approval', found }
  return {
    kind: 'reply',
    reply: { kind: 'problem', problem: { id: 'NoApprovalOf', deal: deal.name } },
  }
}

const isNamed = ({ codes, subject, unknownName }: SaidApproval): boolean =>
  codes.length > 0 || subject !== undefined || unknownName !== undefined

/** The card that the words are a reply to. The last one shown is not enough to decide by. */
const inFront = ({ context }: Turn): string | undefined =>
  context.quoted ? context.approvalId : undefined

/** Every request that is meant where several may be: by their codes, or of what waits for the viewer. */
export async function approvalsMeant(
  turn: Turn,
  { codes, subject }: SaidApproval,
): Promise<FoundApproval[]> {
  if (codes.length > 0) return ofCodes(turn, codes)
  const waiting = await approvalsWaiting(turn)
  return subject ? waiting.filter((one) => isAbout(one, subject)) : waiting
}

const isAbout = ({ deal }: FoundApproval, { dealIds, accountIds }: SubjectMention): boolean =>
  dealIds.includes(deal.id) || (dealIds.length === 0 && accountIds.includes(deal.accountId))

async function byId(turn: Turn, clauses: readonly Clause[], id: string): Promise<MeantApproval> {
  const found = await permittedApproval(turn, id)
  return found
    ? { kind: 'approval', found }
    : { kind: 'reply', reply: await notFound(turn, clauses) }
}

async function byCodes(
  turn: Turn,
  clauses: readonly Clause[],
  codes: readonly string[],
): Promise<MeantApproval> {
  const found = await ofCodes(turn, codes)
  if (found.length < codes.length) return { kind: 'reply', reply: await notFound(turn, clauses) }
  return oneOf(found)
}

async function ofCodes(turn: Turn, codes: readonly string[]): Promise<FoundApproval[]> {
  return permitted(turn, await findApprovalsByCode(turn.tx, codes))
}

function oneOf(found: readonly FoundApproval[]): MeantApproval {
  const [only, ...others] = found
  if (!only) return { kind: 'none' }
  if (others.length === 0) return { kind: 'approval', found: only }
  return { kind: 'ask', question: whichApproval(found, `有 ${found.length} 个审批,哪一个?`) }
}

/** X23: every one that it may be is listed. */
const whichApproval = (found: readonly FoundApproval[], text: string): AskedQuestion => ({
  slot: 'approval',
  text,
  options: found.slice(0, mostOffered).map(({ approval, deal }) => ({
    label: `${approval.code} ${deal.name}`,
    detail: `${deal.code} · ${deal.accountShort}`,
    value: approval.id,
  })),
})

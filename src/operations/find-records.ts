/** Accounts and deals side by side, as a change of who takes part in them sees them. */
import type { Problem } from '../domain/problem.ts'
import { findAccounts } from '../store/accounts.ts'
import { findDeal } from '../store/deals.ts'
import { leadersOf, type SubjectKey } from '../store/participants.ts'
import { userNames } from '../store/teams.ts'
import { permittedAccounts } from './find-account.ts'
import { permittedDeals } from './find-deal.ts'
import type { Act } from './operation.ts'

export type SharedRecord = SubjectKey & {
  /** 「D-1001 华芯检测项目」「华芯(整个客户)」 */
  readonly title: string
  /** As one would say it: 华芯检测项目, 华芯. */
  readonly name: string
  readonly accountId: string
  readonly accountShort: string
  readonly ownerId: string
  readonly ownerName: string
}

/** The record, if the viewer may read it and say who takes part in it. */
export async function recordToShare(
  act: Act,
  subject: SubjectKey,
): Promise<SharedRecord | { readonly problem: Problem }> {
  const found = subject.kind === 'deal' ? await deal(act, subject) : await account(act, subject)
  if (!found) return { problem: { id: 'NotFoundOrNotAllowed' } }
  const { record, mayShare } = found
  return mayShare ? record : { problem: await notYours(act, record) }
}

async function deal(act: Act, { id }: SubjectKey) {
  const row = await findDeal(act.tx, id)
  const [seen] = row && row.outcome !== 'void' ? await permittedDeals(act, 'deal.read', [row]) : []
  if (!seen) return undefined
  const record: SharedRecord = {
    kind: 'deal',
    id,
    title: `${seen.code} ${seen.name}`,
    name: seen.name,
    accountId: seen.accountId,
    accountShort: seen.accountShort,
    ownerId: seen.ownerId,
    ownerName: seen.ownerName,
  }
  const mayShare = (await permittedDeals(act, 'participant.edit', [seen])).length > 0
  return { record, mayShare }
}

async function account(act: Act, { id }: SubjectKey) {
  const [row] = await findAccounts(act.tx, [id])
  if (!row) return undefined
  const [seen] = await permittedAccounts(act, 'deal.read', [id])
  if (!seen) return undefined
  const ownerName = (await userNames(act.tx, [row.ownerId])).get(row.ownerId) ?? ''
  const record: SharedRecord = {
    kind: 'account',
    id,
    title: `${row.shortName}(整个客户)`,
    name: row.shortName,
    accountId: id,
    accountShort: row.shortName,
    ownerId: row.ownerId,
    ownerName,
  }
  const mayShare = (await permittedAccounts(act, 'participant.edit', [id])).length > 0
  return { record, mayShare }
}

/** Who may read it but not open it to others is told who can. */
async function notYours(act: Act, record: SharedRecord): Promise<Problem> {
  const leaders = await leadersOf(act.tx, record.ownerId)
  const names = await userNames(act.tx, leaders)
  return {
    id: 'ParticipantsNotYours',
    record: record.name,
    owner: record.ownerName,
    leaders: leaders.flatMap((id) => names.get(id) ?? []).slice(0, 2),
  }
}

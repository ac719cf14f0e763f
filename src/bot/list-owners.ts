/** Whose records a list is of: people, teams and accounts by name to their ids. */
import type { ListReading } from '../language/list-clause.ts'
import { membersLedBy, membersOf } from '../store/account-values.ts'
import type { KnownValues, ListDraft } from './list-conditions.ts'
import type { Asked } from './read-value.ts'
import type { Turn } from './turn.ts'

/** Whose: named people, teams, one's own and one's team's, each narrowing the others. */
export async function resolveOwners(
  turn: Turn,
  reading: ListReading,
  known: KnownValues,
  { asked, draft }: { readonly asked: Asked; readonly draft: ListDraft },
): Promise<string[] | undefined> {
  const sets: (readonly string[])[] = []
  if (reading.ownerIds.length > 0) {
    const named = await peopleMeant(turn, reading.ownerIds, asked)
    // 我和张伟的 are both people's.
    const people =
      reading.whose === 'mine' ? [{ id: turn.viewer.userId, name: '我' }, ...named] : named
    sets.push(people.map(({ id }) => id))
    draft.conditions.push(`负责人 ${people.map(({ name }) => name).join('、')}`)
  }
  if (reading.leaderIds.length > 0) {
    const leaders = await peopleMeant(turn, reading.leaderIds, asked, 'leader')
    sets.push(
      await membersLedBy(
        turn.tx,
        leaders.map(({ id }) => id),
      ),
    )
    draft.conditions.push(`${leaders.map(({ name }) => name).join('、')}的团队`)
  }
  const teamIds = reading.values.flatMap(({ field, values }) => (field === 'team' ? values : []))
  if (teamIds.length > 0) {
    sets.push(await membersOf(turn.tx, teamIds))
    const names = known.teams.filter(({ id }) => teamIds.includes(id)).map(({ name }) => name)
    draft.conditions.push(`团队 ${names.join('、')}`)
  }
  if (reading.whose === 'mine' && reading.ownerIds.length === 0) sets.push([turn.viewer.userId])
  if (reading.whose === 'ours') {
    const ours = await ownTeam(turn)
    if (ours) sets.push(ours)
  }
  if (sets.length === 0) return undefined
  return sets.reduce<string[]>((left, set) => left.filter((id) => set.includes(id)), [...sets[0]!])
}

/** Whom one leads, or whom one works with; undefined for who is in no team. */
async function ownTeam({ tx, viewer }: Turn): Promise<string[] | undefined> {
  if (viewer.memberIds.size > 0) return [...viewer.memberIds]
  const teams = await tx.teamMember.findMany({ where: { userId: viewer.userId } })
  return teams.length > 0
    ? membersOf(
        tx,
        teams.map(({ teamId }) => teamId),
      )
    : undefined
}

type Person = { readonly id: string; readonly name: string }

/** Two of one name are asked about. */
async function peopleMeant(
  turn: Turn,
  said: ListReading['ownerIds'],
  asked: Asked,
  kind = 'owner',
): Promise<Person[]> {
  const ids = [...new Set(said.flat())]
  const users = await turn.tx.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, department: true },
  })
  return said.flatMap((candidates, index) => {
    const slot = `${kind}${index}`
    const answer = turn.answers[slot]
    const meant = users.filter(({ id }) => (answer ? id === answer : candidates.includes(id)))
    if (meant.length > 1) {
      asked.questions.push({
        slot,
        text: '哪一位?',
        options: meant.slice(0, 5).map(({ id, name, department }) => ({
          label: name,
          detail: department ?? '',
          value: id,
        })),
      })
    }
    return meant
  })
}

/** The accounts by name, or the one that was spoken of; 'nobody' where none was. */
export async function resolveAccounts(
  turn: Turn,
  reading: ListReading,
  asked: Asked,
  draft: ListDraft,
): Promise<readonly string[] | undefined | 'nobody'> {
  const { answers, context, tx } = turn
  const ids = [...new Set(reading.accountIds.flat())]
  if (reading.inContext && ids.length === 0) {
    const id = context.accountId ?? (await accountOfDeal(turn))
    if (!id) return 'nobody'
    ids.push(id)
  }
  if (ids.length === 0) return undefined
  const meant = answers.account ? [answers.account] : ids
  const accounts = await tx.account.findMany({
    where: { id: { in: meant } },
    select: { id: true, code: true, name: true, shortName: true },
  })
  const ambiguous = reading.accountIds.some((candidates) => candidates.length > 1)
  if (ambiguous && accounts.length > 1 && !answers.account) {
    asked.questions.push({
      slot: 'account',
      text: '哪个客户?',
      options: accounts
        .slice(0, 5)
        .map(({ id, name, code }) => ({ label: name, detail: code, value: id })),
    })
  }
  draft.conditions.push(accounts.map(({ shortName }) => shortName).join('、'))
  return accounts.map(({ id }) => id)
}

async function accountOfDeal({ tx, context }: Turn): Promise<string | undefined> {
  if (!context.dealId) return undefined
  const deal = await tx.deal.findUnique({
    where: { id: context.dealId },
    select: { accountId: true },
  })
  return deal?.accountId
}

import * as z from 'zod'
import { type PeopleView, peopleChangedCard, peoplePreviewCard } from '../../cards/people-card.ts'
import { mayEver } from '../domain/permission.ts'
import { writeAudit } from '../store/audit.ts'
import { type Act, defineOperation, type Plan } from './operation.ts'

const body = z.strictObject({
  team: z.string().min(1).max(30),
  userId: z.string(),
  /** Leads the team, or belongs to it. */
  as: z.enum(['leader', 'member']),
})

export type ArrangeTeam = z.infer<typeof body>

/**
 * Says who leads a team or belongs to it; a team that is not there yet is made. A person belongs to
 * one team at a time.
 */
export const arrangeTeam = defineOperation<ArrangeTeam, PeopleView, never>({
  id: 'people.arrange-team',
  body,
  undoBody: z.never(),
  plan,
  apply: async (act, raw) => {
    const planned = await plan(act, raw)
    if (!planned.ok) return { kind: 'problem', problem: planned.problem }
    const { team, userId, as } = raw
    const row = await act.tx.team.upsert({
      where: { name: team },
      create: { id: act.ids.next(), name: team },
      update: {},
    })
    if (as === 'leader') {
      await act.tx.team.update({ where: { id: row.id }, data: { managerId: userId } })
      const key = { userId_role: { userId, role: 'manager' } }
      await act.tx.userRole.upsert({
        where: key,
        create: { userId, role: 'manager' },
        update: {},
      })
    } else {
      await act.tx.teamMember.deleteMany({ where: { userId } })
      await act.tx.teamMember.create({ data: { teamId: row.id, userId } })
    }
    await writeAudit(act, [
      {
        action: as === 'leader' ? 'people.team-led' : 'people.team-joined',
        subjectKind: 'user',
        subjectId: userId,
        newValue: team,
      },
    ])
    return { kind: 'done', view: planned.view }
  },
  previewCard: peoplePreviewCard,
  doneCard: peopleChangedCard,
})

async function leaderName(act: Act, userId?: string | null): Promise<string> {
  if (!userId) return '还没有'
  return (await act.tx.user.findUnique({ where: { id: userId } }))?.name ?? '还没有'
}

async function teamOf(act: Act, userId: string): Promise<string> {
  const member = await act.tx.teamMember.findFirst({ where: { userId }, include: { team: true } })
  return member?.team.name ?? '还没有'
}

async function plan(act: Act, { team, userId, as }: ArrangeTeam): Promise<Plan<PeopleView>> {
  if (!mayEver(act.viewer, 'people.configure')) {
    return { ok: false, problem: { id: 'NotAllowed' } }
  }
  const user = await act.tx.user.findUnique({ where: { id: userId } })
  if (!user) return { ok: false, problem: { id: 'PersonUnknown', said: '' } }
  const found = await act.tx.team.findUnique({ where: { name: team } })
  const from = as === 'leader' ? await leaderName(act, found?.managerId) : await teamOf(act, userId)
  const to = as === 'leader' ? user.name : team
  if (from === to) {
    const what = [as === 'leader' ? `${team}由${user.name}负责` : `${user.name}在${team}`]
    return { ok: false, problem: { id: 'NothingChanges', what } }
  }
  const change = {
    label: as === 'leader' ? '负责人' : '团队',
    from,
    to,
    ...(!found && { note: '新团队' }),
  }
  return { ok: true, view: { title: as === 'leader' ? team : user.name, changes: [change] } }
}

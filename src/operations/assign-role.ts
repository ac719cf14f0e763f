import * as z from 'zod'
import { type PeopleView, peopleChangedCard, peoplePreviewCard } from '../../cards/people-card.ts'
import { mayEver } from '../domain/permission.ts'
import { type RoleId, roles } from '../domain/role.ts'
import { writeAudit } from '../store/audit.ts'
import { type Act, defineOperation, type Plan } from './operation.ts'

const roleIds = roles.map((role) => role.id) as [RoleId, ...RoleId[]]

const body = z.strictObject({
  userId: z.string(),
  role: z.enum(roleIds),
  /** Given, or taken away. */
  given: z.boolean(),
})

export type AssignRole = z.infer<typeof body>

/** Gives somebody a role or takes it away. Rights follow at once. */
export const assignRole = defineOperation<AssignRole, PeopleView, never>({
  id: 'people.assign-role',
  body,
  undoBody: z.never(),
  plan,
  apply: async (act, { userId, role, given }) => {
    const planned = await plan(act, { userId, role, given })
    if (!planned.ok) return { kind: 'problem', problem: planned.problem }
    if (given) {
      const key = { userId_role: { userId, role } }
      await act.tx.userRole.upsert({ where: key, create: { userId, role }, update: {} })
    } else {
      await act.tx.userRole.deleteMany({ where: { userId, role } })
    }
    await writeAudit(act, [
      {
        action: given ? 'people.role-given' : 'people.role-taken',
        subjectKind: 'user',
        subjectId: userId,
        newValue: role,
      },
    ])
    return { kind: 'done', view: planned.view }
  },
  previewCard: peoplePreviewCard,
  doneCard: peopleChangedCard,
})

async function plan(act: Act, { userId, role, given }: AssignRole): Promise<Plan<PeopleView>> {
  if (!mayEver(act.viewer, 'people.configure')) {
    return { ok: false, problem: { id: 'NotAllowed' } }
  }
  const user = await act.tx.user.findUnique({ where: { id: userId }, include: { roles: true } })
  if (!user) return { ok: false, problem: { id: 'PersonUnknown', said: '' } }
  const titles = (ids: readonly string[]) =>
    roles
      .filter(({ id }) => ids.includes(id))
      .map(({ title }) => title)
      .join('、') || '没有角色'
  const before = user.roles.map((row) => row.role)
  const after = given
    ? [...new Set([...before, role])]
    : before.filter((candidate) => candidate !== role)
  if (before.includes(role) === given) {
    const what = [`${user.name}的角色是${titles(before)}`]
    return { ok: false, problem: { id: 'NothingChanges', what } }
  }
  if (role === 'operations' && !given && (await isLast(act, userId))) {
    const reason = '至少要留一位管理员,先把别人设成销售运营。'
    return { ok: false, problem: { id: 'ValueRefused', said: user.name, reason } }
  }
  const change = { label: '角色', from: titles(before), to: titles(after) }
  return { ok: true, view: { title: user.name, changes: [change] } }
}

/** Without an administrator nobody could make one. */
async function isLast(act: Act, userId: string): Promise<boolean> {
  const others = { role: 'operations', userId: { not: userId }, user: { active: true } }
  return (await act.tx.userRole.count({ where: others })) === 0
}

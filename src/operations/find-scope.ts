import { mayDo } from '../domain/permission.ts'
import type { Whose } from '../language/work-clause.ts'
import { everyRep, findTeam, userNames } from '../store/teams.ts'
import type { Act } from './operation.ts'

/** Whose work is looked at. */
export type Scope = {
  /** 张伟, 华东组, 团队. */
  readonly title: string
  readonly userIds: readonly string[]
  /** The viewer's own. */
  readonly self: boolean
  /** A team's, however many are in it. */
  readonly team: boolean
}

/** More people than this are no team of one's own. */
const mostPeople = 50

/** Who is meant, as far as the viewer may look at their work; undefined else, or when nobody is. */
export async function findScope(act: Act, whose: Whose): Promise<Scope | 'too many' | undefined> {
  const { viewer } = act
  switch (whose.kind) {
    case 'me':
      return ownScope(act)
    case 'team':
      return ledTeam(act)
    case 'named':
      if (whose.userIds.includes(viewer.userId)) return ownScope(act)
      return whose.userIds.length > 0 ? onePerson(act, whose.userIds) : namedTeam(act, whose.words)
  }
}

const ownScope = ({ viewer }: Pick<Act, 'viewer'>): Scope => ({
  title: viewer.name,
  userIds: [viewer.userId],
  self: true,
  team: false,
})

const mayLookAt = ({ viewer }: Act, ownerId: string) => mayDo(viewer, 'report.read', { ownerId })

async function onePerson(act: Act, ids: readonly string[]): Promise<Scope | undefined> {
  const [userId, ...others] = ids.filter((ownerId) => mayLookAt(act, ownerId))
  if (!userId || others.length > 0) return undefined
  const title = (await userNames(act.tx, [userId])).get(userId) ?? ''
  return { title, userIds: [userId], self: false, team: false }
}

/** The teams the viewer leads; everybody who sells for who may see all. */
async function ledTeam(act: Act): Promise<Scope | 'too many' | undefined> {
  const { viewer, tx } = act
  const led = [...viewer.memberIds].filter((ownerId) => mayLookAt(act, ownerId))
  const userIds =
    led.length > 0 ? led : mayLookAt(act, '') ? await everyRep(tx, mostPeople + 1) : []
  if (led.length === 0 && userIds.length > mostPeople) return 'too many'
  return userIds.length > 0 ? { title: '团队', userIds, self: false, team: true } : undefined
}

async function namedTeam(act: Act, words: string): Promise<Scope | undefined> {
  const team = await findTeam(act.tx, words)
  if (!team || team.userIds.length === 0) return undefined
  if (!team.userIds.every((ownerId) => mayLookAt(act, ownerId))) return undefined
  return { title: team.name, userIds: team.userIds, self: false, team: true }
}

/** People and chats as the platform tells of them. Ids of ours never change when the platform's do. */
import type { Ids } from '../lib/ids.ts'
import type { DirectoryPerson } from '../platforms/port.ts'
import { saveNames } from './names.ts'
import type { Tx } from './store.ts'

type ExternalIdentity = { readonly platform: string; readonly externalId: string }

/** Whether the platform's id is known, active or not. */
export async function isRegistered(tx: Tx, identity: ExternalIdentity): Promise<boolean> {
  const found = await tx.identity.findUnique({ where: { platform_externalId: identity } })
  return found !== null
}

/**
 * Writes a person of the platform's directory down under an id of ours, or updates what the
 * platform says anew: name, leader, whether they are still here. Roles and teams are the
 * administrators' to give and stay untouched, save that a named administrator gets theirs.
 */
export async function saveDirectoryPerson(
  tx: Tx,
  from: {
    readonly platform: string
    readonly person: DirectoryPerson
    readonly admin: boolean
    readonly now: Date
    readonly ids: Ids
  },
): Promise<string> {
  const { platform, person } = from
  const managerId = person.leaderExternalId
    ? await userIdOf(tx, { platform, externalId: person.leaderExternalId })
    : undefined
  const known = await userIdOf(tx, { platform, externalId: person.externalId })
  const userId = known ?? from.ids.next()
  const department = person.departments[0]
  if (known) {
    await tx.user.update({
      where: { id: userId },
      data: { name: person.name, department, managerId, active: person.active },
    })
  } else {
    const name = person.name ?? person.externalId
    const data = { id: userId, name, department, managerId, active: person.active }
    await tx.user.create({ data: { ...data, createdAt: from.now } })
    await tx.identity.create({
      data: { platform, externalId: person.externalId, userId, unionId: person.unionId },
    })
  }
  if (person.name) await saveNames(tx, { kind: 'user', id: userId, name: person.name })
  if (from.admin) {
    await tx.userRole.upsert({
      where: { userId_role: { userId, role: 'operations' } },
      create: { userId, role: 'operations' },
      update: {},
    })
  }
  return userId
}

/** Our id of a platform's person. */
async function userIdOf(tx: Tx, identity: ExternalIdentity): Promise<string | undefined> {
  const found = await tx.identity.findUnique({
    where: { platform_externalId: identity },
    select: { userId: true },
  })
  return found?.userId
}

/** Somebody left: no right of theirs holds from here on. Their records stay. */
export async function deactivate(tx: Tx, identity: ExternalIdentity): Promise<string | undefined> {
  const userId = await userIdOf(tx, identity)
  if (userId) await tx.user.update({ where: { id: userId }, data: { active: false } })
  return userId
}

/** The bot is in this chat. Binding it to a team is the managers' to say. */
export async function noteChat(
  tx: Tx,
  chat: ExternalIdentity & { readonly name?: string; readonly external: boolean },
): Promise<void> {
  const { platform, externalId, name, external } = chat
  await tx.chat.upsert({
    where: { platform_externalId: { platform, externalId } },
    create: { platform, externalId, name, external },
    update: { name, external, active: true },
  })
}

/** The bot is not in this chat any more, or the chat is gone. */
export async function closeChat(tx: Tx, chat: ExternalIdentity): Promise<void> {
  const { platform, externalId } = chat
  await tx.chat.updateMany({
    where: { platform, externalId },
    data: { active: false, teamId: null },
  })
}

/** True the first time for each user: what is said once. */
export async function sayOnce(
  tx: Tx,
  what: 'welcomed' | 'not-enrolled' | 'outsiders',
  whom: string,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO "Meta" ("key", "value") VALUES (${`${what}:${whom}`}, '1')
    ON CONFLICT DO NOTHING`
  return count === 1
}

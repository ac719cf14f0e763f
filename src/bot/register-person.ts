import type { DirectoryPerson, ExternalPerson } from '../platforms/port.ts'
import { saveDirectoryPerson } from '../store/directory.ts'
import type { EngineDeps } from './definitions.ts'

/**
 * Asks the platform who somebody is and writes them down, or brings up to date what is there.
 * Whatever the app may not read stays as it was; a person it cannot read at all is kept by id, so
 * that an administrator can still give them a role.
 */
export async function registerPerson(
  deps: EngineDeps,
  platformId: string,
  person: ExternalPerson,
): Promise<void> {
  const platform = deps.platforms.get(platformId)
  const found = await platform?.directory.person(person.externalId)
  await keepPerson(deps, platformId, { person, found })
}

/** Writes somebody down by what the platform says of them; by id alone where it says nothing. */
export async function keepPerson(
  deps: EngineDeps,
  platformId: string,
  { person, found }: { readonly person: ExternalPerson; readonly found?: DirectoryPerson },
): Promise<void> {
  // Whoever sets the bot up looks for their own id here, to put it into ADMIN_USERS.
  deps.log.info(
    { platform: platformId, externalId: person.externalId, name: found?.name },
    'somebody wrote who was not known, or has changed',
  )
  await deps.store.write('message', (tx) =>
    saveDirectoryPerson(tx, {
      platform: platformId,
      person: found ?? { ...person, departments: [], active: true },
      admin: deps.adminUsers.includes(person.externalId),
      now: new Date(deps.clock.business()),
      ids: deps.ids,
    }),
  )
}

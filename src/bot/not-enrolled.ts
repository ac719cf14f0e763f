import type { Card } from '../../cards/kit/card.ts'
import { problemCard } from '../../cards/problem-card.ts'
import type { ExternalPerson } from '../platforms/port.ts'
import { administrators } from '../store/people.ts'
import type { Tx } from '../store/store.ts'
import type { EngineDeps } from './definitions.ts'

/**
 * What somebody without a role is told. Whoever sets the bot up looks for their own id, to put it
 * into ADMIN_USERS: it is in the log, and as long as there is no administrator in the card too.
 */
export async function notEnrolledCard(
  { log }: Pick<EngineDeps, 'log'>,
  tx: Tx,
  { platform, person }: { readonly platform: string; readonly person: ExternalPerson },
): Promise<Card> {
  const { externalId } = person
  log.info({ platform, externalId }, 'somebody wrote who has no role')
  const names = await administrators(tx)
  return problemCard(
    names.length > 0
      ? { id: 'NotEnrolled', administrators: names }
      : { id: 'NoAdministrator', yourId: externalId },
  )
}

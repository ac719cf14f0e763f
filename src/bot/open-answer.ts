import { isDeepStrictEqual } from 'node:util'
import type { Viewer } from '../domain/permission.ts'
import type { InboundMessage } from '../platforms/port.ts'
import { undone } from '../store/look.ts'
import { findViewer } from '../store/people.ts'
import { isTeamsGroup } from '../store/teams.ts'
import type { EngineDeps } from './definitions.ts'
import { readTurn, type Said } from './settle.ts'
import type { Turn } from './turn.ts'
import type { Understood } from './understand.ts'

/** A group of more is not asked about one by one. */
const mostMembers = 50

/**
 * The answer to what was asked in a group, where it may stand in front of everyone: the group is
 * bound to a team, nobody from outside is in it, and each who is in it would be given the very same
 * card of one record. So it is asked for each of them, and whatever the asking wrote is undone.
 *
 * A list is never said openly: whether the others would be given the same one tells of records that
 * the asker may not read.
 */
export async function answerOpenly(
  deps: EngineDeps,
  turn: Turn,
  message: InboundMessage,
  understood: Understood,
): Promise<Said | undefined> {
  if (message.chat.kind !== 'group') return undefined
  const { platform, chat, sender } = message
  if (!(await isTeamsGroup(turn.tx, platform, chat.id))) return undefined
  const own = await undone(turn.tx, () => onlyReading(turn, understood))
  const there = own && deps.groups.of(platform, chat.id)
  if (!there || there.length > mostMembers) return undefined
  for (const externalId of there.filter((id) => id !== sender.externalId)) {
    const viewer = await findViewer(turn.tx, deps.store.dialect, { platform, externalId })
    // Of whom nothing is known nobody can say what they may read.
    if (!viewer || !isDeepStrictEqual(await cardFor(deps, turn, viewer), own.card)) return undefined
  }
  return { card: own.card, subject: own.subject, openly: true }
}

/** What somebody else would be given to read for the same words. */
async function cardFor(deps: EngineDeps, turn: Turn, viewer: Viewer) {
  const theirs = { ...turn, viewer }
  const reply = await undone(turn.tx, async () => onlyReading(theirs, await readTurn(deps, theirs)))
  return reply?.card
}

/** The one thing that is to be read, where nothing else was said. */
async function onlyReading(turn: Turn, { claims, rest }: Understood) {
  const [claim, ...others] = claims
  if (!claim || others.length > 0 || rest.length > 0) return undefined
  const reply = await claim.run(turn)
  if (reply.kind !== 'card' || reply.personal) return undefined
  return reply.subject || reply.common ? reply : undefined
}

/** Which colleagues are meant: of two that a name fits neither is chosen. */
import type { SaidColleague } from '../language/colleagues-said.ts'
import { foldName } from '../lib/names.ts'
import { type Colleague, colleaguesById, colleaguesWithRoles } from '../store/participants.ts'
import type { AskedQuestion, Turn } from './turn.ts'

export type MeantColleagues = {
  /** In the order in which they were said; undefined where it is to be asked. */
  readonly people: readonly (Colleague | undefined)[]
  readonly questions: readonly AskedQuestion[]
  /** Who they are, by the slots in which they would be asked for. */
  readonly settled: Readonly<Record<string, string>>
  /** Words that none of those who are here is called by. */
  readonly nobody?: string
}

/** Whom each of these words means. One who is mentioned with @ is that one, whoever else is called so. */
export async function colleaguesMeant(
  turn: Turn,
  said: readonly SaidColleague[],
): Promise<MeantColleagues> {
  const ids: string[][] = []
  for (const one of said) ids.push(await idsOf(turn, one))
  const known = await colleaguesById(turn.tx, [...new Set(ids.flat())])
  const candidates = ids.map((of) => of.flatMap((id) => known.get(id) ?? []))
  const questions: AskedQuestion[] = []
  const people = candidates.map((of, i) => {
    const slot = `person${i}`
    const chosen = of.find(({ id }) => id === turn.answers[slot])
    if (chosen || of.length <= 1) return chosen ?? of[0]
    questions.push(whichOne(slot, said[i]!.words, of))
    return undefined
  })
  const nobody = said.find((_, i) => candidates[i]!.length === 0)?.words
  const settled = Object.fromEntries(
    people.flatMap((person, i) => (person ? [[`person${i}`, person.id]] : [])),
  )
  return { people, questions, settled, ...(nobody !== undefined && { nobody }) }
}

async function idsOf(turn: Turn, said: SaidColleague): Promise<string[]> {
  const { words, userIds, isMe, role } = said
  if (isMe) return [turn.viewer.userId]
  if (role) return (await colleaguesWithRoles(turn.tx, [role], mostOffered)).map(({ id }) => id)
  const mentioned = turn.mentions.filter(
    ({ name, externalId }) => externalId && foldName(name) === foldName(words),
  )
  if (mentioned.length === 0) return [...userIds]
  const identities = await turn.tx.identity.findMany({
    where: {
      platform: turn.platform,
      externalId: { in: mentioned.map(({ externalId }) => externalId!) },
    },
    select: { userId: true },
  })
  return identities.length > 0 ? identities.map(({ userId }) => userId) : [...userIds]
}

/** A question shows no more answers. */
const mostOffered = 5

const whichOne = (slot: string, words: string, of: readonly Colleague[]): AskedQuestion => ({
  slot,
  text: `哪位${words}?`,
  options: of.slice(0, mostOffered).map(({ id, name, department }) => ({
    label: name,
    ...(department && { detail: department }),
    value: id,
  })),
})

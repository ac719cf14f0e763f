import type { Whose } from '../language/work-clause.ts'
import { findScope, type Scope } from '../operations/find-scope.ts'
import { someTeams } from '../store/teams.ts'
import type { AskedQuestion, Reply, Turn } from './turn.ts'

export type MeantScope =
  | { readonly kind: 'scope'; readonly scope: Scope }
  | { readonly kind: 'reply'; readonly reply: Reply }

/**
 * Whose work is asked about. 团队 of somebody who may see everybody's is asked about where there are
 * more people than one card is for.
 */
export async function scopeMeant(turn: Turn, whose: Whose): Promise<MeantScope> {
  const team = turn.answers.team
  const named: Whose = team ? { kind: 'named', words: team, userIds: [] } : whose
  const scope = await findScope(turn, named)
  if (scope === 'too many') {
    return { kind: 'reply', reply: { kind: 'ask', questions: [await whichTeam(turn)] } }
  }
  if (scope) return { kind: 'scope', scope }
  return { kind: 'reply', reply: { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } } }
}

async function whichTeam({ tx }: Turn): Promise<AskedQuestion> {
  const teams = await someTeams(tx, 5)
  return {
    slot: 'team',
    text: '哪个团队?',
    options: teams.map((name) => ({ label: name, value: name })),
  }
}

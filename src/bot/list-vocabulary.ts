import type { ListReading } from '../language/list-clause.ts'
import type { Vocabulary } from '../language/list-tokens.ts'
import { vocabularyOf } from '../language/list-values.ts'
import {
  type AccountValues,
  accountValues,
  type KnownTeam,
  knownTeams,
} from '../store/account-values.ts'
import type { Turn } from './turn.ts'

export type OwnWords = {
  readonly values: AccountValues
  readonly teams: readonly KnownTeam[]
  readonly vocabulary: Vocabulary
}

/** The company's own regions, trades, tags, teams and pipelines, as far as the viewer may know them. */
export async function ownWords(turn: Turn, target: ListReading['target']): Promise<OwnWords> {
  const values = await accountValues(turn.tx, turn)
  const teams = await knownTeams(turn.tx)
  const pipelines = turn.pipelines
    .filter(({ active }) => active)
    .map(({ key, name }) => ({ key, name }))
  return { values, teams, vocabulary: vocabularyOf({ ...values, teams, pipelines }, target) }
}

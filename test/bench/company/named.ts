/** Names to be known: two accounts and three deals in five, beside the demo organisation's. */
import type { DatabaseSync } from 'node:sqlite'
import { dealAliases, nameBigrams, nameKeys } from '../../../src/lib/names.ts'
import { pipelineId, stageId } from '../../../src/store/seed-pipelines.ts'
import { brandOf, matterOf } from './layout.ts'
import { cities, project, trades } from './words.ts'

const pipeline = 'electronic-testing'
const at = '2026-01-05T01:00:00.000+00:00'
const reps = 500

export type Known = {
  readonly kind: 'account' | 'deal'
  readonly id: string
  readonly name: string
  readonly short: string
}

const isAccount = (index: number) => index % 5 < 2

/** What the record of this number is called. */
export function knownAt(index: number): Known {
  const account = isAccount(index) ? index : index - (index % 5)
  const short = brandOf(account)
  if (!isAccount(index)) {
    const name = short + matterOf(index * 31) + project.text
    return { kind: 'deal', id: `named-${index}`, name, short }
  }
  const city = cities[index % cities.length]!.text
  const trade = trades[Math.floor(index / 10) % trades.length]!.text
  return { kind: 'account', id: `named-${index}`, name: `${city}${short}${trade}有限公司`, short }
}

/** Fills in what `knownAt` says, with the keys that the product would write. */
export function seedNamed(database: DatabaseSync, count: number): void {
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF')
  database.exec('BEGIN')
  const insert = (table: string, columns: readonly string[]) =>
    database.prepare(
      `INSERT OR IGNORE INTO "${table}" (${columns.map((column) => `"${column}"`)})
      VALUES (${columns.map(() => '?')})`,
    )
  const user = insert('User', ['id', 'name', 'createdAt'])
  for (let i = 0; i < reps; i++) user.run(`named-rep-${i}`, `员工${i}`, at)
  const account = insert('Account', [
    ...['id', 'code', 'name', 'shortName', 'core', 'ownerId', 'source', 'createdAt'],
  ])
  const deal = insert('Deal', [
    ...['id', 'code', 'name', 'accountId', 'pipelineId', 'stageId', 'stageEnteredDate'],
    ...['amountFen', 'closeDate', 'ownerId', 'createdAt', 'updatedAt'],
  ])
  const key = insert('Name', ['key', 'kind', 'subjectId', 'form'])
  const bigram = insert('NameBigram', ['bigram', 'kind', 'subjectId'])
  for (let index = 0; index < count; index++) {
    const { kind, id, name, short } = knownAt(index)
    const code = `${kind === 'deal' ? 'ND' : 'NA'}-${index}`
    const rep = `named-rep-${Math.floor(index / 5) % reps}`
    if (kind === 'account') {
      account.run(id, code, name, short, name, rep, 'import', at)
    } else {
      const of = `named-${index - (index % 5)}`
      const stage = stageId(pipeline, 'needs-research')
      const day = '2026-01-05'
      deal.run(id, code, name, of, pipelineId(pipeline), stage, day, 1e8, day, rep, at, at)
    }
    const aliases = kind === 'deal' ? dealAliases(name, [short]) : [short]
    for (const one of nameKeys({ code, name, aliases })) key.run(one.key, kind, id, one.form)
    const bigrams = kind === 'deal' ? nameBigrams(name) : nameBigrams(name, short)
    for (const one of bigrams) bigram.run(one, kind, id)
  }
  database.exec('COMMIT')
}

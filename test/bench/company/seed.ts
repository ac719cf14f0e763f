/** The seeded company as SQL: a million deals with thirteen names each come no other way. */
import type { DatabaseSync } from 'node:sqlite'
import { dealAliases, nameKeys } from '../../../src/lib/names.ts'
import { pipelineId, stageId } from '../../../src/store/seed-pipelines.ts'
import { accountCount, accountOf, brandOf, dealCode, dealId, matterOf, repCount } from './layout.ts'
import { brands, cities, matters, project, trades, type Word } from './words.ts'

const at = `'2026-01-05T01:00:00.000+00:00'`
const pipeline = 'electronic-testing'
/** As long as the product's ids, and in order like them. */
const id = (kind: string, n: string) => `printf('seed-0000-7000-${kind}-%016d', ${n})`
const numbers = (count: number) =>
  `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count})`

/** Fills a migrated database that has the pipelines and nothing else. */
export function seedCompany(database: DatabaseSync, deals: number): void {
  database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;
    PRAGMA threads = 2; PRAGMA foreign_keys = OFF; DROP INDEX "Name_kind_subjectId_idx"`)
  const parts = { brand: brands, city: cities, trade: trades, matter: matters }
  for (const [table, words] of Object.entries(parts)) fillWords(database, table, words)
  database.exec(people)
  database.exec(accounts)
  database.exec(dealsOf(deals))
  database.exec(names)
  database.exec(`CREATE INDEX "Name_kind_subjectId_idx" ON "Name"("kind", "subjectId")`)
  assertNames(database, deals)
}

function fillWords(database: DatabaseSync, table: string, words: readonly Word[]): void {
  database.exec(`CREATE TEMP TABLE ${table}(i INTEGER PRIMARY KEY, text, sound, initials)`)
  const insert = database.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?)`)
  for (const [i, { text, sound, initials }] of words.entries()) insert.run(i, text, sound, initials)
}

const people = `
  INSERT INTO "User" ("id", "name", "active", "createdAt")
    ${numbers(repCount)} SELECT ${id('user', 'i')}, '员工' || i, 1, ${at} FROM n;
  INSERT INTO "UserRole" ("userId", "role") SELECT "id", 'rep' FROM "User";
  INSERT INTO "Identity" ("platform", "externalId", "userId")
    ${numbers(repCount)} SELECT 'feishu', printf('ou_%032d', i), ${id('user', 'i')} FROM n`

const accounts = `
  CREATE TEMP TABLE account_name AS
    ${numbers(accountCount)}
    SELECT n.i AS i, ${id('acct', 'n.i')} AS id, c.text || a.text || b.text || t.text AS core,
      a.text || b.text AS short, a.sound || b.sound AS sound, a.initials || b.initials AS initials,
      c.sound || a.sound || b.sound || t.sound AS core_sound,
      c.initials || a.initials || b.initials || t.initials AS core_initials
    FROM n JOIN brand a ON a.i = n.i % ${brands.length}
    JOIN brand b ON b.i = n.i / ${brands.length}
    JOIN city c ON c.i = n.i % ${cities.length}
    JOIN trade t ON t.i = n.i / 10 % ${trades.length};
  INSERT INTO "Account" ("id", "code", "name", "shortName", "core", "grade", "ownerId", "source",
    "createdAt")
    SELECT id, 'CUS' || (i + 1), core || '有限公司', short, core, 'b',
      ${id('user', `i % ${repCount}`)}, 'import', ${at} FROM account_name ORDER BY i;
  INSERT INTO "Contact" ("id", "accountId", "name", "createdAt")
    SELECT ${id('ctct', 'i')}, id, '王工', ${at} FROM account_name ORDER BY i`

const dealsOf = (count: number) => `
  CREATE TEMP TABLE deal_name AS
    ${numbers(count)}
    SELECT n.i AS i, ${id('deal', 'n.i')} AS id, a.i AS account, a.id AS accountId,
      a.short AS short, a.sound AS sound, a.initials AS initials,
      m.text AS matter, m.sound AS matter_sound, m.initials AS matter_initials
    FROM n JOIN account_name a ON a.rowid = n.i * 7919 % ${accountCount} + 1
    JOIN matter m ON m.i = (n.i + n.i / ${accountCount} * 37) % ${matters.length};
  INSERT INTO "Deal" ("id", "code", "accountId", "name", "pipelineId", "stageId",
    "stageEnteredDate", "amountFen", "closeDate", "ownerId", "createdAt", "updatedAt")
    SELECT id, 'D-' || (1001 + i), accountId, short || matter || '${project.text}',
      '${pipelineId(pipeline)}', '${stageId(pipeline, 'needs-research')}', '2026-01-05',
      (10 + i * 7919 % 280) * 1000000, '2026-12-15', ${id('user', `account % ${repCount}`)},
      ${at}, ${at}
    FROM deal_name ORDER BY i;
  INSERT INTO "StageHistory" ("id", "dealId", "stageId", "enteredDate", "enteredAt")
    SELECT ${id('hist', 'i')}, id, '${stageId(pipeline, 'needs-research')}', '2026-01-05', ${at}
    FROM deal_name ORDER BY i;
  INSERT INTO "Counter" ("name", "last") VALUES ('deal', ${1000 + count}),
    ('account', ${accountCount})`

/** `[form, key]` of every name of one account and of one deal, in SQL. */
const accountForms = [
  ['code', `'cus' || (i + 1)`],
  ['full', `core || '有限公司'`],
  ['alias', 'short'],
  ['core', 'core'],
  ['pinyin', 'core_sound'],
  ['initials', 'core_initials'],
  ['pinyin', 'sound'],
  ['initials', 'initials'],
] as const
const { text, sound, initials } = project
const dealForms = [
  ['code', `'d' || (1001 + i)`],
  ['full', `short || matter || '${text}'`],
  ['alias', 'short || matter'],
  ['alias', `matter || '${text}'`],
  ['alias', 'matter'],
  ['pinyin', `sound || matter_sound || '${sound}'`],
  ['initials', `initials || matter_initials || '${initials}'`],
  ['pinyin', 'sound || matter_sound'],
  ['initials', 'initials || matter_initials'],
  ['pinyin', `matter_sound || '${sound}'`],
  ['initials', `matter_initials || '${initials}'`],
  ['pinyin', 'matter_sound'],
  ['initials', 'matter_initials'],
] as const

const forms = (kind: string, from: string, all: readonly (readonly [string, string])[]) =>
  all.map(([form, key]) => `SELECT ${key} AS "key", '${kind}', id, '${form}' FROM ${from}`)

const names = `
  INSERT OR IGNORE INTO "Name" ("key", "kind", "subjectId", "form")
    SELECT * FROM (${[
      ...forms('account', 'account_name', accountForms),
      ...forms('deal', 'deal_name', dealForms),
    ].join(' UNION ALL ')}) ORDER BY 1, 2, 3`

/** The SQL above puts together what the product would: tried on some. */
function assertNames(database: DatabaseSync, deals: number): void {
  const find = database.prepare(
    `SELECT "key" FROM "Name" WHERE "kind" = 'deal' AND "subjectId" = ? ORDER BY "key"`,
  )
  const account = database.prepare(`SELECT "name" FROM "Account" WHERE "code" = ?`)
  for (let deal = 0; deal < deals; deal += Math.ceil(deals / 100)) {
    const brand = brandOf(accountOf(deal))
    const full = account.get(`CUS${accountOf(deal) + 1}`)!.name as string
    const name = `${brand}${matterOf(deal)}${text}`
    const aliases = dealAliases(name, [brand, full])
    const expected = nameKeys({ code: dealCode(deal), name, aliases }).map(({ key }) => key)
    const found = find.all(dealId(deal)).map((row) => row.key)
    if (expected.sort().join() !== found.join()) {
      throw new Error(`${name} is found by ${found}, not by ${expected}`)
    }
  }
}

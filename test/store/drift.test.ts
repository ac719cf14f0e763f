/** A database that went through all migrations is the same as one made from the schema of today. */
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { expect, test } from 'vitest'
import { diffSchemas } from '../../src/cli/schema-engine.ts'
import { connectSqlite } from '../../src/store/sqlite-connection.ts'
import { emptyDatabase, freshDatabase } from '../support/databases.ts'

const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8')
const ours = `NOT LIKE '\\_prisma%' ESCAPE '\\'`

async function describeSqlite(url: string, script?: string) {
  const connection = connectSqlite(url.slice('file:'.length))
  if (script) connection.script(script)
  const rows = (sql: string) => connection.select(sql, []).rows.map((row) => row.map(String))
  const described = {
    columns: rows(`SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk
      FROM sqlite_master m, pragma_table_info(m.name) c
      WHERE m.type = 'table' AND m.name ${ours} ORDER BY 1, 2`),
    indexes: rows(`SELECT m.name, i.name, i."unique", c.seqno, c.name
      FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
      WHERE m.type = 'table' AND m.name ${ours} ORDER BY 1, 2, 4`),
    references: rows(`SELECT m.name, f."from", f."table", f."to", f.on_delete, f.on_update
      FROM sqlite_master m, pragma_foreign_key_list(m.name) f ORDER BY 1, 2`),
  }
  connection.close()
  return described
}

async function describePostgres(url: string, script?: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  if (script) await client.query(script)
  const rows = async (text: string) => (await client.query({ text, rowMode: 'array' })).rows
  const described = {
    columns: await rows(`SELECT table_name, column_name, data_type, is_nullable, column_default,
        datetime_precision FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name ${ours} ORDER BY 1, 2`),
    indexes: await rows(`SELECT indexname, indexdef FROM pg_indexes
      WHERE schemaname = 'public' AND tablename ${ours} ORDER BY 1`),
    constraints: await rows(`SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conname ${ours} ORDER BY 1`),
  }
  await client.end()
  return described
}

test.each([
  ['sqlite', 'sqlite', describeSqlite],
  ['postgres', 'postgresql', describePostgres],
] as const)('on %s', async (database, dialect, describeDatabase) => {
  const [migrated, made] = await Promise.all([freshDatabase(database), emptyDatabase(database)])
  const expected = await describeDatabase(made.url, await diffSchemas(dialect, undefined, schema))
  const found = await describeDatabase(migrated.url)
  await Promise.all([migrated.drop(), made.drop()])
  expect(expected.columns.length).toBeGreaterThan(100)
  expect(found).toEqual(expected)
})

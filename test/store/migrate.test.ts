import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { resolveMigration } from '../../src/cli/migrate-resolve.ts'
import { openStore } from '../../src/store/connect.ts'
import { migratePostgres, migrateSqlite } from '../../src/store/migrate.ts'
import { type Migration, MigrationProblem, readMigrations } from '../../src/store/migrations.ts'
import { connectSqlite } from '../../src/store/sqlite-connection.ts'
import { databases, emptyDatabase, type FreshDatabase } from '../support/databases.ts'

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
})

const parents = migration(
  '1_parents',
  `CREATE TABLE "Parent" ("id" TEXT NOT NULL PRIMARY KEY);
   CREATE TABLE "Child" ("id" TEXT NOT NULL PRIMARY KEY, "parentId" TEXT NOT NULL,
     FOREIGN KEY ("parentId") REFERENCES "Parent" ("id") ON DELETE CASCADE);
   INSERT INTO "Parent" VALUES ('p'); INSERT INTO "Child" VALUES ('c', 'p');`,
)

describe.each(databases)('on %s', (database) => {
  let fresh: FreshDatabase

  beforeEach(async () => {
    fresh = await emptyDatabase(database)
  })
  afterEach(() => fresh.drop())

  const migrate = (migrations?: readonly Migration[]) =>
    database === 'sqlite'
      ? migrateSqlite(fresh.url.slice('file:'.length), migrations)
      : migratePostgres(fresh.url, migrations)

  /** Values of the rows, as text. */
  const query = async (sql: string): Promise<string[][]> => {
    if (database === 'sqlite') {
      const connection = connectSqlite(fresh.url.slice('file:'.length))
      const { rows } = connection.select(sql, [])
      connection.close()
      return rows.map((row) => row.map(String))
    }
    const client = new pg.Client({ connectionString: fresh.url })
    await client.connect()
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' })
    await client.end()
    return rows.map((row) => row.map(String))
  }

  test('three processes at once apply each migration once', async () => {
    const script = fileURLToPath(new URL('../support/migrate-once.ts', import.meta.url))
    const runs = await Promise.all(
      [1, 2, 3].map(() => promisify(execFile)(process.execPath, [script, fresh.url])),
    )
    const applied = runs.map(({ stdout }) => JSON.parse(stdout) as string[])
    const known = await readMigrations(database === 'sqlite' ? 'sqlite' : 'postgresql')
    const names = known.map(({ name }) => name)
    expect(applied.toSorted((a, b) => a.length - b.length)).toEqual([[], [], names])
    expect(await query(`SELECT "migration_name" FROM "_prisma_migrations" ORDER BY 1`)).toEqual(
      names.map((name) => [name]),
    )
    expect(await query(`SELECT COUNT(*) FROM "Deal"`)).toEqual([['0']])
  })

  test('opening the store migrates, and tells', async () => {
    const told: (readonly string[])[] = []
    const open = () =>
      openStore({ databaseUrl: fresh.url, onMigrated: (names) => told.push(names) })
    await (await open()).close()
    await (await open()).close()
    expect(told).toHaveLength(1)
    expect(told[0]?.[0]).toMatch(/^\d{14}_init$/)
  })

  test('only what is new is applied', async () => {
    expect(await migrate([parents])).toEqual(['1_parents'])
    expect(await migrate([parents])).toEqual([])
    const more = migration('2_more', 'CREATE TABLE "More" ("id" TEXT NOT NULL PRIMARY KEY)')
    expect(await migrate([parents, more])).toEqual(['2_more'])
    expect(await query(`SELECT COUNT(*) FROM "More"`)).toEqual([['0']])
  })

  test('one that fails takes the others with it, and the next start tries again', async () => {
    const broken = migration(
      '2_broken',
      'CREATE TABLE "A" ("id" TEXT); CREATE TABEL "B" ("id" TEXT);',
    )
    const failed = await migrate([parents, broken]).catch((error) => error)
    expect(failed).toBeInstanceOf(MigrationProblem)
    expect(failed.message).toContain('2_broken failed and nothing was changed')
    const right = migration(
      '2_broken',
      'CREATE TABLE "A" ("id" TEXT); CREATE TABLE "B" ("id" TEXT);',
    )
    expect(await migrate([parents, right])).toEqual(['1_parents', '2_broken'])
  })

  test('a kill in the middle leaves nothing half done, and the next start begins anew', async () => {
    const script = fileURLToPath(new URL('../support/migrate-and-die.ts', import.meta.url))
    const died = await promisify(execFile)(process.execPath, [script, fresh.url]).catch(
      (error) => error,
    )
    expect(died.signal).toBe('SIGKILL')
    expect(await migrate([parents])).toEqual(['1_parents'])
    expect(await query(`SELECT "id" FROM "Child"`)).toEqual([['c']])
  })

  test('one that was changed afterwards stops the start, and says what to do', async () => {
    await migrate([parents])
    const changed = migration(parents.name, `${parents.sql} -- tidied up`)
    const start = migrate([changed])
    await expect(start).rejects.toBeInstanceOf(MigrationProblem)
    await expect(start).rejects.toThrow('git checkout -- prisma/migrations')
  })

  test('one that only the database knows stops the start', async () => {
    await migrate([parents])
    await expect(migrate([])).rejects.toThrow('1_parents, which this version does not know')
  })

  test.each([
    ['applied', []],
    ['rolled-back', ['2_half']],
  ] as const)('one half done stops the start until it is said to be %s', async (ending, again) => {
    const half = migration('2_half', 'CREATE TABLE "Half" ("id" TEXT)')
    await migrate([parents])
    await query(`INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name")
      VALUES ('x', '${half.checksum}', '2_half')`)
    await expect(migrate([parents, half])).rejects.toThrow('migrate-resolve.ts 2_half applied')
    expect(await resolveMigration(fresh.url, '2_half', ending)).toBe(true)
    expect(await resolveMigration(fresh.url, '2_half', ending)).toBe(false)
    expect(await migrate([parents, half])).toEqual(again)
  })
})

describe('on sqlite', () => {
  let fresh: FreshDatabase
  let file: string

  beforeEach(async () => {
    fresh = await emptyDatabase('sqlite')
    file = fresh.url.slice('file:'.length)
  })
  afterEach(() => fresh.drop())

  const rebuild = (copy: string) =>
    migration(
      '2_rebuild',
      `PRAGMA defer_foreign_keys=ON;
       PRAGMA foreign_keys=OFF;
       CREATE TABLE "new_Parent" ("id" TEXT NOT NULL PRIMARY KEY, "name" TEXT);
       ${copy}
       DROP TABLE "Parent";
       ALTER TABLE "new_Parent" RENAME TO "Parent";
       PRAGMA foreign_keys=ON;
       PRAGMA defer_foreign_keys=OFF;`,
    )
  const children = () => {
    const connection = connectSqlite(file)
    const { rows } = connection.select('SELECT "id" FROM "Child"', [])
    connection.close()
    return rows
  }

  test('rebuilding a table keeps the rows that refer to it', async () => {
    await migrateSqlite(file, [parents])
    const copy = rebuild('INSERT INTO "new_Parent" ("id") SELECT "id" FROM "Parent";')
    expect(await migrateSqlite(file, [parents, copy])).toEqual(['2_rebuild'])
    expect(children()).toEqual([['c']])
  })

  test('rows that would refer to nothing stop the migration', async () => {
    await migrateSqlite(file, [parents])
    await expect(migrateSqlite(file, [parents, rebuild('')])).rejects.toThrow(
      'a row of Child refers to no row of Parent',
    )
    expect(children()).toEqual([['c']])
    expect(await migrateSqlite(file, [parents])).toEqual([])
  })

  test('the folder of the file is made', async () => {
    const nested = `${file}-folder/a/b.db`
    const store = await openStore({ databaseUrl: `file:${nested}` })
    await store.close()
    expect(existsSync(nested)).toBe(true)
  })
})

test('a DATABASE_URL of something else is refused', async () => {
  await expect(openStore({ databaseUrl: 'mysql://x' })).rejects.toThrow('DATABASE_URL')
})

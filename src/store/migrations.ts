/** What the migrations folder says and what a database says about it. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }

/** A row of Prisma's own table, so that its tools can read what was applied. */
export type AppliedMigration = {
  readonly name: string
  readonly checksum: string
  readonly finished: boolean
}

/** The database cannot be used as it is; the message says what to do. */
export class MigrationProblem extends Error {
  override name = 'MigrationProblem'
}

const folder = new URL('../../prisma/migrations/', import.meta.url)

/** The migrations of one database, oldest first. */
export async function readMigrations(dialect: 'sqlite' | 'postgresql'): Promise<Migration[]> {
  const path = fileURLToPath(new URL(`${dialect}/`, folder))
  const names = (await readdir(path)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${path}${name}/migration.sql`, 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Which migrations are still to be applied.
 *
 * @throws MigrationProblem when one is half done, was changed afterwards, or is unknown here
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]))
  for (const { name, checksum, finished } of applied) {
    const migration = byName.get(name)
    if (!finished) {
      throw new MigrationProblem(
        `Migration ${name} was begun by another tool and not finished. Compare the database with ` +
          `the migration's SQL. If all of it is there, run \`node src/cli/node.cjs ` +
          `src/cli/migrate-resolve.ts ${name} applied\`; if nothing is, the same with \`rolled-back\`.`,
      )
    }
    if (!migration) {
      throw new MigrationProblem(
        `The database has migration ${name}, which this version does not know: it is older than ` +
          `the database. Start the version that made it, or restore a backup.`,
      )
    }
    if (migration.checksum !== checksum) {
      throw new MigrationProblem(
        `Migration ${name} was changed after it had been applied. Bring its migration.sql back ` +
          `(\`git checkout -- prisma/migrations\`) and make the change a migration of its own: ` +
          `\`npm run migrate:new -- <name>\`.`,
      )
    }
  }
  const done = new Set(applied.map(({ name }) => name))
  return known.filter(({ name }) => !done.has(name))
}

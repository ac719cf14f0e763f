/**
 * Writes the next migration of both databases from the change of prisma/schema.prisma:
 *
 *   npm run migrate:new -- <name>     a new migration
 *   npm run migrate:new -- --amend    the newest one again (one that nobody has applied yet)
 *   npm run migrate:new -- --check    nothing; exit 1 when schema and migrations disagree
 *
 * The schema as it was after each migration is kept in prisma/migrations/snapshots.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { isMain } from './is-main.ts'
import { diffSchemas } from './schema-engine.ts'
import { dialects } from './schema-for.ts'

const usage = 'usage: migrate-new <name_in_snake_case> | --amend | --check'

/** What the migrations lack of the schema in `folder`, as SQL; empty when they agree. */
export async function migrationDrift(folder: string): Promise<string> {
  const schema = await readFile(`${folder}/schema.prisma`, 'utf8')
  const from = await readSnapshot(folder, (await snapshotNames(folder)).at(-1))
  if (from === schema) return ''
  const missing: string[] = []
  for (const dialect of dialects) missing.push(await diffSchemas(dialect, from, schema))
  return missing.filter(hasStatements).join('\n')
}

/** Writes a migration after the newest one and returns its name. @param now for its name */
export async function newMigration(folder: string, name: string, now: Date): Promise<string> {
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14)
  const last = (await snapshotNames(folder)).at(-1)
  return write(folder, `${stamp}_${name}`, await readSnapshot(folder, last))
}

/** Writes the newest migration again and returns its name. */
export async function amendMigration(folder: string): Promise<string> {
  const names = await snapshotNames(folder)
  const last = names.at(-1)
  if (last === undefined) throw new Error('there is no migration to amend')
  return write(folder, last, await readSnapshot(folder, names.at(-2)))
}

async function write(folder: string, name: string, from: string | undefined): Promise<string> {
  const schema = await readFile(`${folder}/schema.prisma`, 'utf8')
  for (const dialect of dialects) {
    const path = `${folder}/migrations/${dialect}/${name}`
    await mkdir(path, { recursive: true })
    await writeFile(`${path}/migration.sql`, await diffSchemas(dialect, from, schema))
  }
  await mkdir(`${folder}/migrations/snapshots`, { recursive: true })
  await writeFile(`${folder}/migrations/snapshots/${name}.prisma`, schema)
  return name
}

async function snapshotNames(folder: string): Promise<string[]> {
  const files = await readdir(`${folder}/migrations/snapshots`).catch(() => [])
  return files.map((file) => file.replace('.prisma', '')).sort()
}

const readSnapshot = async (folder: string, name: string | undefined) =>
  name === undefined ? undefined : readFile(`${folder}/migrations/snapshots/${name}.prisma`, 'utf8')

const hasStatements = (sql: string) =>
  sql.split('\n').some((line) => line.trim() !== '' && !line.startsWith('--'))

async function main(argument: string | undefined): Promise<void> {
  const folder = fileURLToPath(new URL('../../prisma', import.meta.url))
  const drift = await migrationDrift(folder)
  if (argument === '--check') {
    if (drift === '') return
    fail(`prisma/schema.prisma has changes that no migration makes:\n\n${drift}\n${usage}`)
  } else if (argument !== '--amend' && !/^[a-z0-9_]+$/.test(argument ?? '')) {
    fail(usage)
  } else if (drift === '') {
    console.log('the migrations agree with prisma/schema.prisma')
  } else if (argument === '--amend') {
    console.log(`amended ${await amendMigration(folder)}`)
  } else {
    console.log(`wrote ${await newMigration(folder, argument!, new Date())}`)
  }
}

function fail(message: string): void {
  console.error(message)
  process.exitCode = 1
}

if (isMain(import.meta.url)) await main(process.argv[2])

/**
 * Writes the next migration of both databases from the change of prisma/schema.prisma:
 *
 *   node src/cli/migrate-new.ts <name>     a new migration
 *   node src/cli/migrate-new.ts --amend    the newest one again (one that nobody has applied yet)
 *   node src/cli/migrate-new.ts --check    nothing; exit 1 when schema and migrations disagree
 *
 * The schema as it was after each migration is kept in prisma/migrations/snapshots.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { diffSchemas } from './schema-engine.ts'
import { dialects } from './schema-for.ts'

const prisma = fileURLToPath(new URL('../../prisma/', import.meta.url))
const snapshots = `${prisma}migrations/snapshots/`

async function snapshotNames(): Promise<string[]> {
  const files = await readdir(snapshots).catch(() => [])
  return files.map((file) => file.replace('.prisma', '')).sort()
}

const readSnapshot = (name: string | undefined) =>
  name === undefined ? undefined : readFile(`${snapshots}${name}.prisma`, 'utf8')

async function write(name: string, from: string | undefined): Promise<void> {
  const schema = await readFile(`${prisma}schema.prisma`, 'utf8')
  for (const dialect of dialects) {
    const sql = await diffSchemas(dialect, from, schema)
    const folder = `${prisma}migrations/${dialect}/${name}`
    await mkdir(folder, { recursive: true })
    await writeFile(`${folder}/migration.sql`, sql)
  }
  await mkdir(snapshots, { recursive: true })
  await writeFile(`${snapshots}${name}.prisma`, schema)
  console.log(`wrote migration ${name}`)
}

/** What is missing in the migrations, as SQL; empty when they agree with the schema. */
export async function migrationDrift(): Promise<string> {
  const from = await readSnapshot((await snapshotNames()).at(-1))
  const schema = await readFile(`${prisma}schema.prisma`, 'utf8')
  if (from === schema) return ''
  const missing = await Promise.all(dialects.map((dialect) => diffSchemas(dialect, from, schema)))
  return missing.filter((sql) => /^\s*[^-\s]/m.test(sql)).join('\n')
}

async function main(argument: string | undefined): Promise<void> {
  const names = await snapshotNames()
  const drift = await migrationDrift()
  if (argument === '--check') {
    if (drift === '') return
    console.error(`prisma/schema.prisma has changes that no migration makes:\n\n${drift}`)
    console.error('Run: npm run migrate:new -- <name>')
    process.exitCode = 1
    return
  }
  if (drift === '') return console.log('the migrations agree with prisma/schema.prisma')
  const last = names.at(-1)
  if (argument === '--amend' && last) return write(last, await readSnapshot(names.at(-2)))
  if (!argument || !/^[a-z0-9_]+$/.test(argument)) {
    console.error('usage: migrate-new <name_in_snake_case> | --amend | --check')
    process.exitCode = 1
    return
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  await write(`${stamp}_${argument}`, await readSnapshot(last))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv[2])

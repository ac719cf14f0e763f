/** Companies in files that outlive a run: made once for each schema. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { seedDemo } from '../../../src/cli/seed-demo.ts'
import { openStore } from '../../../src/store/connect.ts'
import { readMigrations } from '../../../src/store/migrations.ts'
import { ensurePipelines } from '../../../src/store/seed-pipelines.ts'
import { clearTrail } from '../trail.ts'
import { seedNamed } from './named.ts'
import { seedCompany } from './seed.ts'

const folder = join(tmpdir(), 'dealgate-bench')

/** The file of a company with this many deals, without a trace of earlier runs. */
export async function companyFile(deals: number): Promise<string> {
  const { file, isNew } = await keptFile(`company-${deals}-`, async (unfinished) => {
    await migratedFile(unfinished)
    const database = new DatabaseSync(unfinished)
    seedCompany(database, deals)
    database.close()
  })
  if (!isNew) clearTrail(file)
  return file
}

/** The file of the demo organisation among this many names. Only to be read. */
export async function namedFile(names: number): Promise<string> {
  const { file } = await keptFile(`named-${names}-`, async (unfinished) => {
    await migratedFile(unfinished)
    const store = await openStore({ databaseUrl: `file:${unfinished}` })
    await seedDemo(store)
    await store.close()
    const database = new DatabaseSync(unfinished)
    seedNamed(database, names)
    database.close()
  })
  return file
}

async function keptFile(name: string, make: (unfinished: string) => Promise<void>) {
  const file = join(folder, `${name}${await fingerprint()}.db`)
  if (existsSync(file)) return { file, isNew: false }
  mkdirSync(folder, { recursive: true })
  for (const old of readdirSync(folder)) {
    if (old.startsWith(name)) rmSync(join(folder, old))
  }
  const unfinished = join(folder, `${name}${process.pid}.tmp`)
  await make(unfinished)
  renameSync(unfinished, file)
  return { file, isNew: true }
}

/** A new database with the tables and the pipelines. */
export async function migratedFile(file: string): Promise<string> {
  const store = await openStore({ databaseUrl: `file:${file}` })
  await store.write('background', (tx) => ensurePipelines(tx))
  await store.close()
  return file
}

/** Of everything that decides what is in the file. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const { checksum } of await readMigrations('sqlite')) hash.update(checksum)
  for (const source of ['seed', 'named', 'words', 'layout']) {
    hash.update(readFileSync(new URL(`./${source}.ts`, import.meta.url)))
  }
  hash.update(readFileSync(new URL('../../../src/lib/names.ts', import.meta.url)))
  return hash.digest('hex').slice(0, 12)
}

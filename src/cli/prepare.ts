/**
 * Generates the Prisma clients of both databases when the schema is newer. They are not committed;
 * `npm run demo`, `npm start` and `npm test` do this first.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { isMain } from './is-main.ts'
import { type Dialect, dialects, schemaFor } from './schema-for.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const generated = `${root}src/store/generated/`

/** Returns whether there was anything to do. */
export async function generateClients(): Promise<boolean> {
  const schema = await readFile(`${root}prisma/schema.prisma`, 'utf8')
  const manifest = await readFile(`${root}node_modules/prisma/package.json`, 'utf8')
  const stamp = createHash('sha256').update(schema).update(manifest).digest('hex')
  if ((await readFile(`${generated}stamp`, 'utf8').catch(() => '')) === stamp) return false
  await mkdir(generated, { recursive: true })
  const folder = await mkdtemp(`${generated}.new-`)
  try {
    await Promise.all(dialects.map((dialect) => generate(dialect, schema, folder)))
    for (const client of Object.values(clients)) await replaceFolder(folder, client)
  } finally {
    await rm(folder, { recursive: true })
  }
  await writeFile(`${generated}stamp`, stamp)
  return true
}

const clients = { sqlite: 'sqlite', postgresql: 'postgres' } as const

async function generate(dialect: Dialect, schema: string, folder: string): Promise<void> {
  const path = `${folder}/${dialect}.prisma`
  const output = `output = "${folder}/${clients[dialect]}"`
  await writeFile(path, schemaFor(dialect, schema).replace(/output\s+= ".*"/, output))
  const cli = `${root}node_modules/prisma/build/index.js`
  await promisify(execFile)(process.execPath, [cli, 'generate', '--schema', path, '--no-hints'], {
    cwd: root,
  })
}

/** Whole, since another process may be importing, or making the same. */
async function replaceFolder(folder: string, client: string): Promise<void> {
  const old = `${folder}/old-${client}`
  await rename(`${generated}${client}`, old).catch(() => {})
  await rename(`${folder}/${client}`, `${generated}${client}`).catch((error) => {
    if (error.code !== 'ENOTEMPTY') throw error // Somebody else was faster, with the same.
  })
}

if (isMain(import.meta.url)) await generateClients()

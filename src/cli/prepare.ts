/**
 * Generates the Prisma clients of both databases when the schema is newer. They are not committed;
 * `npm run demo`, `npm start` and `npm test` do this first.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { isMain } from './is-main.ts'
import { dialects, schemaFor } from './schema-for.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const generated = `${root}src/store/generated/`

/** Returns whether there was anything to do. */
export async function generateClients(): Promise<boolean> {
  const schema = await readFile(`${root}prisma/schema.prisma`, 'utf8')
  const manifest = await readFile(`${root}node_modules/prisma/package.json`, 'utf8')
  const stamp = createHash('sha256').update(schema).update(manifest).digest('hex')
  if ((await readFile(`${generated}stamp`, 'utf8').catch(() => '')) === stamp) return false
  await mkdir(generated, { recursive: true })
  // Relative output folders are those of the schema's own folder.
  const folder = await mkdtemp(`${root}prisma/.generate-`)
  try {
    await Promise.all(
      dialects.map(async (dialect) => {
        const path = `${folder}/${dialect}.prisma`
        const output = `output              = "${generated}${dialect === 'sqlite' ? 'sqlite' : 'postgres'}"`
        await writeFile(path, schemaFor(dialect, schema).replace(/output\s+= ".*"/, output))
        await generate(path)
      }),
    )
  } finally {
    await rm(folder, { recursive: true })
  }
  await writeFile(`${generated}stamp`, stamp)
  return true
}

async function generate(schema: string): Promise<void> {
  const cli = `${root}node_modules/prisma/build/index.js`
  await promisify(execFile)(process.execPath, [cli, 'generate', '--schema', schema, '--no-hints'], {
    cwd: root,
  })
}

if (isMain(import.meta.url)) await generateClients()

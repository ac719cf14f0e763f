/** `node hold-lock.ts <url>`: a process that holds the write lock until its standard input ends. */
import { once } from 'node:events'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'

const [url] = process.argv.slice(2)

async function hold(): Promise<() => Promise<void>> {
  if (url!.startsWith('file:')) {
    const database = new DatabaseSync(url!.slice('file:'.length))
    database.exec('BEGIN IMMEDIATE')
    return async () => database.exec('ROLLBACK')
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('BEGIN; LOCK TABLE "Meta" IN ROW EXCLUSIVE MODE')
  await client.query('SELECT * FROM "Meta" FOR UPDATE')
  return () => client.end()
}

const release = await hold()
process.stdout.write('locked\n')
process.stdin.resume()
await once(process.stdin, 'end')
await release()

/** A proof from the command line: its database, the page of figures, and the exit code. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBases, databaseUrl, onServer } from '../support/base-databases.ts'

export type Proof = {
  /** What does not hold; empty when all is well. */
  readonly broken: readonly string[]
  readonly figures: Readonly<Record<string, number>>
}

/**
 * Proves something on a migrated, empty database of its own, and prints what came of it.
 *
 * @param holds what is said when it is proven
 */
export async function runProof(
  database: string,
  holds: string,
  prove: (databaseUrl: string, tell: (line: string) => void) => Promise<Proof>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dealgate-proof-'))
  // PostgreSQL may run as somebody else and must get through to its own folder.
  chmodSync(folder, 0o711)
  const bases = createBases(folder)
  const began = performance.now()
  try {
    const url =
      database === 'postgres'
        ? await postgresUrl(await bases.postgres())
        : `file:${(await bases.sqlite()).file}`
    const proof = await prove(url, (line) => process.stderr.write(`${line}\n`))
    for (const [what, count] of Object.entries(proof.figures)) console.log(`${count}\t${what}`)
    console.log(`${Math.round((performance.now() - began) / 1000)} s on ${database}`)
    for (const line of proof.broken) console.log(`BROKEN ${line}`)
    console.log(proof.broken.length === 0 ? holds : 'NOT PROVEN')
    process.exitCode = proof.broken.length === 0 ? 0 : 1
  } finally {
    await bases.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  }
}

async function postgresUrl(base: { serverUrl: string; template: string }): Promise<string> {
  await onServer(base.serverUrl, `CREATE DATABASE "proof" TEMPLATE "${base.template}"`)
  return databaseUrl(base.serverUrl, 'proof')
}

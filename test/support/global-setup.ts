/** Once per run of vitest: the generated clients, and databases for whoever asks. */
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { generateClients } from '../../src/cli/prepare.ts'
import { type BaseDatabases, createBases } from './base-databases.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers `/sqlite` and `/postgres` with what a fresh database is made from, as JSON. */
    databasesUrl: string
  }
}

/**
 * Databases are made when the first test asks, since most runs of a single file need none. The
 * tests are in other processes, so they ask over HTTP.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await generateClients()
  const folder = mkdtempSync(join(fastestFolder(), 'dealgate-test-'))
  // PostgreSQL may run as somebody else and must get through to its own folder.
  chmodSync(folder, 0o711)
  const bases = createBases(folder)
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  const onExit = () => {
    bases.kill()
    removeFolder()
  }
  process.once('exit', onExit)
  const server = createServer(answer(bases)).listen(0, '127.0.0.1')
  // A worker asks now and then: one that asks again just as its connection is closed would fail.
  server.keepAliveTimeout = 0
  await once(server, 'listening')
  project.provide('databasesUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    process.off('exit', onExit)
    server.closeAllConnections()
    server.close()
    await bases.stop()
    removeFolder()
  }
}

/** In memory a PostgreSQL database is copied in 30 ms, on a disk in ten times that. */
function fastestFolder(): string {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > 2 ** 30 ? memory : tmpdir()
}

function answer(bases: BaseDatabases): RequestListener {
  return (request, response) => {
    // A test that computes for seconds would find a connection that it kept closed under it.
    response.setHeader('Connection', 'close')
    const made = request.url === '/sqlite' ? bases.sqlite() : bases.postgres()
    made.then(
      (base) => response.end(JSON.stringify(base)),
      (error: Error) => response.writeHead(500).end(error.stack),
    )
  }
}

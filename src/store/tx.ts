/** What `write` hands to its caller: tagged SQL goes straight through, models through Prisma. */
import { Prisma } from './generated/sqlite/client.ts'
import type { Tx } from './store.ts'
import type { Tagged } from './tagged-sql.ts'

export type RawSql = {
  readonly $queryRaw: (...tagged: Tagged) => Promise<Record<string, unknown>[]>
  readonly $executeRaw: (...tagged: Tagged) => Promise<number>
}

export type OpenTx = {
  readonly tx: Tx
  /** Ends Prisma's side, if there is one. What still comes through it is refused. */
  readonly end: () => Promise<void>
}

/**
 * @param raw tagged SQL in this transaction
 * @param inPrisma Prisma's `$transaction`, from where its adapter finds this transaction
 */
export function openTx(
  raw: RawSql,
  inPrisma: (run: (tx: Tx) => Promise<void>) => Promise<void>,
): OpenTx {
  let client: Promise<Tx> | undefined
  let over: Promise<unknown> | undefined
  const ending = Promise.withResolvers<void>()
  const begin = () =>
    new Promise<Tx>((resolve, reject) => {
      over = inPrisma((tx) => {
        resolve(tx)
        return ending.promise
      }).catch(reject)
    })
  // Prisma's own transaction ties model calls to this one. It is begun by the first of them, since
  // a transaction of tagged SQL alone does without.
  const models = () => {
    client ??= begin()
    return client
  }
  return {
    tx: facade(raw, models),
    end: async () => {
      ending.resolve()
      await over
    },
  }
}

const modelNames: ReadonlySet<string> = new Set(
  Object.values(Prisma.ModelName).map((name) => name[0]!.toLowerCase() + name.slice(1)),
)

type Methods = Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>

function facade(raw: RawSql, models: () => Promise<Tx>): Tx {
  const later =
    (model: keyof Tx, method: string) =>
    async (...args: unknown[]) =>
      ((await models())[model] as unknown as Methods)[method]!(...args)
  return new Proxy(raw, {
    get: (target, name) => {
      if (name in target) return target[name as keyof RawSql]
      if (typeof name !== 'string' || !modelNames.has(name)) return undefined
      return new Proxy({}, { get: (_, method) => later(name as keyof Tx, String(method)) })
    },
  }) as unknown as Tx
}

/** The client of reads, its tagged SQL going straight through too. */
export function withRawSql<C extends object>(prisma: C, raw: Pick<RawSql, '$queryRaw'>): C {
  return new Proxy(prisma, {
    get: (target, name) => (name === '$queryRaw' ? raw.$queryRaw : Reflect.get(target, name)),
  })
}

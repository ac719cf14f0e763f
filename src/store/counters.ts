import type { Tx } from './store.ts'

const prefixes = { deal: 'D-', account: 'CUS', lead: 'L-', approval: 'AP-' } as const

/** The next short code that people type: `D-1008`. Taken in the transaction that uses it. */
export async function nextCode(tx: Tx, name: keyof typeof prefixes): Promise<string> {
  const start = name === 'deal' ? 1001 : 1
  const [row] = await tx.$queryRaw<{ last: number | bigint }[]>`
    INSERT INTO "Counter" ("name", "last") VALUES (${name}, ${start})
    ON CONFLICT ("name") DO UPDATE SET "last" = "Counter"."last" + 1
    RETURNING "last"`
  return `${prefixes[name]}${row!.last}`
}

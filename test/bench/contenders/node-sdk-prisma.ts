/**
 * The SDK's `adaptDefault` with Prisma's stock SQLite adapter: one interactive transaction that
 * writes the rows that Dealgate would, without finding out what they are, then the reply.
 */
import { Client, LoggerLevel } from '@larksuiteoapi/node-sdk'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { timeOrderedIds } from '../../../src/lib/ids.ts'
import { PrismaClient } from '../../../src/store/generated/sqlite/client.ts'
import type { Start } from '../contender.ts'
import { app } from '../events.ts'
import type { Row } from '../trail.ts'
import { listenWithSdk } from './node-sdk.ts'

type Message = {
  readonly event_id: string
  readonly event_type: string
  readonly message: { readonly chat_id: string }
}
type Creates = Readonly<Record<string, { create: (of: { data: object }) => Promise<unknown> }>>

export const start: Start = async ({ file, baseUrl, rows = [] }) => {
  const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: `file:${file}` }) })
  // Its own default would be NORMAL, which may lose what was acknowledged.
  await prisma.$queryRaw`PRAGMA journal_mode = WAL`
  await prisma.$executeRaw`PRAGMA synchronous = FULL`
  const [{ synchronous } = {}] = await prisma.$queryRaw<Row[]>`PRAGMA synchronous`
  if (Number(synchronous) !== 2) throw new Error(`Prisma runs with synchronous=${synchronous}`)
  const client = new Client({
    appId: app.appId,
    appSecret: app.appSecret,
    domain: baseUrl,
    loggerLevel: LoggerLevel.error,
  })
  const reply = String(rows.find(({ table }) => table === 'Outbox')?.row.payload)
  const logged = rows.find(({ table }) => table === 'Activity')?.row

  const write = (eventKey: string) =>
    prisma.$transaction(
      async (tx) => {
        for (const { table, row } of rows) {
          const model = table[0]!.toLowerCase() + table.slice(1)
          await (tx as unknown as Creates)[model]!.create({ data: anew(row, eventKey) })
        }
        if (!logged) return
        const { accountId, onDate } = logged as Record<string, string>
        await tx.account.update({ where: { id: accountId }, data: { lastActivityDate: onDate } })
      },
      { maxWait: 60_000, timeout: 60_000 },
    )

  return listenWithSdk(async (event: Message) => {
    await write(event.event_id)
    await client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: event.message.chat_id, msg_type: 'interactive', content: reply },
    })
  })
}

const uniqueColumns = ['eventKey', 'messageKey', 'softKey', 'dedupeKey']

/** The row once more, under keys of its own. */
function anew(row: Row, eventKey: string): Row {
  const keys = uniqueColumns.filter((column) => row[column] != null)
  return {
    ...row,
    id: timeOrderedIds.next(),
    ...Object.fromEntries(keys.map((column) => [column, `${column}:${eventKey}`])),
  }
}

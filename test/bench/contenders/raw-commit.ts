import { DatabaseSync } from 'node:sqlite'

export type StoredEvent = { readonly id: string; readonly type: string; readonly body: string }

/**
 * One durable commit an event, prepared once: as little as can be done to store one and to know
 * one that comes again.
 */
export function rawCommit(file: string): (event: StoredEvent) => void {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  const insert = database.prepare(`
    INSERT INTO "Inbox" ("id", "platform", "eventKey", "kind", "personKey", "body", "receivedMs",
      "state")
    VALUES (?, 'feishu', ?, ?, 'feishu:-', ?, ?, 'ignored') ON CONFLICT DO NOTHING`)
  return ({ id, type, body }) => void insert.run(id, `feishu:${id}`, type, body, Date.now())
}

/** Dealgate with every SQL statement written down. */
import { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Start } from '../contender.ts'

const said: string[] = []

const oneLine = (sql: string) => sql.replace(/\s+/g, ' ').trim()

for (const method of ['all', 'run'] as const) {
  const run = StatementSync.prototype[method] as (...args: unknown[]) => unknown
  Object.assign(StatementSync.prototype, {
    [method](this: StatementSync, ...args: unknown[]) {
      said.push(oneLine(this.sourceSQL))
      return run.apply(this, args)
    },
  })
}
const exec = DatabaseSync.prototype.exec
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
  said.push(oneLine(sql))
  return exec.call(this, sql)
}

export const start: Start = async (options) => {
  const dealgate = await import('./dealgate.ts')
  return { ...(await dealgate.start(options)), statements: () => said.splice(0) }
}

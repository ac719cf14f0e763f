/** SQL statements in few words. */

/** How many there were, and what each does, in order, a transaction a line. */
export function describeStatements(statements: readonly string[]): string[] {
  const lines = statements
    .map(inShort)
    .join(' · ')
    .split(/(?<=COMMIT)(?: · )?/)
  return [
    `${statements.length} SQL statements from the event to the reply written down as sent:`,
    ...lines.map((line) => `  ${line}`),
  ]
}

/** `SELECT Deal`, `INSERT Audit`, `COMMIT`. */
function inShort(sql: string): string {
  const verb = sql.slice(0, sql.search(/ |$/))
  const table = /(?:FROM|INTO|UPDATE) "(\w+)"/.exec(sql)?.[1]
  return table ? `${verb} ${table}` : verb
}

/** Whether a SQLite file is sound: every page of it is read. */
import { Worker } from 'node:worker_threads'
import { faultOf } from './faults.ts'
import { connectSqlite } from './sqlite-connection.ts'

/** As many findings as anybody reads. */
const mostFindings = 5

/** What is wrong with the file, empty when nothing is. Takes about a second for 200 MB. */
export function quickCheck(file: string, options?: { readonly readOnly: boolean }): string[] {
  const connection = connectSqlite(file, options)
  try {
    const { rows } = connection.select(`PRAGMA quick_check(${mostFindings})`, [])
    const lines = rows.map(([line]) => String(line))
    return lines.length === 1 && lines[0] === 'ok' ? [] : lines
  } catch (error) {
    if (faultOf(error) !== 'corrupt') throw error
    return [error instanceof Error ? error.message : String(error)]
  } finally {
    connection.close()
  }
}

/** The same beside the work of this process, on a connection of its own that only reads. */
export function quickCheckBeside(file: string): Promise<string[]> {
  const worker = new Worker(new URL('./quick-check-worker.ts', import.meta.url), {
    workerData: file,
  })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

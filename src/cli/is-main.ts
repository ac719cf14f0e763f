import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Whether the module of this `import.meta.url` is what was started, also through node.cjs. */
export function isMain(url: string): boolean {
  const started = process.argv[1]
  return started !== undefined && realpathSync(started) === fileURLToPath(url)
}

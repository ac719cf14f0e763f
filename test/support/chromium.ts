import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const elsewhere = [
  '/usr/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * A browser for the browser tests: `CHROMIUM_PATH`, else one on the PATH or where it is usually
 * installed. Undefined when there is none, and those tests are then skipped.
 *
 * @throws where a browser is required (`DEALGATE_REQUIRE_BROWSER=1`, as in CI) and there is none,
 * so that a skip cannot pass for a success.
 */
export function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  if (env.CHROMIUM_PATH) {
    if (existsSync(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH
    throw new Error(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, where there is no file`)
  }
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => commands.map((command) => join(folder, command)))
  const found = [...onPath, ...elsewhere].find((path) => existsSync(path))
  if (!found && env.DEALGATE_REQUIRE_BROWSER === '1')
    throw new Error('DEALGATE_REQUIRE_BROWSER=1, but no Chromium was found')
  return found
}

/**
 * The bot like `src/main.ts`, but with its real clock ahead of the world's, so that the leases of
 * those that were killed are over; when its standard input ends it does and sends what is pending,
 * and ends.
 */
import { once } from 'node:events'
import { readConfig } from '../../src/config.ts'
import { listen } from '../../src/http-server.ts'
import type { Clock } from '../../src/lib/clock.ts'
import { runBot } from '../../src/run-bot.ts'

/** More than a lease lasts. */
const aheadMs = 61_000

const clock: Clock = { business: () => Date.now(), real: () => Date.now() + aheadMs }
const config = readConfig(process.env)
const bot = await runBot(config, { clock })
const { server, port } = await listen(bot.app.fetch, config)
bot.log.info({ port }, 'Dealgate is listening')
process.stdin.resume()
await once(process.stdin, 'end')
await bot.engine.settled()
server.closeAllConnections()
server.close()
await bot.stop()

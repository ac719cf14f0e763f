/** The bot on Node: reads the environment, opens the store, starts the engine, listens. */
import { serve } from '@hono/node-server'
import { ConfigProblem, readConfig } from './config.ts'
import { loadDotEnv } from './lib/dot-env.ts'
import { runBot } from './run-bot.ts'

loadDotEnv()
try {
  const config = readConfig(process.env)
  const bot = await runBot(config)
  const server = serve({ fetch: bot.app.fetch, port: config.port, hostname: config.host })
  server.on('listening', () => bot.log.info({ port: config.port }, 'Dealgate is listening'))
  const stop = () => {
    server.close(() => void bot.stop().then(() => process.exit(0)))
    // A second signal does not wait.
    process.once('SIGINT', () => process.exit(1))
    process.once('SIGTERM', () => process.exit(1))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
} catch (error) {
  if (!(error instanceof ConfigProblem)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}

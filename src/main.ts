/** The bot on Node: reads the environment, opens the store, starts the engine, listens. */
import { ConfigProblem, readConfig } from './config.ts'
import { listen, listenProblem } from './http-server.ts'
import { loadDotEnv } from './lib/dot-env.ts'
import { runBot } from './run-bot.ts'
import { MigrationProblem } from './store/migrations.ts'
import { StoreProblem } from './store/store-problem.ts'

loadDotEnv()
try {
  await start()
} catch (error) {
  const expected = [ConfigProblem, MigrationProblem, StoreProblem]
  if (!(error instanceof Error && expected.some((kind) => error instanceof kind))) throw error
  giveUp(error.message)
}

async function start(): Promise<void> {
  const config = readConfig(process.env)
  const bot = await runBot(config)
  const { server, port } = await listen(bot.app.fetch, config).catch(async (error) => {
    await bot.stop()
    const problem = listenProblem(error, config.port)
    if (problem) giveUp(problem)
    throw error
  })
  bot.log.info({ port }, 'Dealgate is listening')
  const stop = () => {
    server.close(() => void bot.stop().then(() => process.exit(0)))
    // A second signal does not wait.
    process.once('SIGINT', () => process.exit(1))
    process.once('SIGTERM', () => process.exit(1))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function giveUp(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

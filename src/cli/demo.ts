/** `npm run demo`: the bot on a database of its own, a simulated Feishu and WeCom, and a page to try it in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoNow } from '../../prisma/demo/units.ts'
import { listenProblem } from '../http-server.ts'
import { movableClock } from '../lib/clock.ts'
import { openStore } from '../store/connect.ts'
import { demoPlayground } from './demo-playground.ts'
import { openStage } from './demo-stage.ts'
import { seedDemo } from './seed-demo.ts'

const real = Object.keys(process.env).filter((name) => /^(FEISHU|WECOM)_/.test(name))
if (real.length > 0) {
  // A simulated platform beside a real one would be an open door to it.
  process.stderr.write(
    `演示不和真实平台一起跑,先去掉这些环境变量 · unset these first: ${real.join(', ')}\n`,
  )
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'dealgate-demo-'))
const store = await openStore({ databaseUrl: `file:${join(folder, 'demo.db')}` })
await seedDemo(store)
const clock = movableClock(demoNow.getTime())
const port = Number(process.env.PORT ?? 3000)
const stage = await openStage({ store, clock, port, wecom: true, scheduler: true }).catch(
  (error) => {
    const problem = listenProblem(error, port)
    if (!problem) throw error
    process.stderr.write(`${problem}\n`)
    process.exit(1)
  },
)

stage.mount(demoPlayground(stage, { store, clock }))

process.stdout.write(
  `\nDealgate 演示已启动 · the demo is running\n\n  打开 / open   ${stage.url}/\n\n` +
    '  演示数据在临时文件里,关掉就没了 · its data goes when it stops (Ctrl-C)\n\n',
)

const stop = async () => {
  await stage.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}
process.once('SIGINT', () => void stop())
process.once('SIGTERM', () => void stop())

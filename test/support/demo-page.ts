/** The demo as a newcomer has it: the organisation, the bot, and the page open in a real browser. */
import type { Browser, Page } from 'playwright-core'
import { demoNow } from '../../prisma/demo/units.ts'
import { demoPlayground } from '../../src/cli/demo-playground.ts'
import { openStage, type Stage } from '../../src/cli/demo-stage.ts'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { movableClock } from '../../src/lib/clock.ts'
import { type FreshStore, freshStore } from './databases.ts'

export type DemoPage = {
  readonly page: Page
  readonly stage: Stage
  readonly store: FreshStore['store']
  /** What the page complained of. */
  readonly problems: readonly string[]
  readonly close: () => Promise<void>
}

/** @param query of the address, with its question mark */
export async function openDemoPage(
  browser: Browser,
  { wecom = false, query = '' }: { readonly wecom?: boolean; readonly query?: string } = {},
): Promise<DemoPage> {
  const fresh = await freshStore('sqlite')
  await seedDemo(fresh.store)
  const clock = movableClock(demoNow.getTime())
  const stage = await openStage({ store: fresh.store, clock, wecom })
  stage.mount(demoPlayground(stage, { store: fresh.store, clock }))
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  page.setDefaultTimeout(15_000)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  await page.goto(`${stage.url}/${query}`)
  return {
    page,
    stage,
    store: fresh.store,
    problems,
    close: async () => {
      await page.close()
      await stage.close()
      await fresh.close()
    },
  }
}

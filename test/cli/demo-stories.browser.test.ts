import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { demoNow } from '../../prisma/demo/units.ts'
import { demoPlayground } from '../../src/cli/demo-playground.ts'
import { openStage, type Stage } from '../../src/cli/demo-stage.ts'
import { stories } from '../../src/cli/demo-stories.ts'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { movableClock } from '../../src/lib/clock.ts'
import { launchOptions } from '../playground/page/browser.ts'
import { findChromium } from '../support/chromium.ts'
import { type FreshStore, freshStore } from '../support/databases.ts'

const executablePath = findChromium()

describe.skipIf(!executablePath)('the stories of the playground, one press a step', () => {
  let browser: Browser
  let fresh: FreshStore
  let stage: Stage
  let page: Page
  let problems: string[]

  beforeAll(async () => {
    browser = await chromium.launch(launchOptions(executablePath ?? ''))
  })
  afterAll(() => browser?.close())

  beforeEach(async () => {
    fresh = await freshStore('sqlite')
    await seedDemo(fresh.store)
    const clock = movableClock(demoNow.getTime())
    stage = await openStage({ store: fresh.store, clock })
    stage.mount(demoPlayground(stage, { store: fresh.store, clock }))
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    page.setDefaultTimeout(15_000)
    problems = []
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text())
    })
    await page.goto(stage.url)
  })
  afterEach(async () => {
    await page.close()
    await stage.close()
    await fresh.close()
    expect(problems).toEqual([])
  })

  const deal = (code: string) =>
    fresh.store.db.deal.findUniqueOrThrow({ where: { code }, include: { stage: true } })

  it.each([
    ['gate', 'D-1005', { stage: { name: '商务谈判' }, amountFen: 130_000_000n }],
    ['release', 'D-1005', { stage: { name: '商务谈判' } }],
    ['approval', 'D-1006', { outcome: 'won', amountFen: 79_200_000n }],
  ])(
    '%s goes to its end',
    async (id, code, expected) => {
      const story = stories.find((one) => one.id === id)!
      await page.getByRole('button', { name: '带我走一遍' }).click()
      await page.getByRole('dialog').getByRole('button', { name: story.title }).click()
      const bar = page.getByRole('region', { name: `故事：${story.title}` })
      for (let step = 1; step <= story.steps.length; step++) {
        await bar.getByText(`${step}/${story.steps.length}`).waitFor()
        await bar.getByRole('button', { name: '下一步' }).click()
        if (step < story.steps.length) await bar.getByText(`${step + 1}/`).waitFor()
        expect(await bar.getByRole('alert').count()).toBe(0)
      }
      await bar.getByText('走完了').waitFor()
      expect(await deal(code)).toMatchObject(expected)
      await bar.getByRole('button', { name: '退出故事' }).click()
      await bar.waitFor({ state: 'detached' })
    },
    120_000,
  )
})

import { type Browser, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { stories } from '../../src/cli/demo-stories.ts'
import { launchOptions } from '../playground/page/browser.ts'
import { findChromium } from '../support/chromium.ts'
import { type DemoPage, openDemoPage } from '../support/demo-page.ts'

const executablePath = findChromium()

describe.skipIf(!executablePath)('the stories of the playground, one press a step', () => {
  let browser: Browser
  let demo: DemoPage

  beforeAll(async () => {
    browser = await chromium.launch(launchOptions(executablePath ?? ''))
  })
  afterAll(() => browser?.close())

  beforeEach(async () => {
    demo = await openDemoPage(browser)
  })
  afterEach(async () => {
    await demo.close()
    expect(demo.problems).toEqual([])
  })

  const deal = (code: string) =>
    demo.store.db.deal.findUniqueOrThrow({ where: { code }, include: { stage: true } })

  it.each([
    ['gate', 'D-1005', { stage: { name: '商务谈判' }, amountFen: 130_000_000n }],
    ['release', 'D-1005', { stage: { name: '商务谈判' } }],
    ['approval', 'D-1006', { outcome: 'won', amountFen: 79_200_000n }],
  ])(
    '%s goes to its end',
    async (id, code, expected) => {
      const { page } = demo
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

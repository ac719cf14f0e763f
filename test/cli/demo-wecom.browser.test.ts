import { type Browser, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchOptions } from '../playground/page/browser.ts'
import { findChromium } from '../support/chromium.ts'
import { type DemoPage, openDemoPage } from '../support/demo-page.ts'

const executablePath = findChromium()

describe.skipIf(!executablePath)('the playground in its WeCom look', () => {
  let browser: Browser
  let demo: DemoPage

  beforeAll(async () => {
    browser = await chromium.launch(launchOptions(executablePath ?? ''))
  })
  afterAll(() => browser?.close())

  beforeEach(async () => {
    demo = await openDemoPage(browser, { wecom: true, query: '?platform=wecom' })
  })
  afterEach(async () => {
    await demo.close()
    expect(demo.problems).toEqual([])
  })

  const pane = (name: string) => demo.page.getByRole('region', { name: `${name} 的会话` })
  const say = async (name: string, text: string) => {
    const box = pane(name).getByRole('textbox')
    await box.fill(text)
    await box.press('Enter')
  }
  const press = (name: string, button: string) =>
    pane(name).getByRole('article').last().getByRole('button', { name: button }).click()
  const amountOf = async (code: string) =>
    (await demo.store.db.deal.findUniqueOrThrow({ where: { code } })).amountFen

  it('a vote is cast, the change confirmed and taken back', async () => {
    await say('张伟', '华芯的金额改成390万')
    await pane('张伟').getByRole('radio', { name: '1. 华芯检测项目 ¥280万' }).check()
    await press('张伟', '选定')
    await pane('张伟').getByText('¥3,900,000(390万)').first().waitFor()
    await press('张伟', '确认')
    await pane('张伟').getByRole('article', { name: '卡片：已更新' }).waitFor()
    expect(await amountOf('D-1001')).toBe(390_000_000n)
    await press('张伟', '撤销')
    await pane('张伟').getByText('已撤销').first().waitFor()
    expect(await amountOf('D-1001')).toBe(280_000_000n)
  })

  it('what is decided here has changed on the other side of the switch', async () => {
    const { page } = demo
    await say('张伟', '射频校准客户要打94折,帮我申请')
    await press('张伟', '提交')
    await pane('陈静')
      .getByRole('article', { name: /请审批 AP-33/ })
      .waitFor()
    await press('陈静', '同意')
    await pane('张伟').getByText('已批准').first().waitFor()
    await page.getByRole('radio', { name: '飞书' }).click()
    await say('张伟', 'AP-33 什么情况')
    await pane('张伟').getByText('审批 AP-33 华芯射频校准').first().waitFor()
    await page.getByRole('radio', { name: '企业微信' }).click()
    await pane('张伟').getByText('已批准').first().waitFor()
    await page.reload()
    await pane('张伟').getByText('已批准').first().waitFor()
  })

  it('in a group only a mention is heard, and what is personal is told in private', async () => {
    const { page } = demo
    await pane('张伟').getByRole('tab', { name: '华东组' }).click()
    await say('张伟', '我的商机')
    await pane('张伟').getByText('已私信你').first().waitFor()
    await pane('张伟')
      .getByRole('tab', { name: /Dealgate/ })
      .click()
    await pane('张伟').getByText('D-1001 华芯检测项目').first().waitFor()
    // Something came on Feishu meanwhile: the switch says so.
    await demo.stage.feishu.say({ from: 'ou_lina', chat: 'private', text: '帮助' })
    await page.getByRole('radio', { name: '飞书，有新消息' }).waitFor()
  })
})

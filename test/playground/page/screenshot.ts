/**
 * Takes the picture of the README: `node test/playground/page/screenshot.ts [file] [dark]`.
 * Rep on the left changes a deal, manager on the right sees it.
 */
import { chromium } from 'playwright-core'
import { findChromium } from '../../support/chromium.ts'
import { launchOptions } from './browser.ts'
import { openStage } from './stage.ts'

const [file = 'playground.png', theme] = process.argv.slice(2)
const executablePath = findChromium()
if (!executablePath) throw new Error('no Chromium was found: install one, or set CHROMIUM_PATH')

const stage = await openStage()
const browser = await chromium.launch(launchOptions(executablePath))
const page = await browser.newPage({
  viewport: { width: 1440, height: 900 },
  deviceScaleFactor: 2,
  locale: 'zh-CN',
  colorScheme: theme === 'dark' ? 'dark' : 'light',
})
await page.goto(stage.url)
const rep = page.getByRole('region', { name: '张伟 的会话' })
const manager = page.getByRole('region', { name: '陈静 的会话' })

const say = async (pane: typeof rep, text: string, card: string) => {
  await pane.getByRole('textbox').last().fill(text)
  await pane.getByRole('button', { name: '发送' }).click()
  await pane
    .getByRole('article', { name: `卡片：${card}` })
    .last()
    .waitFor()
}

await say(rep, '华芯检测项目推进到商务谈判，金额改成320万，下周三签', '确认修改')
await rep.getByRole('button', { name: '确认' }).click()
await rep.getByRole('article', { name: '卡片：已更新' }).waitFor()
await say(manager, 'D-1001 现在多少钱', 'D-1001 华芯检测项目')
await rep.getByRole('button', { name: '检视' }).last().click({ force: true })
await page.mouse.move(720, 640)
// The pulse of the changed card is over when nothing moves any more.
await page.evaluate('Promise.allSettled(document.getAnimations().map((one) => one.finished))')
await page.screenshot({ path: file })
await browser.close()
await stage.close()

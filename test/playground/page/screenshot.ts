/**
 * Takes the picture of the README from `npm run demo` itself, the real bot included:
 * `node test/playground/page/screenshot.ts [file] [dark]`. A rep on the left changes a deal and is
 * about to change another; on the right the manager asks about it.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'
import { findChromium } from '../../support/chromium.ts'
import { launchOptions } from './browser.ts'

const [file = 'deploy/playground.png', theme] = process.argv.slice(2)
const executablePath = findChromium()
if (!executablePath) throw new Error('no Chromium was found: install one, or set CHROMIUM_PATH')

const demo = spawn(process.execPath, ['src/cli/demo.ts'], {
  env: { ...process.env, PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
let url: string | undefined
for await (const line of createInterface({ input: demo.stdout })) {
  url = /http:\S+/.exec(line)?.[0]
  if (url) break
}
if (!url) throw new Error('the demo did not start')
const browser = await chromium.launch(launchOptions(executablePath))
try {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 1040 },
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    colorScheme: theme === 'dark' ? 'dark' : 'light',
  })
  await page.goto(url)
  const rep = page.getByRole('region', { name: '张伟 的会话' })
  const manager = page.getByRole('region', { name: '陈静 的会话' })

  const say = async (pane: typeof rep, text: string) => {
    const cards = pane.getByRole('article', { name: /^卡片/ })
    const before = await cards.count()
    await pane.getByRole('textbox').last().fill(text)
    await pane.getByRole('button', { name: '发送' }).click()
    await cards.nth(before).waitFor()
  }
  await say(rep, '华芯检测项目推进到商务谈判,金额改成320万,下周三签')
  await rep.getByRole('button', { name: '确认' }).click()
  await rep.getByRole('article', { name: '卡片：已更新' }).waitFor()
  await say(rep, '立辰可靠性实验室预计1月20号签')
  await page.getByText('已保存,10分钟内可撤销').waitFor({ state: 'hidden' })
  await say(manager, '华芯检测项目现在什么情况')
  await page.mouse.move(120, 960)
  // The pulse of the changed card is over when nothing moves any more.
  await page.evaluate('Promise.allSettled(document.getAnimations().map((one) => one.finished))')
  await page.screenshot({ path: file })
} finally {
  await browser.close()
  demo.kill('SIGTERM')
  await once(demo, 'exit')
}

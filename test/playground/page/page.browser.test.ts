import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findChromium } from '../../support/chromium.ts'
import { launchOptions } from './browser.ts'
import samples from './fixtures/cards.json' with { type: 'json' }
import { people } from './people.ts'
import { openStage, type Stage } from './stage.ts'

const executablePath = findChromium()

const hostileNames = [
  '<img src=x onerror="document.title=1">',
  '<at id=all></at>',
  '\u202eevil\u202c',
]

describe.skipIf(!executablePath)('the page', () => {
  let browser: Browser
  let stage: Stage
  let page: Page
  let problems: string[]

  beforeAll(async () => {
    browser = await chromium.launch(launchOptions(executablePath ?? ''))
  })
  afterAll(() => browser?.close())

  const open = async (size = { width: 1440, height: 900 }) => {
    page = await browser.newPage({ viewport: size, locale: 'zh-CN' })
    page.setDefaultTimeout(8_000)
    problems = []
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(stage.url)) problems.push(`asks ${request.url()}`)
    })
    await page.goto(stage.url)
    await page.getByRole('main').waitFor()
  }

  beforeEach(async () => {
    stage = await openStage()
    await open()
  })

  afterEach(async () => {
    await page.close()
    await stage.close()
    expect(problems).toEqual([])
  })

  const pane = (name: string) => page.getByRole('region', { name: `${name} 的会话` })
  const card = (at: Locator, title: string) =>
    at.getByRole('article', { name: `卡片：${title}`, exact: true }).last()
  const say = async (at: Locator, text: string) => {
    await at.getByRole('textbox', { name: '发给' }).fill(text)
    await at.getByRole('textbox', { name: '发给' }).press('Enter')
  }

  it('takes a sentence to a card, a tap to a toast and a changed card', async () => {
    const rep = pane('张伟')
    await rep.getByRole('button', { name: '华芯检测项目推进到商务谈判' }).click()
    await rep.getByRole('button', { name: '发送' }).click()
    const preview = card(rep, '确认修改')
    await preview.getByText('¥3,200,000(320万)').waitFor()
    await preview.getByRole('button', { name: '确认' }).click()
    await rep.getByRole('status').getByText('已更新，10 分钟内可撤销').waitFor()
    await card(rep, '已更新').getByRole('button', { name: '撤销' }).waitFor()
    expect(await preview.count()).toBe(0)
    // What the rep changed is what the manager is told.
    await say(pane('陈静'), 'D-1001 现在多少钱')
    await card(pane('陈静'), 'D-1001 华芯检测项目').getByText('¥3,200,000(320万)').waitFor()
  })

  it('has all of a person’s sentences behind one button, and writes one out without sending it', async () => {
    const rep = pane('张伟')
    const all = rep.getByRole('button', { name: '全部例句' })
    await all.click()
    const list = rep.getByRole('dialog', { name: '全部例句' })
    await list.getByRole('region', { name: '记互动' }).waitFor()
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement.textContent')).toContain('全部例句')
    await page.keyboard.press('Enter')
    await list.getByRole('button', { name: '新建商机 中启射频检测' }).click()
    await list.waitFor({ state: 'detached' })
    const words = rep.getByRole('textbox', { name: '发给' })
    expect(await words.inputValue()).toBe('新建商机 中启射频检测 80万 预计明年一季度签')
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA')
    expect(stage.feishu.messages(stage.feishu.privateChatOf('ou_zhangwei'))).toEqual([])
    // Another person has other sentences.
    await pane('陈静').getByRole('button', { name: '全部例句' }).click()
    const hers = pane('陈静').getByRole('dialog', { name: '全部例句' })
    await hers.getByRole('button', { name: '华芯现在什么情况' }).waitFor()
    expect(await hers.getByRole('button', { name: '新建商机' }).count()).toBe(0)
  })

  it('unfolds a panel where it is', async () => {
    const rep = pane('张伟')
    for (let i = 0; i < 3; i += 1) await say(rep, '帮助')
    const head = card(rep, '我能帮你做什么').getByRole('button', { name: /全部说法/ })
    await head.scrollIntoViewIfNeeded()
    const before = await head.boundingBox()
    await head.click()
    await card(rep, '我能帮你做什么').getByText('华芯检测项目推进到商务谈判').waitFor()
    expect((await head.boundingBox())?.y).toBe(before?.y)
  })

  it('writes a day as Feishu does, and takes one that is typed', async () => {
    const rep = pane('张伟')
    await say(rep, '补电话')
    const form = card(rep, '补电话')
    const day = form.getByRole('textbox').last()
    expect(await day.inputValue()).toBe('2026-11-18')
    await day.fill('明天')
    await day.blur()
    expect(await day.inputValue()).toBe('2026-11-18')
    await day.fill('2026-11-20')
    await form.getByRole('textbox').first().fill('13800001111')
    await form.getByRole('button', { name: '保存' }).click()
    await card(rep, '电话已保存').waitFor()
    expect(stage.bot.forms).toMatchObject([{ since: '2026-11-20' }])
  })

  it('lets a form go only when what is required is there', async () => {
    const rep = pane('张伟')
    await say(rep, '补电话')
    const form = card(rep, '补电话')
    await form.getByRole('button', { name: '保存' }).click()
    await rep.getByRole('status').getByText('有必填项未填写').waitFor()
    expect(stage.bot.forms).toEqual([])
    const phone = form.getByRole('textbox').first()
    expect(await phone.getAttribute('aria-invalid')).toBe('true')
    await phone.fill('13800001111')
    await form.getByRole('combobox').selectOption('purchasing')
    await form.getByRole('button', { name: '保存' }).click()
    await card(rep, '电话已保存').waitFor()
    await rep.getByRole('status').getByText('记下了 13800001111').waitFor()
    expect(stage.bot.forms).toEqual([
      { phone: '13800001111', duty: 'purchasing', since: '2026-11-18' },
    ])
  })

  it('shows a group to all who are in it, and the bot only what mentions it', async () => {
    const [rep, manager] = [pane('张伟'), pane('陈静')]
    await rep.getByRole('tab', { name: '华东组' }).click()
    await rep.getByRole('button', { name: '@Dealgate 助手' }).click()
    await say(rep, '午饭吃什么')
    await rep.getByText('没有 @，机器人看不到').waitFor()
    await manager.getByRole('tab', { name: '华东组 1 条未读' }).click()
    await manager.getByText('午饭吃什么').waitFor()
    await rep.getByRole('button', { name: '@Dealgate 助手' }).click()
    await say(rep, '今天拜访了立辰王工')
    await card(manager, '已记录').waitFor()
    await manager.getByText('回复 张伟：@Dealgate 助手 今天拜访了立辰王工').waitFor()
    const other = page.getByRole('button', { name: '李娜，销售 · 华东组，3 条未读' })
    await other.waitFor()
    expect(await page.getByRole('button', { name: /^王强.*未读/ }).count()).toBe(0)
  })

  it('answers a quoted card', async () => {
    const rep = pane('张伟')
    await say(rep, 'D-1001 现在多少钱')
    await card(rep, 'D-1001 华芯检测项目').hover()
    await rep.getByRole('button', { name: '回复' }).last().click()
    await say(rep, '帮助')
    await rep.getByText('回复 Dealgate 助手：D-1001 华芯检测项目').waitFor()
    const asked = stage.feishu.messages(stage.feishu.privateChatOf('ou_zhangwei')).at(-2)
    expect(asked?.parentId).toBeDefined()
  })

  it('shows what went over the wire', async () => {
    const rep = pane('张伟')
    const inspector = page.getByRole('complementary', { name: '检视器' })
    await say(rep, 'D-1001 现在多少钱')
    await card(rep, 'D-1001 华芯检测项目').waitFor()
    await inspector.getByRole('button', { name: /收到消息/ }).click()
    const detail = inspector.getByRole('tabpanel')
    await detail.getByText('"D-1001 现在多少钱"').waitFor()
    await inspector.getByRole('tab', { name: '密文' }).click()
    await detail.getByText(/^\{"encrypt":"[A-Za-z0-9+/=]{200,}"\}$/).waitFor()
    await inspector.getByRole('tab', { name: '请求头' }).click()
    await detail.getByText(/^[0-9a-f]{64}$/).waitFor()
    await inspector.getByRole('button', { name: /发送消息/ }).click()
    await detail.getByText('"schema"').waitFor()
    await inspector.getByText(/\d\.\d \/ 30 KB/).waitFor()
    await inspector.getByText('校验通过').waitFor()
  })

  it('moves the clock, and goes back to the start', async () => {
    const now = page.getByRole('timer', { name: '现在' })
    const rep = pane('张伟')
    await say(rep, '帮助')
    await card(rep, '我能帮你做什么').waitFor()
    await page.getByRole('button', { name: '明早 09:02' }).click()
    await now.getByText('2026-11-19 周四 09:02').waitFor()
    await page.getByRole('button', { name: '+15天' }).click()
    await now.getByText('2026-12-04 周五 09:02').waitFor()
    await page.getByRole('button', { name: '重置示例数据' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '重置' }).click()
    await now.getByText('2026-11-18 周三 10:00').waitFor()
    await rep.getByText('你好，张伟').waitFor()
  })

  it('breaks things on demand', async () => {
    const rep = pane('张伟')
    const flip = async (name: string, checked: boolean) => {
      await page.getByRole('button', { name: '故障开关' }).click()
      await page.getByRole('switch', { name }).click()
      await page.getByRole('switch', { name, checked }).waitFor()
      await page.keyboard.press('Escape')
    }
    await flip('错误签名', true)
    await page.getByRole('button', { name: '故障开关，已开 1 个' }).waitFor()
    await say(rep, '帮助')
    await rep.getByText('机器人没收下：HTTP 401，平台稍后重投').waitFor()
    await flip('错误签名', false)
    await flip('凭证过期', true)
    await say(rep, 'D-1001 现在多少钱')
    await card(rep, 'D-1001 华芯检测项目').waitFor()
    // Spent by the call that met it.
    await page.getByRole('button', { name: '故障开关', exact: true }).waitFor()
    await page.getByText('400 · 99991663').waitFor()
  })

  it('keeps what could not be sent', async () => {
    const rep = pane('张伟')
    await page.route('**/playground/api/say?*', (route) => route.abort())
    await say(rep, '我的商机')
    await rep.getByRole('alert').getByText('没发出去，请再试一次').waitFor()
    expect(await rep.getByRole('textbox', { name: '发给' }).inputValue()).toBe('我的商机')
    problems = problems.filter((problem) => !problem.includes('ERR_FAILED'))
  })

  it('says a failed tap as the client does', async () => {
    const rep = pane('张伟')
    await say(rep, '推进')
    const preview = card(rep, '确认修改')
    await preview.waitFor()
    stage.feishu.faults.wrongSignature = true
    await preview.getByRole('button', { name: '确认' }).click()
    await rep
      .getByRole('alert')
      .getByText(/200671/)
      .waitFor()
    await preview.waitFor()
  })

  it('draws hostile names as text', async () => {
    const rep = pane('张伟')
    const title = await page.title()
    for (const name of hostileNames) {
      await say(rep, `回显${name}`)
      const echoed = rep.getByRole('article').last()
      // The bot's own cards leave out what turns the line around.
      const shown = name.replace(/[\u202a-\u202e]/g, '')
      await echoed.getByRole('heading').getByText(shown, { exact: true }).waitFor()
      expect(await echoed.getByText(shown, { exact: true }).count()).toBe(3)
      await rep.locator('.bubble').getByText(`回显${name}`, { exact: true }).waitFor()
    }
    expect(await rep.locator('.card img, .bubble img, .mention-all').count()).toBe(0)
    expect(await page.title()).toBe(title)
  })

  it('draws every sample without a gap and without overflow', async () => {
    const chat = stage.feishu.privateChatOf('ou_zhangwei')
    const rep = pane('张伟')
    for (const name of Object.keys(samples)) {
      // Clears the chat, and the platform's five a second with it.
      stage.feishu.reset()
      await stage.feishu.say({ from: 'ou_zhangwei', chat, text: `样张 ${name}` })
      await rep.getByText(`样张 ${name}`, { exact: true }).waitFor()
      const drawn = rep.getByRole('article')
      await drawn.waitFor()
      expect(await drawn.evaluate((box) => box.scrollWidth - box.clientWidth), name).toBe(0)
      expect(await drawn.locator('.unsupported').count(), name).toBe(0)
    }
  })

  it('keeps who, where and how over a reload, and is dark when asked', async () => {
    await page.getByRole('button', { name: '李娜，销售 · 华东组' }).click()
    await page.getByRole('button', { name: '深色' }).click()
    await say(pane('李娜'), '帮助')
    await card(pane('李娜'), '我能帮你做什么').waitFor()
    await page.reload()
    await card(pane('李娜'), '我能帮你做什么').waitFor()
    const background = await page.evaluate('getComputedStyle(document.body).backgroundColor')
    expect(background).toBe('rgb(16, 18, 22)')
  })

  it('can be used from the keyboard', async () => {
    const rep = pane('张伟')
    await say(rep, '样张 pick')
    const choice = rep.getByRole('button', { name: /边缘网关二期/ })
    await choice.focus()
    await page.keyboard.press('Enter')
    await rep.getByRole('status').getByText('样张上的按钮').waitFor()
    await say(rep, '样张 stale')
    await rep.getByRole('button', { name: '丢单' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: '标记丢单？' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: '标记丢单？' }).waitFor({ state: 'detached' })
  })

  it('fits a phone', async () => {
    await page.close()
    await open({ width: 390, height: 844 })
    const rep = pane('张伟')
    await say(rep, '推进')
    await card(rep, '确认修改').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.getByRole('button', { name: '陈静，经理 · 华东组' }).click()
    await pane('陈静').getByText('你好，陈静').waitFor()
    await page.getByRole('button', { name: '检视器' }).click()
    await page.getByRole('complementary', { name: '检视器' }).waitFor()
  })
})

describe.skipIf(!executablePath)('people with hostile names', () => {
  it('are listed by what they are called', async () => {
    const strange = hostileNames.map((name, index) => ({ id: `ou_h${index}`, name, role: '销售' }))
    const stage = await openStage([...people.slice(0, 1), ...strange])
    const browser = await chromium.launch(launchOptions(executablePath ?? ''))
    const page = await browser.newPage()
    await page.goto(stage.url)
    const rail = page.getByRole('navigation', { name: '选择身份' })
    for (const name of hostileNames) await rail.getByText(name, { exact: true }).waitFor()
    expect(await rail.locator('img:not([src^="/playground/"])').count()).toBe(0)
    await browser.close()
    await stage.close()
  })
})

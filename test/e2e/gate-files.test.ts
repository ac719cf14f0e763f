import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

const pdf = new TextEncoder().encode('%PDF-1.7 需求分析报告')

describe.each(databases)('files as evidence, on %s', (database) => {
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string, more: Parameters<Scene['say']>[2] = {}) => {
    const { answers } = await scene.say(who, text, more)
    return { id: answers.at(-1)?.id ?? '', text: scene.read(answers.at(-1)), all: answers }
  }
  const report = () =>
    scene.store.db.milestone.findFirst({
      where: { dealId: 'd-1003', criterion: 'needs-analysis-report' },
    })
  const latest = (who: string) => {
    const chat = scene.feishu.privateChatOf(`ou_${who}`)
    const message = scene.feishu.messages(chat).findLast(({ sender }) => sender.kind === 'bot')
    return { id: message?.id ?? '', text: scene.read(message) }
  }

  it('U26 a file is for what is waited for, and the move comes back', async () => {
    await said('zhangwei', '华鑫老化测试推到方案制定')
    const sent = await said('zhangwei', '需求分析报告.pdf', { as: 'file', bytes: pdf })
    expect(sent.all.map(scene.read).join('\n')).toMatch(/已登记[\s\S]*需求分析报告\.pdf/)
    expect(latest('zhangwei').text).toContain('需求调研 → 方案制定')
    const hash = createHash('sha256').update(pdf).digest('hex')
    expect(await report()).toMatchObject({
      kind: 'file',
      fileHash: hash,
      evidence: '需求分析报告.pdf',
    })
    const file = await scene.store.db.file.findUnique({ where: { hash } })
    expect(file).toMatchObject({
      size: pdf.byteLength,
      mime: 'application/pdf',
      byUserId: 'zhangwei',
    })
    expect(new Uint8Array(file!.bytes)).toEqual(pdf)
  })

  it('J7 a contract that is sent while its closing waits goes into it', async () => {
    for (const who of ['liuyang', 'sunli', 'wufang', 'zhengkai', 'zhaomin']) {
      await said(who, 'AP-31 同意')
    }
    const preview = await said('wangqiang', '远驰签了,合同650万')
    const refused = await scene.tap('wangqiang', preview.id, '确认成交', {
      signedDate: '2026-11-18',
    })
    expect(refused.toast?.content).toContain('合同')
    const sent = await said('wangqiang', '远驰合同盖章版.pdf', { as: 'file', bytes: pdf })
    expect(sent.text).toContain('文件已收到')
    await scene.tap('wangqiang', latest('wangqiang').id, '确认成交', { signedDate: '2026-11-18' })
    expect(await scene.store.db.deal.findUnique({ where: { code: 'D-1004' } })).toMatchObject({
      outcome: 'won',
    })
    const hash = createHash('sha256').update(pdf).digest('hex')
    expect(await scene.store.db.contract.findFirst({ where: { dealId: 'd-1004' } })).toMatchObject({
      fileHash: hash,
    })
  })

  it('several things are waited for: which one is asked', async () => {
    await said('zhangwei', '华鑫老化测试推进到商务谈判')
    const asked = await said('zhangwei', '图片', { as: 'image', bytes: pdf })
    expect(asked.text).toContain('这是哪一项的凭证?')
    await scene.tap('zhangwei', asked.id, '客户认可技术方案')
    expect(
      await scene.store.db.milestone.findFirst({
        where: { dealId: 'd-1003', criterion: 'solution-accepted' },
      }),
    ).toMatchObject({ kind: 'image' })
  })

  it('out of nowhere: of which deal and what is asked, unless the name tells', async () => {
    const asked = await said('zhangwei', '扫描件.pdf', { as: 'file', bytes: pdf })
    expect(asked.text).toContain('你说的是哪个项目?')
    await said('zhangwei', '取消')
    const named = await said('zhangwei', '华鑫老化测试 需求分析报告.pdf', {
      as: 'file',
      bytes: pdf,
    })
    expect(named.text).toMatch(/这是哪一项的凭证|已登记/)
  })

  it('X11 what nothing can be done with is turned away, too large a file, too', async () => {
    expect((await said('zhangwei', '报告.exe', { as: 'file', bytes: pdf })).text).toContain(
      '目前支持 xlsx/csv/pdf/图片',
    )
    const large = new Uint8Array(21 * 1024 * 1024)
    expect((await said('zhangwei', '大.pdf', { as: 'file', bytes: large })).text).toContain('20 MB')
    expect(await scene.store.db.file.count()).toBe(0)
  })

  it('the same file twice is kept once', async () => {
    await said('zhangwei', '华鑫老化测试推到方案制定')
    await said('zhangwei', '需求分析报告.pdf', { as: 'file', bytes: pdf })
    await said('zhangwei', '需求分析报告2.pdf', { as: 'file', bytes: pdf })
    expect(await scene.store.db.file.count()).toBe(1)
  })
})

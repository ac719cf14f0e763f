import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importPeopleFile } from '../../src/cli/import-people.ts'
import { PeopleFileProblem, readPeopleCsv } from '../../src/cli/people-csv.ts'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { findViewer } from '../../src/store/people.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

const now = new Date('2026-11-21T02:00:00Z')
const head = '姓名,飞书open_id,企业微信userid,角色,团队,带团队,上级'
const csv = (...lines: readonly string[]) => Buffer.from([head, ...lines].join('\r\n'))

const organisation = csv(
  '张伟,ou_zw,,销售,华东组,,陈静',
  '陈静,ou_cj,chenjing,销售经理,华东组,华东组,赵敏',
  '赵敏,ou_zm,,总监,,,',
  '何磊,ou_hl,,运营,,,ou_zm',
)

describe.each(databases)('people from a file, on %s', (database) => {
  let fresh: FreshStore

  beforeEach(async () => {
    fresh = await freshStore(database)
  })
  afterEach(() => fresh.close())

  const run = (bytes: Uint8Array, apply = true) =>
    importPeopleFile(fresh.store, { bytes, apply, now })
  const refused = async (bytes: Uint8Array) => {
    const before = await everything()
    const { text, ok } = await run(bytes)
    expect(ok).toBe(false)
    expect(await everything()).toEqual(before)
    return text
      .split('\n')
      .filter((line) => line.includes('行:'))
      .map((line) => line.trim())
  }
  const everything = async () => {
    const { db } = fresh.store
    return {
      users: await db.user.findMany({
        include: { identities: true, roles: true, teams: true },
        orderBy: { id: 'asc' },
      }),
      teams: await db.team.findMany({ orderBy: { name: 'asc' } }),
      names: await db.name.count(),
      audit: await db.audit.count(),
    }
  }
  const viewer = (externalId: string) =>
    fresh.store.write('background', (tx) =>
      findViewer(tx, fresh.store.dialect, { platform: 'feishu', externalId }),
    )

  it('says first what it would do, and writes nothing', async () => {
    const { text, ok } = await run(organisation, false)
    expect(ok).toBe(true)
    expect(text).toContain('+ 张伟(第 2 行):账号 ou_zw;角色 销售;团队 华东组;上级 陈静')
    expect(text).toContain('新增 4 人,更新 0 人,不变 0 人;新团队:华东组')
    expect(text).toContain('什么都没写')
    expect((await everything()).users).toEqual([])
  })

  it('gives everyone their rights', async () => {
    await run(organisation)
    const [rep, manager] = [await viewer('ou_zw'), await viewer('ou_cj')]
    expect(rep).toMatchObject({ name: '张伟', roles: ['rep'] })
    expect(manager!.roles).toEqual(['manager'])
    expect(manager!.memberIds).toContain(rep!.userId)
    expect((await viewer('ou_zm'))!.roles).toEqual(['director'])
    const { users } = await everything()
    const byName = (name: string) => users.find((user) => user.name === name)!
    expect(byName('张伟').managerId).toBe(byName('陈静').id)
    expect(byName('何磊').managerId).toBe(byName('赵敏').id)
    expect(
      byName('陈静')
        .identities.map((one) => one.platform)
        .sort(),
    ).toEqual(['feishu', 'wecom'])
    const names = await fresh.store.db.name.findMany({ where: { key: 'zhangwei' } })
    expect(names).toMatchObject([{ kind: 'user', subjectId: byName('张伟').id }])
  })

  it('writes into the audit trail who was given what, and by which file', async () => {
    await run(csv('张伟,ou_zw,,销售,华东组,,'))
    const audit = await fresh.store.db.audit.findMany({ orderBy: { id: 'asc' } })
    expect(audit.map(({ action, newValue }) => `${action} ${newValue}`)).toEqual([
      'people.added 张伟',
      'people.updated ou_zw',
      'people.role-given rep',
      'people.team-joined 华东组',
    ])
    expect(audit[0]!.eventKey).toMatch(/^import:[0-9a-f]{16}$/)
  })

  it('a second time changes nothing', async () => {
    await run(organisation)
    const before = await everything()
    const { text } = await run(organisation)
    expect(text).toContain('新增 0 人,更新 0 人,不变 4 人')
    expect(await everything()).toEqual(before)
  })

  it('finds who is there by their platform id, and changes what the file says', async () => {
    await seedDemo(fresh.store)
    const { text } = await run(
      csv('张伟,ou_zhangwei,,销售、售前,华南组,,刘洋', '何磊,,helei,,,,', '王五,,wangwu,销售,,,'),
    )
    expect(text).toContain('~ 张伟(第 2 行):角色 售前;团队 华东组 → 华南组;上级 陈静 → 刘洋')
    expect(text).toContain('新增 1 人,更新 1 人,不变 1 人')
    const user = await fresh.store.db.user.findUniqueOrThrow({
      where: { id: 'zhangwei' },
      include: { roles: true, teams: true, identities: true },
    })
    expect(user.roles.map(({ role }) => role).sort()).toEqual(['presales', 'rep'])
    expect(user.teams).toMatchObject([{ teamId: 'huanan' }])
    expect(user.identities).toHaveLength(2)
  })

  it('takes a role away that is not in the cell, and leaves alone what is empty', async () => {
    await seedDemo(fresh.store)
    await run(csv('周涛,ou_zhoutao,,商务,,,', '李娜,ou_lina,,,,,'))
    expect((await viewer('ou_zhoutao'))!.roles).toEqual(['commerce'])
    expect((await viewer('ou_lina'))!.roles).toEqual(['rep'])
    const taken = { action: 'people.role-taken', subjectId: 'zhoutao', newValue: 'presales' }
    expect(await fresh.store.db.audit.count({ where: taken })).toBe(1)
  })

  it('who leads a team is a manager, also when the file does not say so', async () => {
    await run(csv('陈静,ou_cj,,销售,,华东组、华南组,'))
    expect((await viewer('ou_cj'))!.roles.toSorted()).toEqual(['manager', 'rep'])
    expect((await everything()).teams).toHaveLength(2)
  })

  it('somebody who had left and is in the file is back', async () => {
    await run(organisation)
    await fresh.store.write('background', (tx) => tx.user.updateMany({ data: { active: false } }))
    const { text } = await run(csv('张伟,ou_zw,,,,,'))
    expect(text).toContain('恢复启用')
    expect(await viewer('ou_zw')).toBeDefined()
  })

  it('names every line that is wrong, and writes none of them', async () => {
    expect(
      await refused(
        csv(
          '张伟,ou_zw,,销售,华东组,,',
          ',ou_x,,,,,',
          '李娜,,,销售,,,',
          '王强,wangqiang,,大区总,,,',
          '赵六,ou_zl,,,,,,多了一格',
        ),
      ),
    ).toEqual([
      '第 3 行:没有姓名',
      '第 4 行:飞书open_id 和企业微信userid 至少要有一个',
      '第 5 行:「wangqiang」不是飞书 open_id(以 ou_ 开头)',
      expect.stringMatching(/^第 5 行:没有「大区总」这个角色,可以写:销售、销售经理、/),
      '第 6 行:格子比表头多:内容里有逗号的话,要用引号括起来',
    ])
  })

  it('the same person twice, two leaders of a team', async () => {
    await seedDemo(fresh.store)
    expect(
      await refused(
        csv(
          '张伟,ou_zhangwei,,,,华北组,',
          '张伟,,zhangwei,,,华北组,',
          '新人,ou_new,,,,,',
          '新人,ou_new,,,,,',
        ),
      ),
    ).toEqual([
      '第 3 行:和第 2 行是同一个人(张伟)',
      '第 3 行:「华北组」在第 2 行已经由张伟带',
      '第 5 行:ou_new 在第 4 行已经有了',
    ])
  })

  it('ids that belong to somebody else, or to the same person under another', async () => {
    await seedDemo(fresh.store)
    expect(await refused(csv('张伟,ou_zhangwei,lina,,,,', '王强,ou_other,wangqiang,,,,'))).toEqual([
      expect.stringMatching(/^第 2 行:两个账号是系统里的两个人/),
      '第 3 行:王强已经登记为 ou_wangqiang,不能改成 ou_other',
    ])
  })

  it('leaders that nobody is, that several are, oneself, or a circle', async () => {
    await run(csv('王芳,ou_1,,,,,', '王芳,ou_2,,,,,', '丁,ou_d,,,,,'))
    expect(
      await refused(
        csv(
          '甲,ou_a,,,,,没有这人',
          '乙,ou_b,,,,,王芳',
          '丙,ou_c,,,,,ou_c',
          '丁,ou_d,,,,,戊',
          '戊,ou_e,,,,,丁',
        ),
      ),
    ).toEqual([
      '第 2 行:上级「没有这人」在表里和系统里都找不到',
      '第 3 行:上级「王芳」有 2 位同名,请写 open_id 或 userid',
      '第 4 行:上级不能是自己',
      '第 5 行:上级绕了一圈又回到丁自己',
      '第 6 行:上级绕了一圈又回到戊自己',
    ])
  })

  it('the last administrator stays one', async () => {
    await seedDemo(fresh.store)
    expect(await refused(csv('何磊,ou_helei,,销售,,,'))).toEqual([
      '第 2 行:何磊是最后一位销售运营(管理员),不能取消;请先给另一位',
    ])
    expect((await run(csv('何磊,ou_helei,,销售,,,', '新人,ou_n,,管理员,,,'))).ok).toBe(true)
  })

  it('formulas are text', async () => {
    await run(csv('"=HYPERLINK(""http://x"",""张"")",ou_zw,,,"=1+1",,'))
    const { users, teams } = await everything()
    expect(users[0]!.name).toBe('=HYPERLINK("http://x","张")')
    expect(teams[0]!.name).toBe('=1+1')
  })

  it('thousands of people at once', async () => {
    const lines = Array.from({ length: 3_000 }, (_, n) => `同事${n},ou_${n},,销售,第${n % 50}组,,`)
    const { text } = await run(csv('陈静,ou_cj,,经理,,第0组,', ...lines))
    expect(text).toContain('新增 3001 人')
    expect((await viewer('ou_cj'))!.memberIds.size).toBe(60)
  })
})

describe('files as people save them', () => {
  const names = (bytes: Uint8Array) => readPeopleCsv(bytes).rows.map(({ name }) => name)
  const problem = (bytes: Uint8Array) => {
    try {
      readPeopleCsv(bytes)
    } catch (error) {
      if (error instanceof PeopleFileProblem) return error.message
      throw error
    }
    return undefined
  }

  it('UTF-8 with the mark that Excel puts in front', () => {
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), organisation])
    expect(names(bytes)).toEqual(['张伟', '陈静', '赵敏', '何磊'])
    expect(readPeopleCsv(bytes).notes).toEqual([])
  })

  it('GBK, and says so', () => {
    const { rows, notes } = readPeopleCsv(gbk(organisation.toString()))
    expect(rows.map(({ name }) => name)).toEqual(['张伟', '陈静', '赵敏', '何磊'])
    expect(notes).toEqual([expect.stringContaining('不是 UTF-8,已按 GBK 读取')])
  })

  it.each([
    [
      'UTF-16',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('姓名', 'utf16le')]),
      'UTF-16',
    ],
    ['a workbook', Buffer.from('PK\u0003\u0004'), 'Excel 工作簿'],
    ['neither UTF-8 nor GBK', Buffer.from([0xff, 0xff, 0x2c]), '认不出文件的编码'],
    ['no heading', Buffer.from('张伟,ou_zw'), '第一行要是表头'],
    ['nothing', Buffer.from(''), '现在是:空的'],
    ['a heading alone', Buffer.from(head), '只有表头'],
    ['a column twice', Buffer.from('姓名,name,userid\na,b,c'), '「姓名」有两列'],
    ['an open quote', csv('张伟,"ou_zw', '李娜,ou_ln'), '引号没有配对'],
    ['5 MB', Buffer.alloc(5_000_001), '超过 5 MB'],
  ])('%s is refused with what to do', (_, bytes, words) => {
    expect(problem(bytes)).toContain(words)
  })

  it('English headings, tabs, other columns, empty lines and line breaks in cells', () => {
    const text =
      'Name\tFeishu_Open_ID\tRoles\tPhone\n\n"张\n伟"\tou_1\t\t138\n\n李娜\tou_2\t总经理/高管\t\n王强\tou_3\t骑士\t'
    const { rows, problems, notes } = readPeopleCsv(Buffer.from(text))
    expect(rows.map(({ line, roles }) => [line, roles])).toEqual([
      [3, undefined],
      [6, ['executive']],
    ])
    expect(problems).toMatchObject([{ line: 7 }])
    expect(notes).toEqual(['没有用到的列:Phone。'])
  })

  it('the command looks first, then writes with --apply', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dealgate-people-'))
    const path = join(folder, 'people.csv')
    const command = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['src/cli/import-people.ts', ...args], {
        env: { ...process.env, DATABASE_URL: `file:${join(folder, 'people.db')}` },
      }).then(
        ({ stdout }) => ({ code: 0, said: stdout }),
        ({ code, stdout, stderr }) => ({ code, said: `${stdout}${stderr}` }),
      )
    try {
      writeFileSync(path, organisation)
      expect(await command(path)).toMatchObject({
        code: 0,
        said: expect.stringContaining('什么都没写'),
      })
      const written = await command(path, '--apply')
      expect(written).toMatchObject({ code: 0, said: expect.stringContaining('已写入:新增 4 人') })
      writeFileSync(path, csv('张伟,zhangwei,,,,,'))
      expect(await command(path, '--apply')).toMatchObject({
        code: 1,
        said: expect.stringContaining('第 2 行:'),
      })
      expect(await command()).toMatchObject({ code: 2, said: expect.stringContaining('用法') })
      expect(await command(join(folder, 'none.csv'))).toMatchObject({
        code: 1,
        said: expect.stringContaining('读不了'),
      })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

/** Node encodes no GBK: turned round from what it decodes. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gb18030')
  const bytes = new Map<string, readonly number[]>()
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
    }
  }
  return Buffer.from([...text].flatMap((one) => bytes.get(one) ?? [...Buffer.from(one)]))
}

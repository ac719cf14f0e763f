/** `npm run people:import -- people.csv`: people, roles, teams and leaders from a CSV. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type RoleId, roles } from '../domain/role.ts'
import { loadDotEnv } from '../lib/dot-env.ts'
import { timeOrderedIds } from '../lib/ids.ts'
import { importPeople, type PeopleImported } from '../operations/import-people.ts'
import type { FieldChange, ImportedPerson, RowProblem } from '../operations/imported-person.ts'
import { openStore } from '../store/connect.ts'
import type { Store } from '../store/store.ts'
import { isMain } from './is-main.ts'
import { PeopleFileProblem, readPeopleCsv } from './people-csv.ts'
import { runCommand } from './run-command.ts'

const usage = `用法:npm run people:import -- people.csv [--apply]

先不加 --apply 看一遍会改什么,再加上写入。表头(也可以用英文):
  姓名 · 飞书open_id · 企业微信userid · 角色 · 团队 · 带团队 · 上级
  name · feishu_open_id · wecom_userid · roles · team · leads · manager
空着的格子不改;角色写了就是这个人的全部角色。有一行不对,整张表都不写。`

export type ImportReport = { readonly text: string; readonly ok: boolean }

/** Reads the file and writes it to the store, or says what it would do or why it does not. */
export async function importPeopleFile(
  store: Store,
  input: { readonly bytes: Uint8Array; readonly apply: boolean; readonly now: Date },
): Promise<ImportReport> {
  const file = readPeopleCsv(input.bytes)
  const notes = file.notes.map((note) => `注意:${note}\n`).join('')
  if (file.problems.length > 0) return { text: notes + tellProblems(file.problems), ok: false }
  const source = `import:${createHash('sha256').update(input.bytes).digest('hex').slice(0, 16)}`
  const { now, apply } = input
  const deps = { dialect: store.dialect, ids: timeOrderedIds, now }
  const result = await store.write('background', (tx) =>
    importPeople({ ...deps, tx }, { rows: file.rows, apply, source }),
  )
  return { text: notes + tell(result, file.rows.length), ok: result.kind !== 'refused' }
}

function tell(result: PeopleImported, rows: number): string {
  if (result.kind === 'refused') return tellProblems(result.problems)
  const { people, newTeams } = result
  const added = people.filter(({ isNew }) => isNew).length
  const counts = `新增 ${added} 人,更新 ${people.length - added} 人,不变 ${rows - people.length} 人`
  const teams = newTeams.length > 0 ? `;新团队:${newTeams.join('、')}` : ''
  const lines = people.map(tellPerson).join('')
  if (result.kind === 'written') return `${lines}\n已写入:${counts}${teams}。\n`
  if (people.length === 0) return `${counts}。没有要写的。\n`
  return `${lines}\n${counts}${teams}。\n这只是预演,什么都没写。确认后在命令末尾加上 --apply。\n`
}

function tellProblems(problems: readonly RowProblem[]): string {
  const lines = problems.map(({ line, reason }) => `  第 ${line} 行:${reason}\n`).join('')
  return `${lines}\n${problems.length} 处不对,什么都没写。改好后再来一次。\n`
}

function tellPerson({ row, isNew, changes }: ImportedPerson): string {
  const mark = isNew ? '+' : '~'
  return `  ${mark} ${row.name}(第 ${row.line} 行):${changes.map(tellChange).join(';')}\n`
}

const titleOf = (role: string) => roles.find(({ id }) => id === (role as RoleId))?.title ?? role
const arrow = (from: string | undefined, to: string | undefined) =>
  from === undefined ? to : `${from} → ${to}`

function tellChange({ field, from, to }: FieldChange): string {
  switch (field) {
    case 'name':
      return `姓名 ${arrow(from, to)}`
    case 'active':
      return '恢复启用'
    case 'identity':
      return `账号 ${to}`
    case 'role':
      return to === undefined ? `去掉角色 ${titleOf(from!)}` : `角色 ${titleOf(to)}`
    case 'team':
      return `团队 ${arrow(from, to)}`
    case 'leads':
      return `带 ${to}${from === undefined ? '' : `(原来是${from})`}`
    case 'manager':
      return `上级 ${arrow(from, to)}`
  }
}

async function main(): Promise<void> {
  const options = { apply: { type: 'boolean', default: false } } as const
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [path, ...more] = positionals
  if (!path || more.length > 0) {
    console.error(usage)
    process.exitCode = 2
    return
  }
  loadDotEnv()
  const bytes = await readFile(path).catch((error) => {
    console.error(`${path} 读不了:${error.message}`)
  })
  if (!bytes) {
    process.exitCode = 1
    return
  }
  const databaseUrl = process.env.DATABASE_URL || 'file:./data/dealgate.db'
  // Nobody is waiting for an answer here, and the bot may be at work on the same database.
  const store = await openStore({ databaseUrl, limits: { waitMs: 30_000, runMs: 120_000 } })
  try {
    const now = new Date()
    const report = await importPeopleFile(store, { bytes, apply: values.apply, now })
    process.stdout.write(report.text)
    if (!report.ok) process.exitCode = 1
  } catch (error) {
    if (!(error instanceof PeopleFileProblem)) throw error
    console.error(`${path}:${error.message}`)
    process.exitCode = 1
  } finally {
    await store.close()
  }
}

if (isMain(import.meta.url)) await runCommand(main)

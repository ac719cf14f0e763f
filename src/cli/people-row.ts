/** One line of a CSV of people: what its cells mean, and everything that is wrong with them. */
import { roles } from '../domain/role.ts'
import type { PersonRow } from '../operations/imported-person.ts'

/** Every heading a column is known by, folded: no spaces, lower case. */
export const headings = {
  name: ['姓名', 'name'],
  feishu: ['飞书open_id', 'open_id', 'feishu_open_id'],
  wecom: ['企业微信userid', 'userid', 'wecom_userid'],
  roles: ['角色', 'roles', 'role'],
  team: ['团队', 'team'],
  leads: ['带团队', 'leads'],
  manager: ['上级', 'manager', 'leader'],
} as const

export type Column = keyof typeof headings

/** What stands in each column; empty where there is none. Formulas are text like any other. */
export type Cells = Readonly<Record<Column, string>>

const roleOf = new Map(
  roles.flatMap(({ id, title, words }) => [id, title, ...words].map((word) => [word, id] as const)),
)
const roleTitles = roles.map(({ title }) => title).join('、')

/** Problems in words for the person whose file it is, or the row. */
export function readPersonRow(line: number, cells: Cells): PersonRow | readonly string[] {
  const said = roleOf.has(cells.roles) ? [cells.roles] : list(cells.roles, /[、,,;;|/\n]+/)
  const leads = list(cells.leads, /[、,,;;|\n]+/)
  const problems = [
    ...nameProblems(cells.name),
    ...idProblems(cells),
    ...said
      .filter((word) => !roleOf.has(word))
      .map((word) => `没有「${word}」这个角色,可以写:${roleTitles}`),
    ...[cells.team, ...leads]
      .filter((team) => team.length > 30)
      .map((team) => `团队名「${team}」超过 30 个字`),
    ...(Object.values(cells).some(hasControlCharacters) ? ['有看不见的控制字符'] : []),
  ]
  if (problems.length > 0) return problems
  const ids = { feishu: cells.feishu, wecom: cells.wecom }
  return {
    line,
    name: cells.name,
    externalIds: Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== '')),
    roles: said.length > 0 ? [...new Set(said.map((word) => roleOf.get(word)!))] : undefined,
    team: cells.team || undefined,
    leads,
    manager: cells.manager || undefined,
  }
}

const list = (cell: string, separators: RegExp) => [
  ...new Set(
    cell
      .split(separators)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
]

function nameProblems(name: string): string[] {
  if (name === '') return ['没有姓名']
  return name.length > 50 ? ['姓名超过 50 个字'] : []
}

function idProblems({ feishu, wecom }: Cells): string[] {
  if (feishu === '' && wecom === '') return ['飞书open_id 和企业微信userid 至少要有一个']
  const problems: string[] = []
  if (feishu !== '' && !/^ou_[\w-]{1,61}$/.test(feishu)) {
    problems.push(`「${feishu}」不是飞书 open_id(以 ou_ 开头)`)
  }
  // https://developer.work.weixin.qq.com/document/path/90195: 1 to 64 bytes.
  if (wecom !== '' && !/^[\w.@-]{1,64}$/.test(wecom)) {
    problems.push(`「${wecom}」不是企业微信 userid`)
  }
  return problems
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const hasControlCharacters = (cell: string) => /[\u0000-\u0008\u000b-\u001f\u007f]/.test(cell)

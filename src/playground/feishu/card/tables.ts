/** Rows of a table against its columns. */
import type { Json, JsonObject } from '../../json.ts'
import { type CardProblem, type KnownThings, problemCodes } from './problem.ts'
import { type CardNode, listAt, objectAt } from './tree.ts'

const mostColumns = 50

type Findings = { readonly errors: CardProblem[]; readonly warnings: string[] }

export function tableProblems(nodes: readonly CardNode[], known: KnownThings): Findings {
  const found = nodes.filter((node) => node.tag === 'table').map((node) => tableOf(node, known))
  return {
    errors: found.flatMap((f) => f.errors),
    warnings: found.flatMap((f) => f.warnings),
  }
}

function tableOf(node: CardNode, known: KnownThings): Findings {
  const errors: CardProblem[] = []
  const warnings: string[] = []
  const columns = listAt(node.json.columns)
    .map(objectAt)
    .filter((column) => column !== undefined)
  const wrong = (code: number, message: string, path: string, value?: string) =>
    errors.push({ code, path, message, value })
  if (columns.length > mostColumns) {
    wrong(problemCodes.tableRows, 'more than 50 columns', `${node.path}/columns`)
  }
  const types = new Map(columns.map((column) => [String(column.name), String(column.data_type)]))
  if (types.size < columns.length) {
    wrong(problemCodes.tableRows, 'duplicate column name', `${node.path}/columns`)
  }
  for (const [i, item] of listAt(node.json.rows).entries()) {
    const row: JsonObject = objectAt(item) ?? {}
    for (const [key, cell] of Object.entries(row)) {
      const path = `${node.path}/rows/${i}/${key}`
      const type = types.get(key)
      if (type === undefined) {
        wrong(problemCodes.tableRowKey, 'row key is not declared in columns', path, key)
      } else if (!fits(type, cell)) {
        wrong(problemCodes.tableRows, `table rows is invalid, no ${type}`, path)
      } else if (type === 'persons' && people(cell).some((id) => !known.person(id))) {
        warnings.push(`${path}: shows 未知用户`)
      }
    }
  }
  return { errors, warnings }
}

function people(cell: Json | undefined): string[] {
  return (Array.isArray(cell) ? cell : [cell]).map(String)
}

function fits(type: string, cell: Json | undefined): boolean {
  switch (type) {
    case 'number':
    case 'date':
      return typeof cell === 'number'
    case 'options':
      return (
        typeof cell === 'string' ||
        (Array.isArray(cell) && cell.every((item) => typeof objectAt(item)?.text === 'string'))
      )
    case 'persons':
      return (
        typeof cell === 'string' ||
        (Array.isArray(cell) && cell.every((id) => typeof id === 'string'))
      )
    default:
      return typeof cell === 'string'
  }
}

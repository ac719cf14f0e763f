/** A CSV of people, as Excel, WPS or a script writes it, read into rows. */
import { CsvError, parse } from 'csv-parse/sync'
import type { PersonRow, RowProblem } from '../operations/imported-person.ts'
import { type Cells, type Column, headings, readPersonRow } from './people-row.ts'

export type PeopleFile = {
  readonly rows: readonly PersonRow[]
  readonly problems: readonly RowProblem[]
  /** What the person whose file it is should know. */
  readonly notes: readonly string[]
}

/** The file as a whole cannot be read; why, in words for the person whose file it is. */
export class PeopleFileProblem extends Error {
  override name = 'PeopleFileProblem'
}

const mostBytes = 5_000_000
const saveAsUtf8 = '请在 Excel 里另存为「CSV UTF-8(逗号分隔)」。'

/** @throws PeopleFileProblem */
export function readPeopleCsv(bytes: Uint8Array): PeopleFile {
  if (bytes.length > mostBytes) throw new PeopleFileProblem('文件超过 5 MB,这不像一张人员表。')
  const { text, notes } = decode(bytes)
  const [header, ...records] = readRecords(text)
  const { columns, unused } = readHeader(header?.cells ?? [])
  if (records.length === 0) throw new PeopleFileProblem('只有表头,没有人。')
  const rows: PersonRow[] = []
  const problems: RowProblem[] = []
  for (const { line, cells } of records) {
    const read = readRecord(line, cells, columns)
    if ('line' in read) rows.push(read)
    else problems.push(...read.map((reason) => ({ line, reason })))
  }
  const aboutColumns = unused.length > 0 ? [`没有用到的列:${unused.join('、')}。`] : []
  return { rows, problems, notes: [...notes, ...aboutColumns] }
}

function decode(bytes: Uint8Array): { text: string; notes: string[] } {
  const [first, second] = bytes
  if (first === 0x50 && second === 0x4b) {
    throw new PeopleFileProblem(`这是 Excel 工作簿,不是 CSV:${saveAsUtf8}`)
  }
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new PeopleFileProblem(`这个文件是 UTF-16:${saveAsUtf8}`)
  }
  const utf8 = decodeAs('utf-8', bytes)
  if (utf8 !== undefined) return { text: utf8, notes: [] }
  const gbk = decodeAs('gb18030', bytes)
  if (!gbk?.includes('姓名')) throw new PeopleFileProblem(`认不出文件的编码:${saveAsUtf8}`)
  return {
    text: gbk,
    notes: [`这个文件不是 UTF-8,已按 GBK 读取,请核对姓名有没有乱码;要稳妥,${saveAsUtf8}`],
  }
}

/** Undefined when the bytes are something else. A byte order mark is taken off. */
function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

type CsvRecord = { readonly line: number; readonly cells: readonly string[] }

function readRecords(text: string): CsvRecord[] {
  const firstLine = /^.*/.exec(text)![0]
  const delimiter = [',', '\t', ';'].find((one) => firstLine.includes(one)) ?? ','
  try {
    const parsed = parse(text, {
      delimiter,
      info: true,
      raw: true,
      trim: true,
      relax_column_count: true,
    }) as unknown as { record: string[]; raw: string; info: { lines: number } }[]
    return parsed
      .map(({ record, raw, info }) => ({ line: firstLineOf(raw, info.lines), cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new PeopleFileProblem(`第 ${error.lines} 行附近的引号没有配对,整个文件读不了。`)
  }
}

/** The parser counts up to the record's last line; people look for its first. */
const firstLineOf = (raw: string, lastLine: number) =>
  lastLine - (raw.replace(/^[\r\n]+|[\r\n]+$/g, '').match(/\r\n|\n|\r/g)?.length ?? 0)

/** Which column a cell belongs to, by its place; undefined for one that is not used. */
type Columns = readonly (Column | undefined)[]

function readHeader(cells: readonly string[]): { columns: Columns; unused: string[] } {
  const columns = cells.map((cell) => {
    const folded = cell.normalize('NFKC').toLowerCase().replace(/\s/g, '')
    const found = Object.entries(headings).find(([, words]) =>
      (words as readonly string[]).includes(folded),
    )
    return found?.[0] as Column | undefined
  })
  const has = (column: Column) => columns.includes(column)
  if (!has('name') || !(has('feishu') || has('wecom'))) {
    throw new PeopleFileProblem(
      '第一行要是表头,至少有「姓名」,和「飞书open_id」或「企业微信userid」;' +
        `现在是:${cells.join('、') || '空的'}`,
    )
  }
  const twice = columns.find((one, index) => one !== undefined && columns.indexOf(one) !== index)
  if (twice) throw new PeopleFileProblem(`表头里「${headings[twice][0]}」有两列。`)
  return { columns, unused: cells.filter((cell, index) => cell !== '' && !columns[index]) }
}

function readRecord(line: number, cells: readonly string[], columns: Columns) {
  if (cells.slice(columns.length).some((cell) => cell !== '')) {
    return ['格子比表头多:内容里有逗号的话,要用引号括起来']
  }
  const at = (column: Column) => cells[columns.indexOf(column)] ?? ''
  const named = Object.keys(headings).map((column) => [column, at(column as Column)])
  return readPersonRow(line, Object.fromEntries(named) as Cells)
}

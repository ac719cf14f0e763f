/**
 * How SQLite goes about what people say: at a million deals nothing that a rep says may go through a
 * table that grows. Plans do not depend on what is in the tables, since no statistics are kept.
 */
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { intents } from '../../src/intents/index.ts'
import { Prisma } from '../../src/store/generated/sqlite/client.ts'
import { type Ear, openEar } from '../intents/ear.ts'

/** As many people and teams as there are, and what is the same for everybody. */
const small = [
  'User',
  'UserRole',
  'Team',
  'TeamMember',
  'Identity',
  'Pipeline',
  'Stage',
  'Meta',
  'Competitor',
  'Delegation',
]

/** More deals of one name than a name may have, so that only one's own are looked through. */
const alike = 60

type Plan = { readonly sql: string; readonly steps: readonly string[] }

let ear: Ear
let restore: () => void
const plans = new Map<string, Plan>()
const tables: ReadonlySet<string> = new Set(Object.values(Prisma.ModelName))

beforeAll(async () => {
  const prepare = DatabaseSync.prototype.prepare
  const watched = vi.spyOn(DatabaseSync.prototype, 'prepare')
  watched.mockImplementation(function (this: DatabaseSync, sql: string) {
    if (/^\s*(?:SELECT|WITH|UPDATE|DELETE)\b/i.test(sql) && !plans.has(sql)) {
      const plan = prepare.call(this, `EXPLAIN QUERY PLAN ${sql}`).all()
      plans.set(sql, { sql, steps: plan.map(({ detail }) => String(detail)) })
    }
    return prepare.call(this, sql)
  })
  restore = () => watched.mockRestore()
  ear = await openEar('sqlite', async (tx) => {
    const { id, code, ...deal } = await tx.deal.findUniqueOrThrow({ where: { id: 'd-1002' } })
    const numbers = Array.from({ length: alike }, (_, index) => index)
    const copies = numbers.map((n) => ({ ...deal, id: `${id}-${n}`, code: `${code}${n}` }))
    await tx.deal.createMany({ data: copies })
    const names = await tx.name.findMany({ where: { kind: 'deal', subjectId: id } })
    await tx.name.createMany({
      data: copies.flatMap((copy) =>
        names
          .filter(({ form }) => form !== 'code')
          .map((name) => ({ ...name, subjectId: copy.id })),
      ),
    })
  })
  plans.clear()
})
afterAll(async () => {
  restore()
  await ear.close()
})

/** Where only this is known of a row, its index finds as many rows as there are. */
const common = ['outcome', 'state', 'kind', 'subjectKind']

/** Steps that read more the more there is: a whole table, or everything in one state. */
function growing({ sql, steps }: Plan): string[] {
  return steps.filter((step) => {
    const columns = [...(/\(([^()]*)\)$/.exec(step)?.[1] ?? '').matchAll(/(\w+)(=|>|<)/g)]
    const known = columns.filter(([, , sign]) => sign === '=').map(([, column]) => column!)
    if (columns.length > 0 && known.every((column) => common.includes(column))) return true
    const scanned = /^SCAN (?:main\.)?(\w+)/.exec(step)?.[1]
    return scanned !== undefined && tablesCalled(sql, scanned).some((name) => !small.includes(name))
  })
}

/** The tables that a name in a plan may stand for: none where a subselect is called so. */
function tablesCalled(sql: string, name: string): string[] {
  if (tables.has(name)) return [name]
  if (new RegExp(String.raw`\)\s*AS\s+[\`"]?${name}\b`).test(sql)) return []
  const aliased = new RegExp(String.raw`[\`"](\w+)[\`"]\s+(?:AS\s+)?[\`"]?${name}\b`, 'g')
  return [...sql.matchAll(aliased)].map((match) => match[1]!).filter((table) => tables.has(table))
}
it('nothing that a rep says goes through what grows', async () => {
  for (const { examples } of intents) {
    for (const text of examples) await ear.answered(text, { who: 'zhangwei' })
  }
  // Likened to what there is, since it is nobody's name.
  await ear.answered('华新检测改成120万', { who: 'zhangwei' })
  await ear.answered('立辰检测推进到商务谈判', { who: 'zhangwei' })
  expect(plans.size).toBeGreaterThan(100)
  const found = [...plans.values()].filter((plan) => growing(plan).length > 0)
  expect(found.map((plan) => ({ ...plan, growing: growing(plan) }))).toEqual([])
})

import { dealAliases, nameBigrams, nameKeys } from '../../src/lib/names.ts'
import type { Prisma } from '../../src/store/generated/sqlite/client.ts'
import { accountAliases, accounts } from './accounts.ts'
import { competitors } from './competitors.ts'
import { deals } from './deals.ts'
import { leadAliases, leads } from './leads.ts'
import { people } from './people.ts'

const accountSpellings = accounts.flatMap(({ id, name }) => [name, ...(accountAliases[id] ?? [])])

const subjects = [
  ...people.map(({ id, name, honorific }) => ({
    kind: 'user',
    id,
    spelling: { name, aliases: honorific ? [honorific] : [] },
  })),
  ...accounts.map(({ id, code, name }) => ({
    kind: 'account',
    id,
    spelling: { code, name, aliases: accountAliases[id] },
  })),
  ...deals.map(({ id, code, name }) => ({
    kind: 'deal',
    id,
    spelling: { code, name, aliases: dealAliases(name, accountSpellings) },
  })),
  ...leads.map(({ id, code, name }) => ({
    kind: 'lead',
    id,
    spelling: { code, name, aliases: leadAliases[id] },
  })),
  ...competitors.map(({ id, name }) => ({ kind: 'competitor', id, spelling: { name } })),
]

export const names = subjects.flatMap(({ kind, id, spelling }) =>
  nameKeys(spelling).map(({ key, form }) => ({ key, kind, subjectId: id, form })),
) satisfies Prisma.NameCreateManyInput[]

export const bigrams = [
  ...accounts.map(({ id, name }) => ({
    kind: 'account',
    subjectId: id,
    all: nameBigrams(name, ...(accountAliases[id] ?? [])),
  })),
  ...deals.map(({ id, name }) => ({ kind: 'deal', subjectId: id, all: nameBigrams(name) })),
].flatMap(({ all, ...of }) =>
  all.map((bigram) => ({ bigram, ...of })),
) satisfies Prisma.NameBigramCreateManyInput[]

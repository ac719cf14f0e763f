import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { amendMigration, migrationDrift, newMigration } from '../../src/cli/migrate-new.ts'

const prisma = fileURLToPath(new URL('../../prisma', import.meta.url))
const schema = readFileSync(join(prisma, 'schema.prisma'), 'utf8')
const withNickname = schema.replace('model User {', 'model User {\n  nickname String?')

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dealgate-migrations-'))
  writeFileSync(join(folder, 'schema.prisma'), schema)
})
afterEach(() => rmSync(folder, { recursive: true }))

const sqlOf = (dialect: string, name: string) =>
  readFileSync(join(folder, 'migrations', dialect, name, 'migration.sql'), 'utf8')
const edit = (text: string) => writeFileSync(join(folder, 'schema.prisma'), text)

test('the schema of the repository has no change that no migration makes', async () => {
  expect(await migrationDrift(prisma)).toBe('')
})

test('a change of the schema is drift until both databases have a migration for it', async () => {
  const init = await newMigration(folder, 'init', new Date('2026-11-18T02:00:00Z'))
  expect(init).toBe('20261118020000_init')
  expect(await migrationDrift(folder)).toBe('')
  edit(`// only a comment\n${schema}`)
  expect(await migrationDrift(folder)).toBe('')

  edit(withNickname)
  expect(await migrationDrift(folder)).toContain('ADD COLUMN')
  const next = await newMigration(folder, 'nickname', new Date('2026-11-19T02:00:00Z'))
  expect(await migrationDrift(folder)).toBe('')
  expect(sqlOf('sqlite', next).trim()).toBe(
    '-- AlterTable\nALTER TABLE "User" ADD COLUMN "nickname" TEXT;',
  )
  expect(sqlOf('postgresql', next)).toMatch(/ALTER TABLE "User" ADD COLUMN +"nickname" TEXT;/)
})

test('amending writes the newest migration again from the one before', async () => {
  const init = await newMigration(folder, 'init', new Date('2026-11-18T02:00:00Z'))
  edit(withNickname)
  expect(await amendMigration(folder)).toBe(init)
  expect(await migrationDrift(folder)).toBe('')
  for (const dialect of ['sqlite', 'postgresql']) {
    expect(sqlOf(dialect, init)).toContain('"nickname" TEXT')
    expect(sqlOf(dialect, init)).not.toContain('CREATE SCHEMA')
  }
})

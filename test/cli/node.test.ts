import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dealgate-node-'))
  writeFileSync(
    join(folder, 'target.ts'),
    `process.on('SIGTERM', () => process.exit(7))
    const said: string[] = process.argv.slice(2)
    console.log(JSON.stringify({ node: process.versions.node, said }))
    if (said.includes('wait')) setInterval(() => {}, 1000)
    if (said.includes('fail')) process.exitCode = 3`,
  )
  writeFileSync(
    join(folder, 'old.cjs'),
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.0' } })`,
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(args: readonly string[], nodeOptions: readonly string[] = []): ChildProcess {
  const guard = join(import.meta.dirname, '../../src/cli/node.cjs')
  return spawn(process.execPath, [...nodeOptions, guard, join(folder, 'target.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

const pretendOld = () => ['--require', join(folder, 'old.cjs')]

describe.each([
  ['a new Node', () => []],
  ['an old Node', pretendOld],
] as const)('started with %s', (_, options) => {
  test('the file runs on a Node that can, with its arguments and its exit code', async () => {
    const child = run(['a b', 'fail'], options())
    const [said, [code]] = await Promise.all([text(child.stdout!), once(child, 'exit')])
    const answer = JSON.parse(said) as { node: string; said: string[] }
    expect(answer.said).toEqual(['a b', 'fail'])
    expect(Number(answer.node.split('.')[0])).toBeGreaterThanOrEqual(22)
    expect(code).toBe(3)
  })

  test('a signal reaches the file', async () => {
    const child = run(['wait'], options())
    await once(child.stdout!, 'data')
    child.kill('SIGTERM')
    expect((await once(child, 'exit'))[0]).toBe(7)
  })
})

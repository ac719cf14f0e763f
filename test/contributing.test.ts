import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'

/** The code of CONTRIBUTING.md, by the path in its first line. */
const examples = [
  ...readFileSync('CONTRIBUTING.md', 'utf8').matchAll(/```ts\n\/\/ (\S+)\n(.*?)```/gs),
].map(([, path, code]) => ({ path: path!, code: code! }))

describe('the examples of CONTRIBUTING.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dealgate-contributing-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('there is one of each kind', () => {
    expect(examples.map(({ path }) => dirname(path)).sort()).toEqual([
      'cards',
      'src/actions',
      'src/intents',
      'src/jobs',
      'src/operations',
    ])
  })

  it('compile against the code as it is', async () => {
    for (const part of ['src', 'cards', 'prisma', 'package.json']) {
      cpSync(part, join(folder, part), { recursive: true })
    }
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
    for (const { path, code } of examples) {
      mkdirSync(join(folder, dirname(path)), { recursive: true })
      writeFileSync(join(folder, path), code)
    }
    const settings = JSON.parse(readFileSync('tsconfig.json', 'utf8'))
    const files = examples.map(({ path }) => path)
    const include = [...files, 'src/**/*.d.ts']
    const tsconfig = { compilerOptions: settings.compilerOptions, include }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
    const tsc = resolve('node_modules/typescript/bin/tsc')
    const found = await promisify(execFile)(process.execPath, [tsc, '-p', folder]).then(
      () => '',
      ({ stdout }) => stdout,
    )
    expect(found).toBe('')
  })
})

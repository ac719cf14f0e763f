/** The source files as modules: what each one imports, read by a parser and resolved on disk. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { parseSync } from 'oxc-parser'

export type Import = {
  /** A file from the top of the repository, or a package's name as written. */
  readonly target: string
  readonly isFile: boolean
  /** Nothing of it is there at run time. */
  readonly typeOnly: boolean
}

export type SourceModule = {
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
}

/** Every source file under these folders, but for generated code. */
export function readSourceModules(folders: readonly string[]): SourceModule[] {
  return globSync(
    folders.map((folder) => `${folder}/**/*.{ts,js,mjs}`),
    { exclude: (path) => path.includes('generated') || path.endsWith('.d.ts') },
  )
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => parseModule(path, readFileSync(path, 'utf8')))
}

/** @throws when the text is no TypeScript, or a computed import hides where it leads. */
export function parseModule(path: string, text: string): SourceModule {
  const { module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`)
  const fromStatic = module.staticImports.map((one) => ({
    specifier: one.moduleRequest.value,
    typeOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType),
  }))
  const fromExports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) =>
      entry.moduleRequest ? [{ specifier: entry.moduleRequest.value, typeOnly: entry.isType }] : [],
    ),
  )
  const fromDynamic = module.dynamicImports.map(({ moduleRequest }) => {
    const written = text.slice(moduleRequest.start, moduleRequest.end)
    const specifier = /^(['"`])([^$]+)\1$/.exec(written)?.[2]
    if (!specifier) throw new Error(`${path}: import(${written}) hides where it leads`)
    return { specifier, typeOnly: false }
  })
  const imports = [...fromStatic, ...fromExports, ...fromDynamic].map(({ specifier, typeOnly }) => {
    const isFile = specifier.startsWith('.')
    const target = isFile ? posix.join(dirname(path), specifier) : specifier
    return { target, isFile, typeOnly }
  })
  return { path, text, imports }
}

/** Relative imports that lead to no file. */
export function danglingImports(modules: readonly SourceModule[]): string[] {
  return modules.flatMap(({ path, imports }) =>
    imports
      .filter(({ isFile, target }) => isFile && !existsSync(target))
      .map(({ target }) => `${path} → ${target}`),
  )
}

/** Circles of imports, type imports included, each once as the files that it runs through. */
export function importCycles(modules: readonly SourceModule[]): string[][] {
  const known = new Map(modules.map((module) => [module.path, module]))
  const cycles = new Map<string, string[]>()
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) {
      const circle = trail.slice(at)
      cycles.set([...circle].sort().join(), [...circle, path])
      return
    }
    if (done.has(path)) return
    for (const { target } of known.get(path)?.imports ?? []) visit(target, [...trail, path])
    done.add(path)
  }
  for (const { path } of modules) visit(path, [])
  return [...cycles.values()]
}

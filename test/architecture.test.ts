import { parseSync, Visitor } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import {
  danglingImports,
  importCycles,
  parseModule,
  readSourceModules,
  type SourceModule,
} from './support/source-modules.ts'

type Layer = {
  readonly name: string
  /** The layer's files: a folder with its slash at the end, or one file. */
  readonly files: readonly string[]
  readonly mayImport: readonly string[]
  readonly because: string
}

const rules = ['lib', 'domain']
const entries = ['app', 'config', 'bot', 'intents', 'actions', 'jobs']
const below = [...rules, 'language', 'cards', 'card-kit', 'port', 'store', 'operations']

/** The first layer that has a file is the file's. What is not allowed here is forbidden. */
const layers: readonly Layer[] = [
  { name: 'lib', files: ['src/lib/'], mayImport: [], because: 'it knows nothing of the product' },
  {
    name: 'domain',
    files: ['src/domain/'],
    mayImport: ['lib'],
    because: 'the rules are pure: no store, no platform, no words',
  },
  {
    name: 'language',
    files: ['src/language/'],
    mayImport: rules,
    because: 'understanding a sentence needs no database; what it must know is handed in',
  },
  {
    name: 'card-kit',
    files: ['cards/kit/'],
    mayImport: ['lib'],
    because: 'the card language is what platforms and cards share',
  },
  {
    name: 'cards',
    files: ['cards/'],
    mayImport: ['card-kit', ...rules],
    because: 'a card is a pure function from a view',
  },
  {
    name: 'store',
    files: ['src/store/'],
    mayImport: ['language', 'port', 'card-kit', ...rules],
    because: 'it keeps and finds, cards and events included; what to say is decided above',
  },
  {
    name: 'operations',
    files: ['src/operations/'],
    mayImport: [...rules, 'language', 'cards', 'card-kit', 'store'],
    because:
      'a use case is the same from chat, card and import: it knows no platform and no engine',
  },
  {
    name: 'port',
    files: ['src/platforms/port.ts'],
    mayImport: ['card-kit', 'lib'],
    because: 'it is the only thing that engine and platforms both know',
  },
  {
    name: 'api-problem',
    files: ['src/platforms/api-problem.ts'],
    mayImport: ['port'],
    because: 'platforms fail alike, and what their codes mean is theirs to say',
  },
  {
    name: 'feishu',
    files: ['src/platforms/feishu/'],
    mayImport: ['port', 'api-problem', 'card-kit', 'lib'],
    because: 'a platform knows no business and no other platform',
  },
  {
    name: 'wecom',
    files: ['src/platforms/wecom/'],
    mayImport: ['port', 'api-problem', 'card-kit', 'lib'],
    because: 'a platform knows no business and no other platform',
  },
  {
    name: 'bot',
    files: ['src/bot/'],
    mayImport: below,
    because: 'the engine knows platforms by their port only, and intents by their definition only',
  },
  {
    name: 'intents',
    files: ['src/intents/'],
    mayImport: [...below, 'bot'],
    because: 'what can be said does not depend on what can be tapped or happens by itself',
  },
  {
    name: 'actions',
    files: ['src/actions/'],
    mayImport: [...below, 'bot'],
    because: 'what can be tapped does not depend on what can be said or happens by itself',
  },
  {
    name: 'jobs',
    files: ['src/jobs/'],
    mayImport: [...below, 'bot'],
    because: 'what happens by itself does not depend on what can be said or tapped',
  },
  {
    name: 'config',
    files: ['src/config.ts', 'src/config/'],
    mayImport: ['lib'],
    because: 'the environment is read once, before anything runs',
  },
  {
    name: 'playground',
    files: ['src/playground/'],
    mayImport: ['feishu', 'wecom', 'lib'],
    because: 'the simulated platforms must not see inside the bot: they talk to it over HTTP',
  },
  {
    name: 'demo-data',
    files: ['prisma/demo/'],
    mayImport: [...rules, 'store'],
    because: 'it is data in the shape of the tables',
  },
  {
    name: 'app',
    files: ['src/app.ts', 'src/run-bot.ts'],
    mayImport: [...below, 'bot', 'intents', 'actions', 'jobs', 'config', 'feishu', 'wecom'],
    because: 'the routes, and what ties the engine to the platforms that are configured',
  },
  {
    name: 'main',
    files: ['src/main.ts', 'src/worker.ts', 'src/http-server.ts'],
    mayImport: [...below, ...entries, 'feishu', 'wecom'],
    because: 'an entry starts the app on a runtime',
  },
  {
    name: 'cli',
    files: ['src/cli/'],
    mayImport: [...below, ...entries, 'feishu', 'wecom', 'main', 'playground', 'demo-data'],
    because: 'commands stand beside the app; nothing imports them',
  },
]

function layerOf(path: string): Layer | undefined {
  return layers.find(({ files }) =>
    files.some((prefix) => (prefix.endsWith('/') ? path.startsWith(prefix) : path === prefix)),
  )
}

function forbiddenImports(modules: readonly SourceModule[]): string[] {
  return modules.flatMap(({ path, imports }) => {
    const from = layerOf(path)
    if (!from) return [`${path} is in no layer`]
    return imports
      .filter(({ isFile }) => isFile)
      .flatMap(({ target, typeOnly }) => {
        const to = layerOf(target)
        if (!to) return [`${path} → ${target}, which is in no layer`]
        if (to === from) return []
        if (!from.mayImport.includes(to.name)) return [`${path} → ${target}: ${from.because}`]
        if (from.name === 'playground' && to.name !== 'lib' && !typeOnly)
          return [`${path} → ${target}: the playground sees types of a platform only`]
        return []
      })
  })
}

/** Calls that bring in time or chance: `Date.now`, `new Date()`, `Math.random`, `randomUUID` … */
function impureCalls({ path, text }: SourceModule): string[] {
  const found: string[] = []
  const note = (what: string) => found.push(`${path}: ${what}`)
  new Visitor({
    NewExpression: ({ callee, arguments: given }) => {
      if (callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0)
        note('new Date()')
    },
    CallExpression: ({ callee }) => {
      if (callee.type === 'Identifier' && callee.name === 'Date') note('Date()')
    },
    MemberExpression: ({ object, property }) => {
      if (object.type !== 'Identifier' || property.type !== 'Identifier') return
      const name = `${object.name}.${property.name}`
      if (['Date.now', 'Math.random', 'performance.now'].includes(name)) note(name)
    },
    Identifier: ({ name }) => {
      if (['randomUUID', 'randomBytes', 'getRandomValues'].includes(name)) note(name)
    },
  }).visit(parseSync(path, text).program)
  return found
}

function unsafeSql({ path, text }: SourceModule): string[] {
  const found: string[] = []
  new Visitor({
    MemberExpression: ({ property }) => {
      if (property.type === 'Identifier' && /^\$(query|execute)RawUnsafe$/.test(property.name))
        found.push(`${path}: ${property.name}`)
      if (property.type === 'Literal' && /RawUnsafe$/.test(String(property.value)))
        found.push(`${path}: ${property.value}`)
    },
  }).visit(parseSync(path, text).program)
  return found
}

const modules = readSourceModules(['src', 'cards', 'prisma/demo'])
const inLayers = (...names: string[]) =>
  modules.filter(({ path }) => names.includes(layerOf(path)?.name ?? ''))
const pureLayers = ['domain', 'language', 'card-kit', 'cards', 'operations']

describe('what the checks have seen', () => {
  it.each(layers.filter(({ name }) => name !== 'wecom'))('files of $name', ({ name }) => {
    expect(inLayers(name)).not.toEqual([])
  })

  it('an import wherever the text has one', () => {
    const byText = modules.filter(({ text }) => /^(import|export)\b[^;]*?from '/m.test(text))
    expect(byText.length).toBeGreaterThan(50)
    expect(byText.filter(({ imports }) => imports.length === 0)).toEqual([])
  })

  it('the imports of a known file', () => {
    const port = modules.find(({ path }) => path === 'src/platforms/port.ts')
    expect(port?.imports).toEqual([{ target: 'cards/kit/card.ts', isFile: true, typeOnly: true }])
  })

  it('a file behind every relative import', () => {
    expect(danglingImports(modules)).toEqual([])
  })
})

describe('the import rule', () => {
  it('holds', () => {
    expect(forbiddenImports(modules)).toEqual([])
  })

  it.each([
    ['src/domain/x.ts', "import { openStore } from '../store/open.ts'"],
    ['src/lib/x.ts', "export * from '../domain/role.ts'"],
    ['src/operations/x.ts', "const { send } = await import('../platforms/feishu/send.ts')"],
    ['src/platforms/feishu/x.ts', "import type { Store } from '../../store/store.ts'"],
    ['src/intents/x.ts', "export { tap } from '../actions/tap.ts'"],
    ['src/playground/x.ts', "import { sign } from '../platforms/feishu/signature.ts'"],
    ['src/playground/x.ts', "import type { Store } from '../store/store.ts'"],
    ['src/bot/x.ts', "import type { send } from '../platforms/feishu/send.ts'"],
    ['src/app.ts', "import './cli/seed-demo.ts'"],
    ['src/elsewhere/x.ts', ''],
  ])('is broken by %s with %s', (path, text) => {
    expect(forbiddenImports([parseModule(path, text)])).toHaveLength(1)
  })

  it('allows no circle', () => {
    expect(importCycles(modules)).toEqual([])
  })

  it('finds a circle', () => {
    const circle = importCycles([
      parseModule('src/lib/a.ts', "import './b.ts'"),
      parseModule('src/lib/b.ts', "import type { c } from './c.ts'"),
      parseModule('src/lib/c.ts', "export * from './a.ts'"),
    ])
    expect(circle).toEqual([['src/lib/a.ts', 'src/lib/b.ts', 'src/lib/c.ts', 'src/lib/a.ts']])
  })
})

describe('time, ids and chance come in as parameters', () => {
  it('in the pure layers', () => {
    expect(inLayers(...pureLayers).flatMap(impureCalls)).toEqual([])
  })

  it.each([
    'const at = Date.now()',
    'const at = new Date()',
    'const at = Date()',
    'const dice = Math.random()',
    "import { randomUUID } from 'node:crypto'",
    'const id = crypto.randomUUID()',
    'const at = performance.now()',
  ])('%s is found', (text) => {
    expect(impureCalls(parseModule('src/domain/x.ts', text))).not.toEqual([])
  })

  it('a date from a given instant is none of it', () => {
    const text = 'const at = new Date(now); const day = Date.UTC(2026, 10, 18); // Date.now()'
    expect(impureCalls(parseModule('src/domain/x.ts', text))).toEqual([])
  })
})

describe('SQL text is never put together by hand', () => {
  it('but for the migrations', () => {
    expect(
      modules.flatMap(unsafeSql).filter((one) => !one.startsWith('src/store/migrate.ts')),
    ).toEqual([])
  })

  it.each([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code that must be found
    'await db.$queryRawUnsafe(`SELECT ${name}`)',
    "await tx['$executeRawUnsafe'](sql)",
  ])('%s is found', (text) => {
    expect(unsafeSql(parseModule('src/store/x.ts', text))).toHaveLength(1)
  })
})

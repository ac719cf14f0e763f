/**
 * The playground: the page, its API and its event stream, in front of a simulated Feishu. It binds
 * nothing; the demo command mounts it at `/` of a server that listens on loopback.
 */
import { type Context, Hono } from 'hono'
import type * as z from 'zod'
import { clockTarget } from './server/clock-step.ts'
import { hasComponent } from './server/component.ts'
import { contentSecurityPolicy, pageFile, vendorFile } from './server/files.ts'
import { type Journal, recordCalls } from './server/journal.ts'
import { loopbackOnly, sameOriginOnly } from './server/loopback.ts'
import { clockInput, faultsInput, fileInput, sayInput, tapInput } from './server/requests.ts'
import { chatsSeenBy, switchesOf } from './server/snapshot.ts'
import { streamChanges } from './server/stream.ts'
import type { PlaygroundOptions } from './server/types.ts'

export type {
  ExampleGroup,
  PlaygroundGroup,
  PlaygroundOptions,
  PlaygroundPerson,
  Story,
} from './server/types.ts'

/**
 * Mount at `/` with `app.route('/', …)`. Requests whose Host is not loopback are refused, whatever
 * the server listens on. An open page holds a stream: close its connections when stopping.
 */
export function createPlayground(options: PlaygroundOptions): Hono {
  const startMs = options.clock.business()
  const journal = recordCalls(options.feishu)
  const app = new Hono()
  for (const path of ['/', '/playground/*']) app.use(path, loopbackOnly, sameOriginOnly)
  servePage(app)
  serveConversation(app, options)
  serveStage(app, { options, journal, startMs })
  app.get('/playground/api/stream', (c) => streamChanges(c, options, journal))
  return app
}

function servePage(app: Hono): void {
  app.get('/', async (c) => {
    const page = await pageFile('index.html')
    if (!page) return c.notFound()
    c.header('content-security-policy', contentSecurityPolicy(page.body))
    c.header('referrer-policy', 'no-referrer')
    c.header('x-content-type-options', 'nosniff')
    return c.body(page.body, 200, { 'content-type': page.type, 'cache-control': 'no-cache' })
  })
  app.get('/playground/vendor/:name', async (c) => answerFile(c, vendorFile(c.req.param('name'))))
  app.get('/playground/page/*', async (c) =>
    answerFile(c, pageFile(c.req.path.slice('/playground/page/'.length))),
  )
}

async function answerFile(c: Context, found: ReturnType<typeof pageFile>): Promise<Response> {
  const file = await found
  if (!file) return c.notFound()
  return c.body(file.body, 200, {
    'content-type': file.type,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  })
}

/** What a person does in the client: says something, taps a card. */
function serveConversation(app: Hono, options: PlaygroundOptions): void {
  app.post('/playground/api/say', async (c) => {
    const input = await readBody(c, sayInput)
    if (!input || !mayUse(options, input.from, input.chat)) return refuse(c)
    const mentions = options.people
      .filter((person) => input.text.includes(`@${person.name}`))
      .map((person) => ({ openId: person.id, name: person.name }))
    return c.json(await options.feishu.say({ ...input, mentions }))
  })
  app.post('/playground/api/file', async (c) => {
    const input = fileInput.safeParse(c.req.query()).data
    if (!input || !mayUse(options, input.from, input.chat)) return refuse(c)
    const { name: text, ...where } = input
    const as = /\.(?:png|jpe?g|gif|webp|bmp)$/iu.test(text) ? 'image' : 'file'
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    return c.json(await options.feishu.say({ ...where, text, as, bytes }))
  })
  app.post('/playground/api/tap', async (c) => {
    const input = await readBody(c, tapInput)
    const message = input && options.feishu.message(input.messageId)
    if (!input || !message || !mayUse(options, input.by, message.chatId)) return refuse(c)
    const { path, ...rest } = input
    if (!hasComponent(message.card, path)) return c.json({ problem: 'card-changed' }, 409)
    return c.json(await options.feishu.tap({ ...rest, button: { path } }))
  })
}

/** What stands around the conversation: the clock, the faults, the way back to the start. */
function serveStage(
  app: Hono,
  stage: { options: PlaygroundOptions; journal: Journal; startMs: number },
): void {
  const { options, journal, startMs } = stage
  app.post('/playground/api/clock', async (c) => {
    const input = await readBody(c, clockInput)
    if (!input) return refuse(c)
    options.clock.moveTo(clockTarget(options.clock.business(), input.step))
    journal.announce('clock')
    await options.onClockMoved?.()
    return c.json({ businessMs: options.clock.business() })
  })
  app.post('/playground/api/faults', async (c) => {
    const input = await readBody(c, faultsInput)
    if (!input) return refuse(c)
    Object.assign(options.feishu.faults, input)
    journal.announce('faults')
    return c.json(switchesOf(options.feishu.faults))
  })
  app.post('/playground/api/reset', async (c) => {
    options.clock.moveTo(startMs)
    await options.reset()
    options.feishu.reset()
    return c.json({ businessMs: options.clock.business() })
  })
}

async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T | undefined> {
  const body: unknown = await c.req.json().catch(() => undefined)
  const checked = schema.safeParse(body)
  return checked.success ? checked.data : undefined
}

function mayUse(options: PlaygroundOptions, personId: string, chatId: string): boolean {
  return chatsSeenBy(options, personId).some((chat) => chat.id === chatId)
}

const refuse = (c: Context) => c.json({ problem: 'bad-request' }, 400)

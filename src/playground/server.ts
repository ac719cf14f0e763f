/**
 * The playground: the page, its API and its event stream, in front of the simulated platforms. It binds
 * nothing; the demo command mounts it at `/` of a server that listens on loopback.
 */
import { type Context, Hono } from 'hono'
import type * as z from 'zod'
import { clockTarget } from './server/clock-step.ts'
import { contentSecurityPolicy, pageFile, vendorFile } from './server/files.ts'
import { loopbackOnly, sameOriginOnly } from './server/loopback.ts'
import { clockInput, faultsInput, fileInput, sayInput, tapInput } from './server/requests.ts'
import { createSides, type Shown, type Sides } from './server/sides.ts'
import { switchesOf } from './server/snapshot.ts'
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
  const sides = createSides(options)
  const app = new Hono()
  for (const path of ['/', '/playground/*']) app.use(path, loopbackOnly, sameOriginOnly)
  servePage(app)
  serveConversation(app, options, sides)
  serveStage(app, { options, sides, startMs })
  app.get('/playground/api/stream', (c) => {
    const shown = shownIn(c, sides)
    return shown ? streamChanges(c, options, shown) : refuse(c)
  })
  return app
}

const shownIn = (c: Context, sides: Sides): Shown | undefined => sides.of(c.req.query('platform'))

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
function serveConversation(app: Hono, options: PlaygroundOptions, sides: Sides): void {
  const mayUse = ({ side }: Shown, personId: string, chatId: string | undefined): boolean =>
    options.people.some(({ id }) => id === personId) &&
    side.chatsSeenBy(personId).some((chat) => chat.id === chatId)
  app.post('/playground/api/say', async (c) => {
    const shown = shownIn(c, sides)
    const input = await readBody(c, sayInput)
    if (!input || !shown || !mayUse(shown, input.from, input.chat)) return refuse(c)
    return c.json(await shown.side.say(input))
  })
  app.post('/playground/api/file', async (c) => {
    const { platform, ...query } = c.req.query()
    const shown = sides.of(platform)
    const input = fileInput.safeParse(query).data
    if (!input || !shown?.side.sendFile || !mayUse(shown, input.from, input.chat)) return refuse(c)
    const { name, ...where } = input
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    return c.json(await shown.side.sendFile(where, { name, bytes }))
  })
  app.post('/playground/api/tap', async (c) => {
    const shown = shownIn(c, sides)
    const input = await readBody(c, tapInput)
    if (!input || !shown || !mayUse(shown, input.by, shown.side.chatOf(input.messageId))) {
      return refuse(c)
    }
    const tapped = shown.side.tap(input)
    return tapped ? c.json(await tapped) : c.json({ problem: 'card-changed' }, 409)
  })
}

/** What stands around the conversation: the clock, the faults, the way back to the start. */
function serveStage(
  app: Hono,
  stage: { options: PlaygroundOptions; sides: Sides; startMs: number },
): void {
  const { options, sides, startMs } = stage
  app.post('/playground/api/clock', async (c) => {
    const input = await readBody(c, clockInput)
    if (!input) return refuse(c)
    options.clock.moveTo(clockTarget(options.clock.business(), input.step))
    for (const { journal } of sides.all) journal.announce('clock')
    await options.onClockMoved?.()
    return c.json({ businessMs: options.clock.business() })
  })
  app.post('/playground/api/faults', async (c) => {
    const shown = shownIn(c, sides)
    const input = await readBody(c, faultsInput)
    if (!input || !shown) return refuse(c)
    Object.assign(shown.side.faults, input)
    shown.journal.announce('faults')
    return c.json(switchesOf(shown.side))
  })
  app.post('/playground/api/reset', async (c) => {
    options.clock.moveTo(startMs)
    await options.reset()
    for (const { side } of sides.all) side.reset()
    return c.json({ businessMs: options.clock.business() })
  })
}

async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T | undefined> {
  const body: unknown = await c.req.json().catch(() => undefined)
  const checked = schema.safeParse(body)
  return checked.success ? checked.data : undefined
}

const refuse = (c: Context) => c.json({ problem: 'bad-request' }, 400)

/** The HTTP side of the open platform: token, limits and faults in front of every API. */
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { JsonObject } from '../../json.ts'
import { objectAt } from '../card/tree.ts'
import type { ApiCall } from '../types.ts'
import { tell, type World } from '../world.ts'
import { type ApiAnswer, type ApiHandler, type ApiRequest, failure } from './answer.ts'
import { readMultipart } from './multipart.ts'
import type { Rates } from './rates.ts'
import type { Tokens } from './tokens.ts'

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As Hono writes it. */
  readonly path: string
  /** The app needs one of these; empty for none. */
  readonly scopes: readonly string[]
  /** Called without a token. */
  readonly open?: true
  readonly handle: ApiHandler
}

type Env = { Bindings: HttpBindings }

export function createApiApp(
  world: World,
  gate: { readonly tokens: Tokens; readonly rates: Rates; readonly routes: readonly Route[] },
  keep: (call: ApiCall) => void,
): Hono<Env> {
  const app = new Hono<Env>()
  for (const route of gate.routes) {
    app.on(route.method, route.path, async (c) => {
      const atMs = world.clock.real()
      const path = new URL(c.req.url).pathname
      const request = await readRequest(c)
      const hit = faultsFor(world, { method: route.method, path })
      if (hit && world.faults.slowAnswerMs > 0) await waited(world, world.faults.slowAnswerMs)
      const answer = answerTo(world, { gate, route, hit }, request, c.req.header('authorization'))
      const dropped = hit && !isFailure(answer) && takeOne(world, 'dropAnswer')
      const call = callOf(world, { atMs, path, route, request, answer, dropped })
      keep(call)
      tell(world, { kind: 'call', call })
      if (dropped) {
        c.env.outgoing.destroy()
        return c.body(null, 499 as never)
      }
      return respond(answer)
    })
  }
  app.notFound((c) => c.json({ code: 404, msg: '404 page not found' }, 404))
  app.onError((error, c) => {
    console.error(error)
    return c.json({ code: 2200, msg: 'internal error' }, 500)
  })
  return app
}

function answerTo(
  world: World,
  at: {
    readonly gate: { readonly tokens: Tokens; readonly rates: Rates }
    readonly route: Route
    readonly hit: boolean
  },
  request: ApiRequest,
  authorization: string | undefined,
): ApiAnswer {
  const { route, hit } = at
  if (hit && takeOne(world, 'fail5xx')) {
    return failure(world, { code: 2200, msg: 'internal error', status: 503 }, { fault: 'fail5xx' })
  }
  if (hit && takeOne(world, 'rateLimit')) {
    const excess = { limit: 50, resetSeconds: world.faults.rateLimitResetSeconds }
    return limited(world, excess, 'rateLimit')
  }
  if (!route.open) {
    const refused = at.gate.tokens.refusal(authorization)
    if (refused) {
      const status = refused === 99991663 ? world.faults.tokenProblemStatus : 400
      return failure(world, { code: refused, status })
    }
    if (route.scopes.length > 0 && !route.scopes.some((scope) => world.scopes.has(scope))) {
      const violations = route.scopes.map((scope) => ({
        type: 'action_scope_required',
        subject: scope,
      }))
      return failure(world, { code: 99991672 }, { error: { permission_violations: violations } })
    }
    const excess = at.gate.rates.api(`${route.method} ${route.path}`)
    if (excess) return limited(world, excess)
  }
  return route.handle(request)
}

function limited(
  world: World,
  excess: { readonly limit: number; readonly resetSeconds: number },
  fault?: string,
): ApiAnswer {
  return failure(
    world,
    { code: 99991400, status: 429 },
    {
      fault,
      headers: {
        'x-ogw-ratelimit-limit': String(excess.limit),
        'x-ogw-ratelimit-reset': String(excess.resetSeconds),
      },
    },
  )
}

/** The token's own API is spared unless asked for. */
function faultsFor(
  world: World,
  call: { readonly method: string; readonly path: string },
): boolean {
  const { appliesTo } = world.faults
  return appliesTo ? appliesTo(call) : !call.path.startsWith('/open-apis/auth/')
}

function takeOne(world: World, fault: 'fail5xx' | 'rateLimit' | 'dropAnswer'): boolean {
  if (world.faults[fault] <= 0) return false
  world.faults[fault] -= 1
  return true
}

function waited(world: World, ms: number): Promise<void> {
  return new Promise((resolve) => world.timer.after(ms, resolve))
}

async function readRequest(c: Context): Promise<ApiRequest> {
  const query = new URL(c.req.url).searchParams
  const params = c.req.param() as Record<string, string>
  const contentType = c.req.header('content-type') ?? ''
  if (contentType.startsWith('multipart/form-data')) {
    const body = Buffer.from(await c.req.arrayBuffer())
    return { params, query, json: {}, size: body.length, parts: readMultipart(contentType, body) }
  }
  const text = await c.req.text()
  return { params, query, json: parsed(text), size: Buffer.byteLength(text) }
}

/** What is no JSON object has no fields, and then every API misses some. */
function parsed(text: string): JsonObject {
  try {
    return objectAt(JSON.parse(text)) ?? {}
  } catch {
    return {}
  }
}

function respond(answer: ApiAnswer): Response {
  const bytes = answer.body instanceof Uint8Array
  return new Response(bytes ? new Uint8Array(answer.body) : JSON.stringify(answer.body), {
    status: answer.status,
    headers: {
      'content-type': bytes ? 'application/octet-stream' : 'application/json; charset=utf-8',
      ...answer.headers,
    },
  })
}

function isFailure(answer: ApiAnswer): boolean {
  return !(answer.body instanceof Uint8Array) && answer.body.code !== 0
}

function callOf(
  world: World,
  seen: {
    readonly atMs: number
    readonly path: string
    readonly route: Route
    readonly request: ApiRequest
    readonly answer: ApiAnswer
    readonly dropped: boolean
  },
): ApiCall {
  const { request, answer } = seen
  const body = answer.body instanceof Uint8Array ? undefined : answer.body
  const secrets = ['app_secret', 'AppSecret'].filter((key) => key in request.json)
  const masked = Object.fromEntries(secrets.map((key) => [key, '***']))
  return {
    atMs: seen.atMs,
    method: seen.route.method,
    path: seen.path,
    query: Object.fromEntries(request.query),
    request: { ...request.json, ...masked },
    status: answer.status,
    code: Number(body?.code ?? 0),
    msg: String(body?.msg ?? 'success'),
    response: body?.tenant_access_token ? { ...body, tenant_access_token: 't-***' } : body,
    cardBytes: answer.cardBytes,
    warnings: answer.warnings ?? [],
    durationMs: world.clock.real() - seen.atMs,
    fault: seen.dropped ? 'dropAnswer' : answer.fault,
  }
}

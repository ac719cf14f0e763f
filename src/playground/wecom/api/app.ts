/** The HTTP side of qyapi: token, limits and faults in front of every API; errors are HTTP 200. */
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { JsonObject } from '../../json.ts'
import { objectAt } from '../card/tree.ts'
import type { Rates } from '../rates.ts'
import type { ApiCall } from '../types.ts'
import { tell, type World } from '../world.ts'
import { type ApiAnswer, type ApiRequest, failure, type Route } from './answer.ts'
import type { Tokens } from './tokens.ts'

type Env = { Bindings: HttpBindings }

type Gate = { readonly tokens: Tokens; readonly rates: Rates; readonly routes: readonly Route[] }

export function createApiApp(world: World, gate: Gate, keep: (call: ApiCall) => void): Hono<Env> {
  const app = new Hono<Env>()
  for (const route of gate.routes) {
    app.on(route.method, route.path, async (c) => {
      const atMs = world.clock.real()
      const request = await readRequest(c)
      const hit = isHit(world, route)
      if (hit && world.faults.slowAnswerMs > 0) await waited(world, world.faults.slowAnswerMs)
      const answer = answerTo(world, gate, route, request)
      const dropped = hit && answer.body.errcode === 0 && takeOne(world, 'dropAnswer')
      const call = callOf(world, { atMs, route, request, answer, dropped })
      keep(call)
      tell(world, { kind: 'call', call })
      if (dropped) {
        c.env.outgoing.destroy()
        return c.body(null, 499 as never)
      }
      if (answer.status !== 200) return c.html('<html>Bad Gateway</html>', answer.status as 502)
      return c.json(answer.body)
    })
  }
  app.notFound((c) => c.text('', 404))
  app.onError((error, c) => {
    console.error(error)
    return c.text('', 500)
  })
  return app
}

function answerTo(world: World, gate: Gate, route: Route, request: ApiRequest): ApiAnswer {
  if (isHit(world, route)) {
    if (takeOne(world, 'fail5xx')) return { status: 502, body: {}, fault: 'fail5xx' }
    if (takeOne(world, 'busy')) return failure(world, -1, undefined, { fault: 'busy' })
    if (takeOne(world, 'rateLimit')) {
      return failure(world, 45009, undefined, { fault: 'rateLimit' })
    }
  }
  if (!route.open) {
    const refused = gate.tokens.refusal(request.query.get('access_token'))
    if (refused) return failure(world, refused)
    if (world.faults.untrustedIp) return failure(world, 60020, undefined, { fault: 'untrustedIp' })
  }
  if (!gate.rates.api(route.path)) return failure(world, 45009)
  return route.handle(request)
}

/** The token's own API is spared unless asked for. */
function isHit(world: World, { method, path }: Route): boolean {
  const { appliesTo } = world.faults
  return appliesTo ? appliesTo({ method, path }) : path !== '/cgi-bin/gettoken'
}

function takeOne(world: World, fault: 'busy' | 'rateLimit' | 'fail5xx' | 'dropAnswer'): boolean {
  if (world.faults[fault] <= 0) return false
  world.faults[fault] -= 1
  return true
}

function waited(world: World, ms: number): Promise<void> {
  return new Promise((resolve) => world.timer.after(ms, resolve))
}

async function readRequest(c: Context): Promise<ApiRequest> {
  const query = new URL(c.req.url).searchParams
  const text = await c.req.text()
  try {
    return { query, json: objectAt(JSON.parse(text)) }
  } catch {
    return { query, json: undefined }
  }
}

function callOf(
  world: World,
  seen: {
    readonly atMs: number
    readonly route: Route
    readonly request: ApiRequest
    readonly answer: ApiAnswer
    readonly dropped: boolean
  },
): ApiCall {
  const { request, answer } = seen
  return {
    atMs: seen.atMs,
    method: seen.route.method,
    path: seen.route.path,
    query: masked(Object.fromEntries(request.query)) as Record<string, string>,
    request: request.json,
    status: answer.status,
    errcode: Number(answer.body.errcode ?? 0),
    errmsg: String(answer.body.errmsg ?? ''),
    response: masked(answer.body),
    cardBytes: answer.cardBytes,
    warnings: answer.warnings ?? [],
    durationMs: world.clock.real() - seen.atMs,
    fault: seen.dropped ? 'dropAnswer' : answer.fault,
  }
}

function masked(fields: JsonObject): JsonObject {
  const secrets = ['access_token', 'corpsecret'].filter((key) => key in fields)
  return { ...fields, ...Object.fromEntries(secrets.map((key) => [key, '***'])) }
}

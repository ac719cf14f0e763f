/** The HTTP routes, nothing else. */
import { type Context, Hono } from 'hono'
import type { Engine } from './bot/engine.ts'
import { collectMetrics } from './bot/metrics.ts'
import type { Log } from './lib/logger.ts'
import { exposition, metricsType } from './lib/prometheus.ts'
import { createRareWarning } from './lib/rare-warning.ts'
import type { HttpAnswer, Inbound, Platform } from './platforms/port.ts'
import { parkRejected } from './store/inbox.ts'
import { createReadiness } from './store/readiness.ts'
import { type Store, StoreBusy } from './store/store.ts'

export type AppDeps = {
  readonly engine: Engine
  readonly store: Store
  readonly platforms: ReadonlyMap<string, Platform>
  readonly log: Log
  readonly realMs: () => number
  readonly ids: { readonly next: () => string }
  /** Whether the process stood still lately. */
  readonly shaken?: () => boolean
  /** What is out of reach of this instance although it should not be. */
  readonly troubles?: () => readonly string[]
  /** How far a platform's clock is ahead of ours, ms, as far as known. */
  readonly clockSkewMs?: () => number | undefined
}

/** Where fresh requests begin to look stale: taps may be five minutes off. */
const worstSkewMs = 4 * 60_000

/** Larger than any event; counted while it streams in, whatever Content-Length says. */
const maxBodyBytes = 256 * 1024

/** Builds the routes. A platform that is off has none. */
export function createApp(deps: AppDeps): Hono {
  const app = new Hono()
  app.get('/healthz', (c) => c.json({ ok: true }))
  const canWrite = createReadiness(deps.store, deps.realMs)
  app.get('/readyz', async (c) => {
    const skewMs = Math.abs(deps.clockSkewMs?.() ?? 0)
    const ok = skewMs < worstSkewMs && !deps.shaken?.() && (await canWrite())
    // What comes in is still stored and done, so traffic should still come here.
    const degraded = [
      ...[...deps.engine.troubles].map(([platform, what]) => `${platform}: ${what}`),
      ...(deps.troubles?.() ?? []),
    ]
    return c.json(degraded.length > 0 ? { ok, degraded } : { ok }, ok ? 200 : 503)
  })
  const counts = new Map<string, number>()
  const warned = createRareWarning(deps.log, 'requests to the webhook were refused', deps.realMs)
  const refused = (reason: string) => {
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
    warned(reason)
  }
  const feishu = deps.platforms.get('feishu')
  if (feishu) app.post('/webhooks/feishu', (c) => receive({ ...deps, refused }, feishu, c))
  const wecom = deps.platforms.get('wecom')
  if (wecom) {
    // Saving the address in the console asks with GET.
    app.on(['GET', 'POST'], '/webhooks/wecom', (c) => receive({ ...deps, refused }, wecom, c))
  }
  app.get('/metrics', async (c) => {
    const metrics = await collectMetrics({ ...deps, refused: counts })
    return c.body(exposition(metrics), 200, { 'content-type': metricsType })
  })
  app.onError((error, c) => {
    deps.log.error({ err: error }, 'a request failed')
    return c.body(null, 500)
  })
  return app
}

async function receive(
  deps: AppDeps & { readonly refused: (reason: string) => void },
  platform: Platform,
  c: Context,
): Promise<Response> {
  if (c.req.header('content-encoding')) return c.body(null, 415)
  // Whoever goes away or is cut off before the end has sent nothing.
  const body = await readBody(c.req.raw).catch(() => 'cut' as const)
  if (body === 'cut') return c.body(null, 400)
  if (body === 'too-large') return c.body(null, 413)
  const received = platform.receive({
    method: c.req.method,
    query: (name) => c.req.query(name),
    header: (name) => c.req.header(name),
    body,
    nowMs: deps.realMs(),
  })
  switch (received.kind) {
    case 'refused':
      deps.refused(received.reason)
      return c.body(null, received.status)
    case 'challenge':
      return answered(c, received.answer)
    case 'malformed':
      return committed(platform, c, () => park(deps, platform, received))
    case 'inbound':
      return accept(deps, platform, c, received.inbound)
  }
}

async function accept(
  deps: AppDeps,
  platform: Platform,
  c: Context,
  inbound: Inbound,
): Promise<Response> {
  if (inbound.kind !== 'tap') return committed(platform, c, () => deps.engine.accept(inbound))
  const { answerTap } = platform
  if (answerTap) return c.json(answerTap(await deps.engine.tap(inbound)))
  return committed(platform, c, () => deps.engine.tap(inbound))
}

function answered(c: Context, { body, contentType }: HttpAnswer): Response {
  return c.body(body, 200, { 'content-type': contentType })
}

/** Authentic, so that it would come again and again: kept for people to look at, and answered. */
async function park(
  deps: AppDeps,
  platform: Platform,
  { reason, body }: { readonly reason: string; readonly body: string },
): Promise<void> {
  const id = deps.ids.next()
  await parkRejected(deps.store, {
    id,
    platform: platform.id,
    reason,
    body,
    receivedMs: deps.realMs(),
  })
  deps.log.warn({ platform: platform.id, id, reason }, 'a request was kept aside: it is unreadable')
}

/** 200 only after the commit; when nothing could be stored the platform is told to come again. */
async function committed(
  platform: Platform,
  c: Context,
  store: () => Promise<unknown>,
): Promise<Response> {
  try {
    await store()
    return answered(c, platform.accepted)
  } catch (error) {
    if (error instanceof StoreBusy) return c.body(null, 503, { 'retry-after': '5' })
    throw error
  }
}

async function readBody(request: Request): Promise<Uint8Array | 'too-large'> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > maxBodyBytes) return 'too-large'
  // With the length announced the server cuts the body there, so it cannot grow beyond it.
  if (announced > 0) return new Uint8Array(await request.arrayBuffer())
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBodyBytes) return 'too-large'
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

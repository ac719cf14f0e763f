import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'

export type Listening = {
  readonly server: Server
  /** The one that was asked for, or the one that the system chose for port 0. */
  readonly port: number
}

/** How long a request may take to come in, ms. */
export type SlowLimits = {
  readonly headersMs: number
  readonly requestMs: number
  readonly checkMs: number
}

const usual: SlowLimits = { headersMs: 10_000, requestMs: 15_000, checkMs: 1_000 }
/** Far more than a platform opens. */
const usualConnections = 4_096

/**
 * Listens. Whoever opens a connection and says nothing, or sends a body drop by drop, is cut off:
 * 10 s for the headers, 15 s for the whole request. Answers may take as long as they like. Beyond so
 * many connections a new one is closed at once.
 *
 * @throws what `listen` throws: EADDRINUSE, EACCES …
 */
export function listen(
  fetch: Hono['fetch'],
  at: {
    readonly port: number
    readonly host: string
    readonly slow?: SlowLimits
    readonly connections?: number
  },
): Promise<Listening> {
  const { headersMs, requestMs, checkMs } = at.slow ?? usual
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch,
        port: at.port,
        hostname: at.host,
        serverOptions: {
          headersTimeout: headersMs,
          requestTimeout: requestMs,
          connectionsCheckingInterval: checkMs,
        },
      },
      (address) => resolve({ server, port: address.port }),
    ) as Server
    server.maxConnections = at.connections ?? usualConnections
    server.once('error', reject)
  })
}

/** Why the bot cannot listen, as a person would say it; undefined for any other error. */
export function listenProblem(error: unknown, port: number): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `port ${port} is in use: choose another, e.g. PORT=${port + 1}`
  if (code === 'EACCES') return `port ${port} may not be used by this user: choose one above 1024`
  return undefined
}

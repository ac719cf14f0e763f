import { createMiddleware } from 'hono/factory'

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** A page elsewhere can point its own name at 127.0.0.1 (DNS rebinding); its Host gives it away. */
export const loopbackOnly = createMiddleware(async (c, next) => {
  const host = c.req.header('host') ?? new URL(c.req.url).host
  const name = host.replace(/:\d+$/, '').toLowerCase()
  if (!LOOPBACK.has(name)) return c.text('The playground answers on loopback only.', 403)
  await next()
})

/**
 * Other sites may not act or listen here. A browser marks what it sends (`Origin`,
 * `Sec-Fetch-Site`); a request with neither mark comes from a script on this machine.
 */
export const sameOriginOnly = createMiddleware(async (c, next) => {
  const site = c.req.header('sec-fetch-site')
  const opensPage = c.req.path === '/' && c.req.header('sec-fetch-mode') === 'navigate'
  if (site && site !== 'same-origin' && site !== 'none' && !opensPage) return c.text('', 403)
  const origin = c.req.header('origin')
  if (c.req.method !== 'GET' && origin !== undefined) {
    const host = c.req.header('host') ?? new URL(c.req.url).host
    if (origin !== `http://${host}`) return c.text('', 403)
  }
  await next()
})

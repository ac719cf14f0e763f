/** Starts the simulated WeCom: qyapi over HTTP, and the surface that drives it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { until } from '../until.ts'
import { createApiApp } from './api/app.ts'
import { createMessageApi } from './api/messages.ts'
import { platformRoutes } from './api/routes.ts'
import { createTokens } from './api/tokens.ts'
import { createBotServer } from './bot/server.ts'
import { createPeopleSurface } from './people.ts'
import { createPusher } from './push.ts'
import { createRates } from './rates.ts'
import { createResponseCodes } from './response-codes.ts'
import { tap } from './tap.ts'
import type { ApiCall, SimulatedWecom, SimulatorOptions } from './types.ts'
import { appChatId, createWorld, isShown, noFaults, populate, tell } from './world.ts'

const usualTokenSeconds = 7200

export async function startSimulatedWecom(options: SimulatorOptions): Promise<SimulatedWecom> {
  const world = createWorld(options)
  const calls: ApiCall[] = []
  const rates = createRates(world)
  const tokens = createTokens(world, options.tokenSeconds ?? usualTokenSeconds)
  const codes = createResponseCodes(world)
  const messages = createMessageApi(world, { rates, codes })
  const pusher = createPusher(world)
  const bot = options.bot && createBotServer(world, options.bot, rates)
  const routes = platformRoutes({ world, tokens, messages, userIdOf: bot?.userIdOf })
  const app = createApiApp(world, { tokens, rates, routes }, (call) => {
    calls.push(call)
    if (calls.length > world.history) calls.shift()
  })
  const server = createServer(getRequestListener(app.fetch))
  if (bot) server.on('upgrade', bot.upgrade)
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  bot?.listenAt(baseUrl)

  return {
    baseUrl,
    ...(bot && { bot }),
    faults: world.faults,
    people: () => [...world.members.values()],
    setCallback: async (url) => {
      const result = await pusher.verify(url)
      if (result.saved) world.callbackUrl = url
      return result
    },
    ...createPeopleSurface(world, pusher),
    tap: (input) => tap({ world, pusher, codes }, input),
    messages: (userId) =>
      (world.timelines.get(appChatId(userId)) ?? [])
        .map((id) => world.messages.get(id))
        .filter(isShown),
    message: (id) => world.messages.get(id),
    dropped: () => [...world.messages.values()].filter((message) => message.dropped),
    deliveries: pusher.deliveries,
    calls: () => [...calls],
    subscribe: (listener) => {
      world.listeners.add(listener)
      return () => world.listeners.delete(listener)
    },
    until: (look, timeoutMs) => until(world.listeners, look, timeoutMs),
    settled: async () => {
      await until(world.listeners, pusher.settled, 30_000)
    },
    reset: () => {
      world.messages.clear()
      world.timelines.clear()
      calls.length = 0
      pusher.forget()
      messages.forget()
      rates.forget()
      codes.forget()
      bot?.forget()
      Object.assign(world.faults, noFaults())
      populate(world, options)
      tell(world, { kind: 'reset' })
    },
    close: async () => {
      pusher.stop()
      bot?.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

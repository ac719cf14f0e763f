/** Starts the simulated Feishu: the open platform over HTTP, and the surface that drives it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { until } from '../until.ts'
import { createApiApp } from './api/app.ts'
import { createMessageApi } from './api/messages.ts'
import { createRates } from './api/rates.ts'
import { platformRoutes } from './api/routes.ts'
import { createTokens } from './api/tokens.ts'
import { createCallbackTokens } from './callback-tokens.ts'
import { createLongConnection } from './long-connection/server.ts'
import { createPeopleSurface } from './people.ts'
import { createPusher } from './push.ts'
import { recall, say } from './say.ts'
import { tap } from './tap.ts'
import type { ApiCall, SimulatedFeishu, SimulatorOptions } from './types.ts'
import { chatOf, createWorld, noFaults, populate, privateChatId, tell } from './world.ts'

const usualTokenSeconds = 7200

export async function startSimulatedFeishu(options: SimulatorOptions): Promise<SimulatedFeishu> {
  const world = createWorld(options)
  const calls: ApiCall[] = []
  const rates = createRates(world)
  const tokens = createTokens(world, options.tokenSeconds ?? usualTokenSeconds)
  const callbackTokens = createCallbackTokens(world)
  const messages = createMessageApi(world, rates)
  const longConnection = createLongConnection(world)
  const pusher = createPusher(world, longConnection)
  const routes = platformRoutes({ world, tokens, messages, callbackTokens, longConnection })
  const app = createApiApp(world, { tokens, rates, routes }, (call) => {
    calls.push(call)
    if (calls.length > world.history) calls.shift()
  })
  const server = createServer(getRequestListener(app.fetch))
  server.on('upgrade', longConnection.upgrade)
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  longConnection.listenAt(baseUrl)

  return {
    baseUrl,
    botOpenId: world.app.openId,
    faults: world.faults,
    setWebhook: async (url) => {
      const result = await pusher.challenge(url)
      if (result.saved) world.webhookUrl = url
      return result
    },
    setMode: (mode) => {
      world.mode = mode
    },
    say: (input) => say(world, pusher, input),
    tap: (input) => tap({ world, pusher, tokens: callbackTokens }, input),
    recall: (messageId) => recall(world, pusher, messageId),
    ...createPeopleSurface(world, pusher),
    privateChatOf: (openId) => privateChatId(world, openId),
    chatsOf: (openId) => [...world.chats.values()].filter((chat) => chat.members.includes(openId)),
    messages: (chatId) =>
      (world.timelines.get(chatOf(world, chatId).chatId) ?? []).flatMap(
        (id) => world.messages.get(id) ?? [],
      ),
    message: (messageId) => world.messages.get(messageId),
    deliveries: pusher.deliveries,
    calls: () => [...calls],
    subscribe: (listener) => {
      world.listeners.add(listener)
      return () => world.listeners.delete(listener)
    },
    until: (look, timeoutMs) => until(world.listeners, look, timeoutMs),
    connections: longConnection.connections,
    breakConnections: longConnection.breakAll,
    reset: () => {
      world.messages.clear()
      world.timelines.clear()
      world.locked.clear()
      calls.length = 0
      pusher.forget()
      messages.forget()
      rates.forget()
      callbackTokens.forget()
      Object.assign(world.faults, noFaults())
      populate(world, options)
      tell(world, { kind: 'reset' })
    },
    close: async () => {
      pusher.stop()
      longConnection.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

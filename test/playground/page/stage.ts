/** The whole playground in one process: simulated Feishu, scripted bot, and the page on loopback. */

import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { type MovableClock, movableClock } from '../../../src/lib/clock.ts'
import { startSimulatedFeishu } from '../../../src/playground/feishu/start.ts'
import type { SimulatedFeishu } from '../../../src/playground/feishu/types.ts'
import { createPlayground, type PlaygroundPerson } from '../../../src/playground/server.ts'
import { people as everyone, examplesFor, groups } from './people.ts'
import { app, type ScriptedBot, startScriptedBot } from './scripted-bot.ts'

export type Stage = {
  readonly url: string
  readonly playground: Hono
  /** How often the clock was moved. */
  readonly moves: number
  readonly feishu: SimulatedFeishu
  readonly bot: ScriptedBot
  readonly clock: MovableClock
  readonly close: () => Promise<void>
}

export const START_MS = Date.parse('2026-11-18T10:00:00+08:00')

export async function openStage(people: readonly PlaygroundPerson[] = everyone): Promise<Stage> {
  const clock = movableClock(START_MS)
  const feishu = await startSimulatedFeishu({
    app: { ...app, name: 'Dealgate 助手' },
    clock,
    people: people.map(({ id, name }) => ({ openId: id, name })),
    groups: groups.map(({ id, name }) => ({ chatId: id, name, members: membersOf(people, name) })),
  })
  const bot = await startScriptedBot(feishu.baseUrl, clock)
  await feishu.setWebhook(bot.webhookUrl)
  let moves = 0
  const playground = createPlayground({
    feishu,
    clock,
    people,
    groups,
    examples: examplesFor,
    reset: async () => bot.reset(),
    onClockMoved: async () => {
      moves += 1
    },
  })
  const server = await listen(playground.fetch)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    playground,
    get moves() {
      return moves
    },
    feishu,
    bot,
    clock,
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await bot.close()
      await feishu.close()
    },
  }
}

const membersOf = (people: readonly PlaygroundPerson[], team: string) =>
  people.filter((person) => person.team === team).map(({ id }) => id)

function listen(fetch: Parameters<typeof serve>[0]['fetch']): Promise<ServerType> {
  return new Promise((resolve) => {
    const server = serve({ fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(server))
  })
}

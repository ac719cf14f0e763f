import { dirname } from 'node:path'
import type { Hono } from 'hono'
import { actions } from './actions/index.ts'
import { createApp } from './app.ts'
import { knownPipelines } from './bot/act.ts'
import type { EngineDeps } from './bot/definitions.ts'
import { type Engine, startEngine } from './bot/engine.ts'
import { createGroupMembers } from './bot/group-members.ts'
import { holdLine } from './bot/hold-line.ts'
import { createIncomingFiles } from './bot/incoming-files.ts'
import { startScheduler } from './bot/scheduler.ts'
import type { Config } from './config.ts'
import { intents } from './intents/index.ts'
import { jobs } from './jobs/index.ts'
import { type Clock, movableClock, systemClock } from './lib/clock.ts'
import { watchDisk } from './lib/disk-watch.ts'
import { timeOrderedIds } from './lib/ids.ts'
import { createLogger, type Log } from './lib/logger.ts'
import { watchStalls } from './lib/stall-watch.ts'
import { createFeishu } from './platforms/feishu/feishu.ts'
import type { Platform, PlatformId } from './platforms/port.ts'
import { createWecom } from './platforms/wecom/wecom.ts'
import { openStore } from './store/connect.ts'
import { ensureAdministrators } from './store/directory-list.ts'
import { mostFileBytes } from './store/files.ts'
import { parkRejected } from './store/inbox.ts'
import { ensurePipelines } from './store/seed-pipelines.ts'
import type { Store } from './store/store.ts'
import { fileOf } from './store/store-problem.ts'

export type Bot = {
  readonly app: Hono
  readonly engine: Engine
  readonly store: Store
  readonly log: Log
  /** Resolves when the platforms are warm, or could not be reached; the bot works before that. */
  readonly warm: Promise<unknown>
  readonly stop: () => Promise<void>
}

/** What a test or the demo brings of its own. */
export type BotParts = {
  readonly clock?: Clock
  readonly store?: Store
  readonly log?: Log
  readonly random?: () => number
}

/**
 * Everything of the bot but the listening: store open and migrated, platforms ready, engine
 * running. The caller owns a store that it passed in.
 */
export async function runBot(config: Config, parts: BotParts = {}): Promise<Bot> {
  const { feishu, wecom } = config
  const secrets = [
    ...(feishu ? [feishu.appSecret, feishu.verificationToken, ...feishu.encryptKeys] : []),
    ...(wecom ? [wecom.secret, wecom.token, wecom.encodingAesKey] : []),
    ...(wecom?.bot ? [wecom.bot.secret] : []),
  ]
  const log = parts.log ?? createLogger({ level: config.logLevel, secrets })
  const clock =
    parts.clock ?? (config.clockStartMs ? movableClock(config.clockStartMs) : systemClock)
  const store =
    parts.store ??
    (await openStore({
      databaseUrl: config.databaseUrl,
      check: true,
      onMigrated: (names) => log.info({ names }, 'migrations were applied'),
      onBroken: (whatToDo) => log.error({}, whatToDo),
    }))
  await store.write('background', async (tx) => {
    await ensurePipelines(tx)
    await ensureAdministrators(tx, store.dialect, config.adminUsers)
  })
  await knownPipelines(store, clock.real())
  const platforms = new Map<string, Platform>()
  const feishuPlatform = feishu && createFeishu(feishu, { log, clock })
  if (feishuPlatform) platforms.set('feishu', feishuPlatform)
  const wecomPlatform = wecom && createWecom(wecom, { log, clock })
  if (wecomPlatform) platforms.set('wecom', wecomPlatform)
  const warm = Promise.all([feishuPlatform?.warmUp(), wecomPlatform?.warmUp()])
  const deps: EngineDeps = {
    store,
    clock,
    ids: timeOrderedIds,
    log,
    platforms,
    groups: createGroupMembers({ platforms, clock, log }),
    files: createIncomingFiles({ platforms, clock, log }, mostFileBytes),
    intents,
    actions,
    zone: config.zone,
    adminUsers: config.adminUsers,
    random: parts.random ?? Math.random,
    ready: warm,
  }
  const engine = startEngine(deps)
  const scheduler = config.scheduler
    ? startScheduler({ ...deps, wake: engine.wake }, jobs)
    : undefined
  const park =
    (platform: PlatformId) =>
    ({ reason, body }: { readonly reason: string; readonly body: string }) =>
      parkRejected(store, {
        id: timeOrderedIds.next(),
        platform,
        reason,
        body,
        receivedMs: clock.real(),
      })
  const connection =
    feishu?.mode === 'long-connection'
      ? await feishuPlatform!.openLongConnection(async (inbound) => {
          if (inbound.kind === 'tap') return engine.tap(inbound)
          await engine.accept(inbound)
          return undefined
        }, park('feishu'))
      : undefined
  const lines = [...platforms.values()].flatMap(({ id, line }) =>
    line
      ? [holdLine(line, id, { engine, store, clock, log, ids: timeOrderedIds, park: park(id) })]
      : [],
  )
  const stalls = watchStalls({
    nowMs: () => performance.now(),
    onStall: (ms) => log.warn({ ms }, 'the process stood still'),
  })
  const disk = config.databaseUrl.startsWith('file:')
    ? watchDisk(dirname(fileOf(config.databaseUrl)), {
        onLow: (percent) => log.error({ percent }, 'the disk of the database is almost full'),
      })
    : undefined
  const app = createApp({
    engine,
    store,
    platforms,
    log,
    realMs: clock.real,
    ids: timeOrderedIds,
    shaken: stalls.shaken,
    troubles: () => lines.flatMap((line) => line.trouble() ?? []),
    clockSkewMs: () => worst([feishuPlatform?.clockSkewMs(), wecomPlatform?.clockSkewMs()]),
  })
  return {
    app,
    engine,
    store,
    log,
    warm,
    stop: async () => {
      stalls.stop()
      disk?.stop()
      connection?.stop()
      await Promise.all(lines.map((line) => line.stop()))
      await scheduler?.stop()
      await engine.stop()
      feishuPlatform?.close()
      wecomPlatform?.close()
      if (!parts.store) await store.close()
    },
  }
}

/** The clock that is furthest from ours, of those that are known. */
function worst(skewsMs: readonly (number | undefined)[]): number | undefined {
  const known = skewsMs.filter((ms) => ms !== undefined)
  return known.sort((a, b) => Math.abs(b) - Math.abs(a))[0]
}

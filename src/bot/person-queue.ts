/** Takes each person's events one after the other, and different people's side by side. */
import { setTimeout as startTimer } from 'node:timers'
import { noticeCard } from '../../cards/notice-card.ts'
import type { ExternalPerson } from '../platforms/port.ts'
import { CommitUnknown } from '../store/commit-unknown.ts'
import { failInbox, finishInbox, type PendingRow, takeOldest } from '../store/inbox.ts'
import { enqueue } from '../store/outbox.ts'
import { StoreBusy } from '../store/store.ts'
import type { EngineDeps } from './definitions.ts'
import { NeedsMembers } from './group-members.ts'
import { NeedsFile } from './incoming-files.ts'
import { NeedsDirectory, processEvent } from './process-event.ts'
import { keepPerson, registerPerson } from './register-person.ts'
import { replyRow } from './reply-row.ts'

export type PersonQueue = {
  readonly wake: (personKey: string) => void
  /** Resolves when nothing is under way and nothing waits to be tried again. */
  readonly idle: () => Promise<void>
  readonly stop: () => Promise<void>
}

const maxAttempts = 3
const pausesMs = [200, 1_000, 3_000]
/** Another instance is on this person's event: look again soon. */
const busyPauseMs = 100

/** @param wakePump what to tell when something was committed that may go out */
export function createPersonQueue(deps: EngineDeps, wakePump: () => void): PersonQueue {
  const running = new Map<string, Promise<void>>()
  const again = new Set<string>()
  const timers = new Set<NodeJS.Timeout>()
  /** How often the platform would not say who somebody is. */
  const lookUps = new Map<string, number>()
  let whenIdle: (() => void)[] = []
  let stopped = false

  const wake = (personKey: string) => {
    if (stopped) return
    if (running.has(personKey)) {
      again.add(personKey)
      return
    }
    const work = drain(personKey).finally(() => {
      running.delete(personKey)
      if (again.delete(personKey)) wake(personKey)
      else tellIdle()
    })
    running.set(personKey, work)
  }

  /** What is to be tried again is not done. */
  const isIdle = () => running.size === 0 && timers.size === 0

  const tellIdle = () => {
    if (!isIdle()) return
    for (const tell of whenIdle) tell()
    whenIdle = []
  }

  const wakeIn = (personKey: string, ms: number) => {
    const timer = startTimer(() => {
      timers.delete(timer)
      wake(personKey)
    }, ms)
    timers.add(timer.unref())
  }

  async function drain(personKey: string): Promise<void> {
    while (!stopped) {
      const outcome = await step(personKey)
      if (outcome === 'done') continue
      if (outcome !== 'none') wakeIn(personKey, outcome)
      return
    }
  }

  /** One event, or how long to wait before the next try. Never throws. */
  async function step(personKey: string): Promise<'done' | 'none' | number> {
    let taken: PendingRow | undefined
    try {
      const outcome = await deps.store.write('message', async (tx) => {
        const row = await takeOldest(tx, deps.store.dialect, personKey)
        if (row === undefined || row === 'busy') return row
        taken = row
        const replies = await processEvent(deps, tx, row)
        await enqueue(tx, deps.store.dialect, replies)
        await finishInbox(tx, row.id, deps.clock.real())
        return row
      })
      if (outcome === 'busy') return busyPauseMs
      if (outcome === undefined) return 'none'
      wakePump()
      const { inbound } = outcome
      if (inbound.kind === 'person-changed') await refresh(inbound.platform, inbound.person)
      return outcome.more ? 'done' : 'none'
    } catch (error) {
      if (error instanceof NeedsDirectory) return register(error)
      if (error instanceof NeedsFile) {
        await deps.files.ask(error)
        return 'done'
      }
      if (error instanceof NeedsMembers) {
        await deps.groups.ask(error)
        return 'done'
      }
      // It may be done, and what it says may wait to go out.
      if (error instanceof CommitUnknown) wakePump()
      if (error instanceof StoreBusy || !taken) return pausesMs[1]!
      return fail(personKey, taken, error)
    }
  }

  /**
   * Somebody new: the platform is asked who they are, outside any transaction. When it will not say,
   * they are written down by id, so that they get an answer and an administrator can help them.
   */
  async function register({ platform, person }: NeedsDirectory): Promise<'done' | number> {
    const { externalId } = person
    const tries = (lookUps.get(externalId) ?? 0) + 1
    try {
      if (tries > maxAttempts) await keepPerson(deps, platform, { person })
      else await registerPerson(deps, platform, person)
      lookUps.delete(externalId)
      return 'done'
    } catch (error) {
      deps.log.warn({ err: error, tries }, 'somebody new could not be registered')
      if (!(error instanceof StoreBusy)) lookUps.set(externalId, tries)
      return pausesMs[1]!
    }
  }

  /**
   * What is missed here the next sync of the directory brings. Whom the app cannot see stays as they
   * are: a late word about somebody who has left must not bring them back.
   */
  async function refresh(platform: string, person: ExternalPerson): Promise<void> {
    try {
      const found = await deps.platforms.get(platform)?.directory.person(person.externalId)
      if (found) await keepPerson(deps, platform, { person, found })
    } catch (error) {
      deps.log.warn({ err: error }, 'somebody who changed could not be looked up')
    }
  }

  async function fail(
    personKey: string,
    row: PendingRow,
    error: unknown,
  ): Promise<'done' | number> {
    const giveUp = row.attempts + 1 >= maxAttempts
    deps.log.error({ err: error, inboxId: row.id, giveUp }, 'an event could not be applied')
    try {
      const { dialect } = deps.store
      await deps.store.write('message', async (tx) => {
        const oldest = await takeOldest(tx, dialect, personKey)
        // Another instance has done it, or is just about to.
        if (oldest === undefined || oldest === 'busy' || oldest.id !== row.id) return
        await failInbox(tx, { id: row.id, error: String(error), giveUp })
        const apology = giveUp ? apologyFor(deps, row) : undefined
        if (apology) await enqueue(tx, dialect, [apology])
      })
    } catch (busy) {
      deps.log.warn({ err: busy }, 'a failed event could not be marked')
      return pausesMs[1]!
    }
    if (giveUp) wakePump()
    return giveUp ? 'done' : pausesMs[row.attempts]!
  }

  return {
    wake,
    idle: () =>
      isIdle() ? Promise.resolve() : new Promise((resolve) => void whenIdle.push(resolve)),
    stop: async () => {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      while (running.size > 0) await Promise.all(running.values())
      tellIdle()
    },
  }
}

/** The one answer to a message that could not be done after three tries. */
function apologyFor(deps: EngineDeps, row: PendingRow) {
  const { inbound } = row
  if (inbound.kind !== 'message') return undefined
  const card = noticeCard(
    '这条没处理成',
    ['刚才那条消息我没能处理,什么都没有保存。', '请再发一次;还不行就换个说法,或告诉管理员。'],
    'danger',
  )
  return replyRow(deps, inbound, { card, index: 0 })
}

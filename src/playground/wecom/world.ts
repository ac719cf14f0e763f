/** Everything the simulated corp consists of, and the one place from which changes are told. */
import type { Clock } from '../../lib/clock.ts'
import { realTimer, type Timer } from '../timer.ts'
import { createIds, type SimIds } from './ids.ts'
import type {
  Faults,
  SimChange,
  SimDepartment,
  SimMember,
  SimMessage,
  SimulatorOptions,
} from './types.ts'

export type World = {
  readonly corpId: string
  readonly app: SimulatorOptions['app'] & { readonly name: string }
  readonly clock: Clock
  readonly timer: Timer
  readonly ids: SimIds
  readonly enforceLimits: boolean
  readonly redelivery: readonly number[]
  readonly history: number
  readonly faults: Faults
  /** By userid in lower case. */
  readonly members: Map<string, SimMember>
  readonly departments: Map<number, SimDepartment>
  readonly messages: Map<string, SimMessage>
  /** Message ids by chat, oldest first. */
  readonly timelines: Map<string, string[]>
  readonly listeners: Set<(change: SimChange) => void>
  callbackUrl: string | undefined
}

export function createWorld(options: SimulatorOptions): World {
  const world: World = {
    corpId: options.corpId,
    app: { ...options.app, name: options.app.name ?? 'Dealgate' },
    clock: options.clock,
    timer: options.timer ?? realTimer,
    ids: createIds(options.seed ?? 'wecom'),
    enforceLimits: options.enforceLimits ?? true,
    redelivery: options.redelivery ?? [1_000, 2_000, 4_000],
    history: options.history ?? 5_000,
    faults: noFaults(),
    members: new Map(),
    departments: new Map((options.departments ?? []).map((d) => [d.id, d])),
    messages: new Map(),
    timelines: new Map(),
    listeners: new Set(),
    callbackUrl: options.callbackUrl,
  }
  populate(world, options)
  return world
}

/** Members as they were at the start. */
export function populate(world: World, options: SimulatorOptions): void {
  world.members.clear()
  for (const member of options.members) admitMember(world, member)
}

export function admitMember(world: World, member: SimMember): void {
  const id = folded(member.userId)
  world.members.set(id, member)
}

export function noFaults(): Faults {
  return {
    duplicateDelivery: false,
    lateDeliveryMs: 0,
    reorder: false,
    wrongSignature: false,
    wrongReceiveId: false,
    replayedNonce: false,
    tokenExpired: false,
    untrustedIp: false,
    busy: 0,
    rateLimit: 0,
    fail5xx: 0,
    dropAnswer: 0,
    slowAnswerMs: 0,
    appliesTo: undefined,
  }
}

export function tell(world: World, change: SimChange): void {
  for (const listener of world.listeners) listener(change)
}

export const folded = (userId: string): string => userId.toLowerCase()
export const appChatId = (userId: string): string => `app/${folded(userId)}`

/** Who is meant; an unknown one is a mistake of whoever drives the simulator. */
export function memberOf(world: World, userId: string): SimMember {
  const member = world.members.get(folded(userId))
  if (!member) throw new Error(`no such member in the simulated WeCom: ${userId}`)
  return member
}

/** Whether the app may reach and read this member. */
export const isReachable = (member: SimMember | undefined): member is SimMember =>
  member !== undefined && member.left !== true && member.visible !== false

/** Adds a message; its time is later than that of any before it in the chat. */
export function addMessage(
  world: World,
  message: Omit<SimMessage, 'id' | 'createdMs' | 'updatedMs' | 'recalled'>,
): SimMessage {
  const timeline = world.timelines.get(message.chatId) ?? []
  const last = world.messages.get(timeline.at(-1) ?? '')
  const createdMs = Math.max(world.clock.business(), (last?.createdMs ?? 0) + 1)
  const id = world.ids.next('message')
  const added: SimMessage = { ...message, id, recalled: false, createdMs, updatedMs: createdMs }
  world.messages.set(id, added)
  timeline.push(id)
  world.timelines.set(message.chatId, timeline)
  tell(world, { kind: 'message', message: added })
  return added
}

export function changeMessage(world: World, id: string, change: Partial<SimMessage>): SimMessage {
  const before = world.messages.get(id)
  if (!before) throw new Error(`no such message in the simulated WeCom: ${id}`)
  const updatedMs = Math.max(world.clock.business(), before.createdMs)
  const message: SimMessage = { ...before, ...change, updatedMs }
  world.messages.set(id, message)
  tell(world, { kind: 'message-changed', message })
  return message
}

/** A copy that its reader can see. */
export const isShown = (message: SimMessage | undefined): message is SimMessage =>
  message !== undefined && !message.dropped

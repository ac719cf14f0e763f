/** Everything the simulated tenant consists of, and the one place from which changes are told. */
import type { Clock } from '../../lib/clock.ts'
import { realTimer, type Timer } from '../timer.ts'
import { createIds, type SimIds } from './ids.ts'
import type {
  Faults,
  SimChange,
  SimChat,
  SimDepartment,
  SimMessage,
  SimPerson,
  SimulatorOptions,
} from './types.ts'

/** All that §7 of the protocol names for this bot. */
const usualScopes: readonly string[] = [
  'im:message:send_as_bot',
  'im:message:update',
  'im:message:readonly',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:resource',
  'im:chat:readonly',
  'im:chat.members:bot_access',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
  'contact:user.department:readonly',
  'contact:user.employee:readonly',
  'contact:user.employee_id:readonly',
  'contact:user.basic_profile:readonly',
  'contact:user.email:readonly',
  'contact:user.id:readonly',
  'contact:department.base:readonly',
  'contact:department.organize:readonly',
  'application:application.bot.operator_name:readonly',
]

export type Chat = SimChat & {
  readonly botMuted: boolean
  readonly mentionAllAllowed: boolean
  readonly external: boolean
}

export type StoredFile = {
  readonly kind: 'image' | 'file'
  readonly name: string
  readonly bytes: Uint8Array
  readonly owner: 'bot' | 'person'
}

export type World = {
  readonly app: SimulatorOptions['app'] & {
    readonly name: string
    readonly openId: string
    readonly tenantKey: string
  }
  readonly clock: Clock
  readonly timer: Timer
  readonly ids: SimIds
  readonly scopes: ReadonlySet<string>
  readonly enforceLimits: boolean
  readonly redelivery: readonly number[]
  readonly history: number
  readonly faults: Faults
  readonly people: Map<string, SimPerson>
  readonly departments: Map<string, SimDepartment>
  readonly chats: Map<string, Chat>
  readonly messages: Map<string, SimMessage>
  /** Message ids by chat, oldest first. */
  readonly timelines: Map<string, string[]>
  readonly files: Map<string, StoredFile>
  /** Messages whose card waits for the answer to a tap. */
  readonly locked: Map<string, number>
  readonly listeners: Set<(change: SimChange) => void>
  webhookUrl: string | undefined
  mode: 'webhook' | 'long-connection'
}

export function createWorld(options: SimulatorOptions): World {
  const ids = createIds(options.app.id, options.seed ?? 'feishu')
  const world: World = {
    app: {
      ...options.app,
      name: options.app.name ?? 'Dealgate',
      openId: ids.of('person', 'bot'),
      tenantKey: ids.of('tenant', 'tenant'),
    },
    clock: options.clock,
    timer: options.timer ?? realTimer,
    ids,
    scopes: new Set(options.scopes ?? usualScopes),
    enforceLimits: options.enforceLimits ?? true,
    redelivery: options.redelivery ?? [15_000, 300_000, 3_600_000, 21_600_000],
    history: options.history ?? 5_000,
    faults: noFaults(),
    people: new Map(),
    departments: new Map((options.departments ?? []).map((d) => [d.id, d])),
    chats: new Map(),
    messages: new Map(),
    timelines: new Map(),
    files: new Map(),
    locked: new Map(),
    listeners: new Set(),
    webhookUrl: options.webhookUrl,
    mode: options.mode ?? 'webhook',
  }
  populate(world, options)
  return world
}

/** People and groups as they were at the start. */
export function populate(world: World, options: SimulatorOptions): void {
  world.people.clear()
  world.chats.clear()
  for (const person of options.people) admitPerson(world, person)
  for (const group of options.groups) {
    world.chats.set(group.chatId, {
      chatId: group.chatId,
      kind: 'group',
      name: group.name,
      members: group.members,
      botIn: group.botIn ?? true,
      disbanded: false,
      botMuted: group.botMuted ?? false,
      mentionAllAllowed: group.mentionAllAllowed ?? true,
      external: group.external ?? false,
    })
  }
}

function admitPerson(world: World, person: SimPerson): void {
  world.people.set(person.openId, {
    ...person,
    userId: person.userId ?? world.ids.of('employee', person.openId),
    unionId: person.unionId ?? world.ids.of('union', person.openId),
  })
  const chatId = privateChatId(world, person.openId)
  world.chats.set(chatId, {
    chatId,
    kind: 'p2p',
    name: person.name,
    members: [person.openId],
    botIn: true,
    disbanded: false,
    botMuted: false,
    mentionAllAllowed: false,
    external: false,
  })
}

export function noFaults(): Faults {
  return {
    duplicateDelivery: false,
    freshMessageId: false,
    lateDeliveryMs: 0,
    reorder: false,
    wrongSignature: false,
    wrongVerificationToken: false,
    staleRedelivery: false,
    tokenExpired: false,
    tokenProblemStatus: 400,
    rateLimit: 0,
    rateLimitResetSeconds: 1,
    fail5xx: 0,
    dropAnswer: 0,
    slowAnswerMs: 0,
    fragmentBytes: 0,
    // NOT VERIFIED on a real tenant: that every client keeps enable_forward and
    // enable_forward_interaction, and which message id a tap that comes through carries.
    forwardedTaps: 'refused',
    repeatedUuid: 'first-message',
    auditedWords: [],
    appliesTo: undefined,
  }
}

export function tell(world: World, change: SimChange): void {
  for (const listener of world.listeners) listener(change)
}

export function privateChatId(world: World, openId: string): string {
  return world.ids.of('chat', `private/${openId}`)
}

/** Who is meant; an unknown one is a mistake of whoever drives the simulator. */
export function personOf(world: World, openId: string): SimPerson {
  const person = world.people.get(openId)
  if (!person) throw new Error(`no such person in the simulated Feishu: ${openId}`)
  return person
}

export function chatOf(world: World, chatId: string): Chat {
  const chat = world.chats.get(chatId)
  if (!chat) throw new Error(`no such chat in the simulated Feishu: ${chatId}`)
  return chat
}

export function changeChat(world: World, chat: Chat): void {
  world.chats.set(chat.chatId, chat)
  tell(world, { kind: 'chat', chat })
}

/** Adds a message; its time is the chat's own: later than any before it, as the server gives it. */
export function addMessage(
  world: World,
  message: Omit<SimMessage, 'createdMs' | 'updatedMs'>,
): SimMessage {
  const timeline = world.timelines.get(message.chatId) ?? []
  const last = world.messages.get(timeline.at(-1) ?? '')
  const createdMs = Math.max(world.clock.business(), (last?.createdMs ?? 0) + 1)
  const added: SimMessage = { ...message, createdMs, updatedMs: createdMs }
  world.messages.set(added.id, added)
  timeline.push(added.id)
  world.timelines.set(message.chatId, timeline)
  tell(world, { kind: 'message', message: added })
  return added
}

export function changeMessage(world: World, id: string, change: Partial<SimMessage>): SimMessage {
  const before = world.messages.get(id)
  if (!before) throw new Error(`no such message in the simulated Feishu: ${id}`)
  const message: SimMessage = {
    ...before,
    ...change,
    updatedMs: Math.max(world.clock.business(), before.createdMs),
  }
  world.messages.set(id, message)
  tell(world, { kind: 'message-changed', message })
  return message
}

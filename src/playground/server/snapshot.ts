import type { DeliveryReport, Faults, SimMessage } from '../feishu/types.ts'
import type { Journal, RecordedCall } from './journal.ts'
import type { ExampleGroup, PlaygroundOptions, PlaygroundPerson, Story } from './types.ts'

export type SeenChat = {
  readonly id: string
  readonly kind: 'p2p' | 'group'
  readonly name: string
  readonly members: readonly string[]
}

export type Switches = Pick<
  Faults,
  'duplicateDelivery' | 'lateDeliveryMs' | 'wrongSignature' | 'tokenExpired' | 'rateLimit'
>

/** All that a freshly opened page needs. */
export type Snapshot = {
  readonly bot: { readonly id: string; readonly name: string }
  readonly people: readonly (PlaygroundPerson & {
    readonly chats: readonly SeenChat[]
    readonly examples: readonly ExampleGroup[]
  })[]
  readonly messages: readonly SimMessage[]
  readonly deliveries: readonly DeliveryReport[]
  readonly calls: readonly RecordedCall[]
  readonly businessMs: number
  readonly faults: Switches
  readonly stories: readonly Story[]
}

const DELIVERIES_SHOWN = 200

export function snapshot(options: PlaygroundOptions, journal: Journal): Snapshot {
  const { feishu, people } = options
  const seen = people.map((person) => ({
    ...person,
    chats: chatsSeenBy(options, person.id),
    examples: options.examples(person.id),
  }))
  const chatIds = new Set(seen.flatMap((person) => person.chats.map((chat) => chat.id)))
  return {
    bot: { id: feishu.botOpenId, name: botName(options) },
    people: seen,
    messages: [...chatIds].flatMap((id) => feishu.messages(id)),
    deliveries: feishu.deliveries().slice(-DELIVERIES_SHOWN),
    calls: journal.calls(),
    businessMs: options.clock.business(),
    faults: switchesOf(feishu.faults),
    stories: options.stories ?? [],
  }
}

/** The private chat first, then the groups that the person is in. */
export function chatsSeenBy(options: PlaygroundOptions, personId: string): readonly SeenChat[] {
  const { feishu, groups } = options
  if (!options.people.some((person) => person.id === personId)) return []
  const own: SeenChat = {
    id: feishu.privateChatOf(personId),
    kind: 'p2p',
    name: botName(options),
    members: [personId],
  }
  const joined = feishu.chatsOf(personId).filter((chat) => chat.kind === 'group' && !chat.disbanded)
  const inGroups = groups.flatMap((group) => {
    const chat = joined.find(({ chatId }) => chatId === group.id)
    if (!chat) return []
    return [{ id: group.id, kind: chat.kind, name: group.name, members: chat.members }]
  })
  return [own, ...inGroups]
}

export function switchesOf(faults: Faults): Switches {
  const { duplicateDelivery, lateDeliveryMs, wrongSignature, tokenExpired, rateLimit } = faults
  return { duplicateDelivery, lateDeliveryMs, wrongSignature, tokenExpired, rateLimit }
}

const botName = (options: PlaygroundOptions): string => options.botName ?? 'Dealgate 助手'

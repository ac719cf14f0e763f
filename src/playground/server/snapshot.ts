import type { Journal, RecordedCall } from './journal.ts'
import type { SeenChat, ShownDelivery, ShownMessage, Side, SideId, Switches } from './side.ts'
import type { ExampleGroup, PlaygroundOptions, PlaygroundPerson, Story } from './types.ts'

/** All that a freshly opened page needs of the side that it looks at. */
export type Snapshot = {
  readonly platform: SideId
  /** Those that there are, in the order of the switch. */
  readonly platforms: readonly SideId[]
  readonly bot: Side['bot']
  readonly people: readonly (PlaygroundPerson & {
    readonly chats: readonly SeenChat[]
    readonly examples: readonly ExampleGroup[]
  })[]
  readonly messages: readonly ShownMessage[]
  readonly deliveries: readonly ShownDelivery[]
  readonly calls: readonly RecordedCall[]
  readonly businessMs: number
  readonly faults: Switches
  readonly stories: readonly Story[]
}

const DELIVERIES_SHOWN = 200

export function snapshot(
  options: PlaygroundOptions,
  { side, platforms }: { readonly side: Side; readonly platforms: readonly SideId[] },
  journal: Journal,
): Snapshot {
  const seen = options.people.map((person) => ({
    ...person,
    chats: side.chatsSeenBy(person.id),
    examples: options.examples(person.id),
  }))
  const chatIds = new Set(seen.flatMap((person) => person.chats.map((chat) => chat.id)))
  return {
    platform: side.id,
    platforms,
    bot: side.bot,
    people: seen,
    messages: [...chatIds].flatMap((id) => side.messages(id)),
    deliveries: side.deliveries().slice(-DELIVERIES_SHOWN),
    calls: journal.calls(),
    businessMs: options.clock.business(),
    faults: switchesOf(side),
    // They tap what Feishu's cards have, forms among it.
    stories: side.id === 'feishu' ? (options.stories ?? []) : [],
  }
}

export function switchesOf({ faults }: Side): Switches {
  const { duplicateDelivery, lateDeliveryMs, wrongSignature, tokenExpired, rateLimit } = faults
  return { duplicateDelivery, lateDeliveryMs, wrongSignature, tokenExpired, rateLimit }
}

import type { ExternalPerson, Inbound } from '../platforms/port.ts'

/** Whose event it is: one person's are done in their order, on one platform. */
export function personKeyOf(inbound: Inbound): string {
  const person = personOf(inbound)
  if (person) return `${inbound.platform}:${person.externalId}`
  return 'chat' in inbound && inbound.chat
    ? `${inbound.platform}:chat:${inbound.chat.id}`
    : `${inbound.platform}:-`
}

/** The person an event is about, if it is about one. */
function personOf(inbound: Inbound): ExternalPerson | undefined {
  switch (inbound.kind) {
    case 'message':
      return inbound.sender
    case 'tap':
      return inbound.operator
    case 'entered':
    case 'menu':
    case 'person-left':
    case 'person-changed':
      return inbound.person
    case 'overheard':
    case 'bot-added':
    case 'bot-removed':
    case 'recalled':
    case 'unsupported':
      return undefined
  }
}

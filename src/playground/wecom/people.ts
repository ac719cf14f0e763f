/** Members coming into the app's range, leaving, opening its chat, typing and using its menu. */
import { entered, menuClicked, subscribed, type Told, textMessage, unsubscribed } from './events.ts'
import { readReply } from './passive-reply.ts'
import type { Pusher } from './push.ts'
import { sayBack } from './tap.ts'
import type { SayInput, SimMember, SimulatedWecom } from './types.ts'
import { addMessage, admitMember, appChatId, folded, memberOf, type World } from './world.ts'

type PeopleSurface = Pick<SimulatedWecom, 'say' | 'clickMenu' | 'enterAgent' | 'join' | 'leave'>

export function createPeopleSurface(world: World, pusher: Pusher): PeopleSurface {
  /** A text may come back as the answer; a card answers only taps. */
  const deliver = (member: SimMember, told: Told, messageId?: string) =>
    pusher.deliver(told, {
      messageId,
      onAnswer: (answer) => {
        const reply = readReply(world, answer, member.userId)
        if (reply.kind === 'text') sayBack(world, member.userId, reply.text)
      },
    })

  return {
    say: (input: SayInput) => {
      const member = memberOf(world, input.from)
      const message = addMessage(world, {
        msgId: world.ids.next('message'),
        chatId: appChatId(member.userId),
        sender: { kind: 'person', id: member.userId, name: member.name },
        type: 'text',
        content: { content: input.text },
        text: input.text,
        dropped: false,
        warnings: [],
      })
      return deliver(member, textMessage(world, member, input.text), message.id)
    },
    clickMenu: (userId, key) => {
      const member = memberOf(world, userId)
      return deliver(member, menuClicked(world, member, key))
    },
    enterAgent: (userId) => {
      const member = memberOf(world, userId)
      return deliver(member, entered(world, member))
    },
    join: (member) => {
      admitMember(world, member)
      return deliver(member, subscribed(world, member))
    },
    leave: (userId) => {
      const member = { ...memberOf(world, userId), left: true }
      world.members.set(folded(userId), member)
      return deliver(member, unsubscribed(world, member))
    },
  }
}

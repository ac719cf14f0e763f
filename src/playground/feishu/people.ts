/** What people do beside talking: join, leave, forward, press the menu. */
import { objectAt } from './card/tree.ts'
import { chatEvent, contactEvent, enteredEvent, menuEvent } from './events.ts'
import type { Pusher } from './push.ts'
import type { SimulatedFeishu } from './types.ts'
import { addMessage, changeChat, chatOf, personOf, privateChatId, type World } from './world.ts'

type PeopleSurface = Pick<
  SimulatedFeishu,
  | 'people'
  | 'forward'
  | 'pressMenu'
  | 'enterPrivateChat'
  | 'addBot'
  | 'removeBot'
  | 'disband'
  | 'changePerson'
  | 'emit'
>

export function createPeopleSurface(world: World, pusher: Pusher): PeopleSurface {
  return {
    people: () => [...world.people.values()],
    forward: ({ by, messageId, to }) => {
      const message = world.messages.get(messageId)
      if (!message || message.recalled) return undefined
      const config = objectAt(message.card?.config)
      const mayPass = config?.enable_forward !== false || world.faults.forwardedTaps !== 'refused'
      if (!mayPass) return undefined
      const { id, name } = senderOf(world, by)
      return addMessage(world, {
        ...message,
        id: world.ids.next('message'),
        chatId: to === 'private' ? privateChatId(world, by) : chatOf(world, to).chatId,
        sender: { kind: 'person', id, name },
        forwarded: true,
        copyOf: message.copyOf ?? message.id,
        rootId: undefined,
        parentId: undefined,
        uuid: undefined,
      })
    },
    pressMenu: (openId, key) =>
      pusher.event('application.bot.menu_v6', menuEvent(world, personOf(world, openId), key)),
    enterPrivateChat: (openId) =>
      pusher.event(
        'im.chat.access_event.bot_p2p_chat_entered_v1',
        enteredEvent(world, personOf(world, openId), privateChatId(world, openId)),
      ),
    addBot: (chatId, by) => {
      changeChat(world, { ...chatOf(world, chatId), botIn: true })
      return chatChange(world, pusher, 'im.chat.member.bot.added_v1', chatId, by)
    },
    removeBot: (chatId, by) => {
      changeChat(world, { ...chatOf(world, chatId), botIn: false })
      return chatChange(world, pusher, 'im.chat.member.bot.deleted_v1', chatId, by)
    },
    disband: (chatId, by) => {
      changeChat(world, { ...chatOf(world, chatId), disbanded: true })
      return chatChange(world, pusher, 'im.chat.disbanded_v1', chatId, by)
    },
    changePerson: async (openId, change) => {
      const before = personOf(world, openId)
      const after = { ...before, ...change }
      world.people.set(openId, after)
      if (after.visible === false) return undefined
      const body = contactEvent(world, before, after)
      if (after.resigned && !before.resigned) {
        for (const chat of world.chats.values()) {
          if (chat.kind !== 'group' || !chat.members.includes(openId)) continue
          changeChat(world, { ...chat, members: chat.members.filter((id) => id !== openId) })
        }
        return pusher.event('contact.user.deleted_v3', body)
      }
      return pusher.event('contact.user.updated_v3', body)
    },
    emit: (eventType, event) => pusher.event(eventType, event),
  }
}

function senderOf(world: World, openId: string): { readonly id: string; readonly name: string } {
  return { id: openId, name: personOf(world, openId).name }
}

function chatChange(
  world: World,
  pusher: Pusher,
  eventType: string,
  at: string,
  by: string,
): ReturnType<Pusher['event']> {
  return pusher.event(eventType, chatEvent(world, chatOf(world, at), personOf(world, by)))
}

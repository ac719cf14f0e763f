/** im/v1/chats: the groups the bot is in, and who is in them. */
import type { JsonObject } from '../../json.ts'
import type { Chat, World } from '../world.ts'
import { type ApiHandler, failure, success } from './answer.ts'
import { pageOf } from './pages.ts'

export function createChatApi(
  world: World,
): Readonly<Record<'list' | 'get' | 'members' | 'isIn', ApiHandler>> {
  const find = (id: string | undefined): Chat | undefined => {
    const chat = world.chats.get(id ?? '')
    return chat?.botIn ? chat : undefined
  }
  const outside = () =>
    failure(world, { code: 232011, msg: 'Operator can NOT be out of the chat.' })
  return {
    list: ({ query }) => {
      const mine = [...world.chats.values()].filter(
        (chat) => chat.kind === 'group' && chat.botIn && !chat.disbanded,
      )
      return success(
        pageOf(
          mine.map((chat) => ({ chat_id: chat.chatId, ...view(world, chat) })),
          query,
        ),
      )
    },
    get: ({ params }) => {
      const chat = find(params.chat_id)
      return chat ? success(view(world, chat)) : outside()
    },
    members: ({ params, query }) => {
      const chat = find(params.chat_id)
      if (!chat) return outside()
      const members = chat.members.map((openId) => ({
        member_id_type: 'open_id',
        member_id: openId,
        name: world.people.get(openId)?.name ?? '',
        tenant_key: world.app.tenantKey,
      }))
      return success({ ...pageOf(members, query), member_total: members.length })
    },
    isIn: ({ params }) => success({ is_in_chat: find(params.chat_id) !== undefined }),
  }
}

function view(world: World, chat: Chat): JsonObject {
  return {
    avatar: '',
    name: chat.name,
    description: '',
    chat_mode: chat.kind,
    chat_type: 'private',
    group_message_type: 'chat',
    external: chat.external,
    tenant_key: world.app.tenantKey,
    chat_status: chat.disbanded ? 'dissolved' : 'normal',
  }
}

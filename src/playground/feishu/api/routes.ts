/** Every API of the simulated platform: where it is, which scopes it asks for. */
import type { CallbackTokens } from '../callback-tokens.ts'
import type { LongConnectionServer } from '../long-connection/server.ts'
import type { World } from '../world.ts'
import type { Route } from './app.ts'
import { createCardUpdate } from './card-update.ts'
import { createChatApi } from './chats.ts'
import { createContactApi } from './contacts.ts'
import { createFileApi } from './files.ts'
import type { MessageApi } from './messages.ts'
import type { Tokens } from './tokens.ts'

const send = ['im:message', 'im:message:send_as_bot', 'im:message:send']
const update = ['im:message', 'im:message:send_as_bot', 'im:message:update']
const read = ['im:message', 'im:message:readonly']
const upload = ['im:resource', 'im:resource:upload']
const chats = ['im:chat', 'im:chat:readonly', 'im:chat:read']
const contacts = [
  'contact:contact.base:readonly',
  'contact:contact:readonly_as_app',
  'contact:contact:access_as_app',
]

type Parts = {
  readonly world: World
  readonly tokens: Tokens
  readonly messages: MessageApi
  readonly callbackTokens: CallbackTokens
  readonly longConnection: LongConnectionServer
}

export function platformRoutes(parts: Parts): readonly Route[] {
  const { world, messages } = parts
  const chat = createChatApi(world)
  const contact = createContactApi(world)
  const file = createFileApi(world)
  const message = '/open-apis/im/v1/messages/:message_id'
  const people = '/open-apis/contact/v3/users'
  const departments = '/open-apis/contact/v3/departments'
  const route = (
    method: Route['method'],
    path: string,
    scopes: readonly string[],
    handle: Route['handle'],
  ): Route => ({ method, path, scopes, handle })
  return [
    {
      method: 'POST',
      path: '/open-apis/auth/v3/tenant_access_token/internal',
      scopes: [],
      open: true,
      handle: parts.tokens.issue,
    },
    {
      method: 'POST',
      path: '/callback/ws/endpoint',
      scopes: [],
      open: true,
      handle: parts.longConnection.endpoint,
    },
    route('GET', '/open-apis/bot/v3/info', [], () => botInfo(world)),
    route('POST', '/open-apis/im/v1/messages', send, messages.create),
    route('POST', `${message}/reply`, send, messages.reply),
    route('GET', message, read, messages.get),
    route('PATCH', message, update, messages.patch),
    route('PUT', message, update, messages.put),
    route('DELETE', message, update, messages.remove),
    route('GET', `${message}/resources/:key`, read, file.ofMessage),
    route(
      'POST',
      '/open-apis/interactive/v1/card/update',
      update,
      createCardUpdate(world, parts.callbackTokens),
    ),
    route('POST', '/open-apis/im/v1/images', upload, file.uploadImage),
    route('GET', '/open-apis/im/v1/images/:key', upload, file.download),
    route('POST', '/open-apis/im/v1/files', upload, file.uploadFile),
    route('GET', '/open-apis/im/v1/files/:key', upload, file.download),
    route('GET', '/open-apis/im/v1/chats', chats, chat.list),
    route('GET', '/open-apis/im/v1/chats/:chat_id', chats, chat.get),
    route('GET', '/open-apis/im/v1/chats/:chat_id/members', chats, chat.members),
    route('GET', '/open-apis/im/v1/chats/:chat_id/members/is_in_chat', chats, chat.isIn),
    route('GET', `${people}/batch`, contacts, contact.batch),
    route('POST', `${people}/basic_batch`, ['contact:user.basic_profile:readonly'], contact.names),
    route('POST', `${people}/batch_get_id`, ['contact:user.id:readonly'], contact.idsOf),
    route('GET', `${people}/find_by_department`, contacts, contact.ofDepartment),
    route('GET', `${people}/:user_id`, contacts, contact.person),
    route('GET', `${departments}/batch`, contacts, contact.departments),
    route('GET', `${departments}/:department_id/children`, contacts, contact.children),
    route('GET', `${departments}/:department_id`, contacts, contact.department),
    route('GET', '/open-apis/contact/v3/scopes', contacts, contact.range),
  ]
}

/** `bot`, not `data`, and no scope. */
function botInfo(world: World): ReturnType<Route['handle']> {
  return {
    status: 200,
    body: {
      code: 0,
      msg: 'ok',
      bot: {
        activate_status: 2,
        app_name: world.app.name,
        avatar_url: '',
        ip_white_list: [],
        open_id: world.app.openId,
      },
    },
  }
}

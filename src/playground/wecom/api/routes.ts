/** Every API of the simulated platform. */
import type { World } from '../world.ts'
import { type ApiHandler, type Route, success } from './answer.ts'
import { createContactApi } from './contacts.ts'
import type { MessageApi } from './messages.ts'
import type { Tokens } from './tokens.ts'

export function platformRoutes(parts: {
  readonly world: World
  readonly tokens: Tokens
  readonly messages: MessageApi
  /** Of the smart bot's encrypted ids. */
  readonly userIdOf?: (openId: string) => string | undefined
}): readonly Route[] {
  const { messages } = parts
  const contacts = createContactApi(parts.world, parts.userIdOf)
  const get = (name: string, handle: ApiHandler): Route => ({
    method: 'GET',
    path: `/cgi-bin/${name}`,
    handle,
  })
  const post = (name: string, handle: ApiHandler): Route => ({
    ...get(name, handle),
    method: 'POST',
  })
  return [
    { ...get('gettoken', parts.tokens.issue), open: true },
    post('message/send', messages.send),
    post('message/update_template_card', messages.update),
    post('message/recall', messages.recall),
    get('user/get', contacts.get),
    get('user/list', contacts.list),
    get('user/simplelist', contacts.simpleList),
    get('department/list', contacts.departments),
    get('department/simplelist', contacts.departmentIds),
    post('batch/openuserid_to_userid', contacts.plainIds),
    get('getcallbackip', () => success({ ip_list: ['127.0.0.1'] })),
  ]
}

/** The simulated Feishu as the page shows it. */
import type { ApiCall, SimMessage } from '../feishu/types.ts'
import { objectAt } from '../wecom/card/tree.ts'
import { hasComponent } from './component.ts'
import type { SeenChat, ShownCall, ShownMessage, Side } from './side.ts'
import type { PlaygroundOptions } from './types.ts'

export function feishuSide({ feishu, people, groups, botName }: PlaygroundOptions): Side {
  const name = botName ?? 'Dealgate 助手'
  return {
    id: 'feishu',
    bot: { id: feishu.botOpenId, name },
    chatsSeenBy: (personId) => {
      const own: SeenChat = {
        id: feishu.privateChatOf(personId),
        kind: 'p2p',
        name,
        members: [personId],
      }
      const joined = feishu
        .chatsOf(personId)
        .filter((chat) => chat.kind === 'group' && !chat.disbanded)
      const inGroups = groups.flatMap((group) => {
        const chat = joined.find(({ chatId }) => chatId === group.id)
        if (!chat) return []
        return [{ id: group.id, kind: chat.kind, name: group.name, members: chat.members }]
      })
      return [own, ...inGroups]
    },
    messages: (chatId) => feishu.messages(chatId).map(shown),
    deliveries: feishu.deliveries,
    calls: () => feishu.calls().map(shownCall),
    faults: feishu.faults,
    say: (input) => {
      const mentions = people
        .filter((person) => input.text.includes(`@${person.name}`))
        .map((person) => ({ openId: person.id, name: person.name }))
      return feishu.say({ ...input, mentions })
    },
    sendFile: (where, { name: text, bytes }) => {
      const as = /\.(?:png|jpe?g|gif|webp|bmp)$/iu.test(text) ? 'image' : 'file'
      return feishu.say({ ...where, text, as, bytes })
    },
    chatOf: (messageId) => feishu.message(messageId)?.chatId,
    tap: ({ path, button: _button, selected: _selected, ...rest }) => {
      if (path === undefined) return undefined
      if (!hasComponent(feishu.message(rest.messageId)?.card, path)) return undefined
      return feishu.tap({ ...rest, button: { path } })
    },
    subscribe: (listener) =>
      feishu.subscribe((change) => {
        if (change.kind === 'message' || change.kind === 'message-changed') {
          listener({ kind: 'message', message: shown(change.message) })
        }
        if (change.kind === 'delivery') listener(change)
        if (change.kind === 'call') listener({ kind: 'call', call: shownCall(change.call) })
        if (change.kind === 'chat') listener({ kind: 'all' })
        if (change.kind === 'reset') listener(change)
      }),
    reset: feishu.reset,
  }
}

const shown = (message: SimMessage): ShownMessage => ({ ...message, wireId: message.id })

function shownCall(call: ApiCall): ShownCall {
  const made = objectAt(call.response?.data)?.message_id
  return { ...call, ...(typeof made === 'string' && { made }) }
}

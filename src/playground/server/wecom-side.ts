/** The simulated WeCom as the page shows it: each member's chat with the app, and the bot's groups. */
import { objectAt, objectsAt } from '../wecom/card/tree.ts'
import type { ApiCall, DeliveryReport, SimMessage, SimulatedWecom } from '../wecom/types.ts'
import type { SeenChat, ShownCall, ShownDelivery, ShownMessage, Side } from './side.ts'
import type { PlaygroundOptions } from './types.ts'

const ofApp = 'app/'
const ofGroup = 'group/'

export function wecomSide(wecom: SimulatedWecom, { people, botName }: PlaygroundOptions): Side {
  const bot = { id: 'app', name: botName ?? 'Dealgate 助手' }
  const userIdOf = (personId: string) => people.find(({ id }) => id === personId)?.userId ?? ''
  const personIdOf = (userId: string) =>
    people.find((person) => person.userId === userId)?.id ?? userId
  const shown = (message: SimMessage): ShownMessage => ({
    id: message.id,
    wireId: message.msgId,
    chatId: message.chatId,
    sender:
      message.sender.kind === 'person'
        ? { kind: 'person', id: personIdOf(message.sender.id), name: message.sender.name }
        : { kind: 'bot', ...bot },
    createdMs: message.createdMs,
    updatedMs: message.updatedMs,
    type: message.type,
    text: message.text.replace(/[\u200b-\u200d\u2060]/g, ''),
    ...(message.card && { card: message.card }),
    ...(message.replacedButton !== undefined && { replacedButton: message.replacedButton }),
    mentions: [],
    mentionsAll: false,
    edited: false,
    recalled: message.recalled,
  })
  return {
    id: 'wecom',
    bot,
    chatsSeenBy: (personId) => {
      const userId = userIdOf(personId)
      const own: SeenChat = {
        id: `${ofApp}${userId}`,
        kind: 'p2p',
        name: bot.name,
        members: [personId],
      }
      const groups = (wecom.bot?.groups() ?? []).filter(({ members }) => members.includes(userId))
      return [
        own,
        ...groups.map(
          ({ chatId, name, members }): SeenChat => ({
            id: `${ofGroup}${chatId}`,
            kind: 'group',
            name,
            members: members.map(personIdOf),
          }),
        ),
      ]
    },
    messages: (chatId) => {
      const found = chatId.startsWith(ofGroup)
        ? (wecom.bot?.messages({ group: chatId.slice(ofGroup.length) }) ?? [])
        : wecom.messages(chatId.slice(ofApp.length))
      return found.map(shown)
    },
    deliveries: () => wecom.deliveries().map(shownDelivery),
    calls: () => wecom.calls().map(shownCall),
    faults: wecom.faults,
    say: async ({ from, chat, text, mentionBot }) => {
      const userId = userIdOf(from)
      if (!chat.startsWith(ofGroup)) return wecom.say({ from: userId, text })
      const group = chat.slice(ofGroup.length)
      return { heard: wecom.bot!.say({ from: userId, text, group, mention: mentionBot ?? true }) }
    },
    chatOf: (messageId) => wecom.message(messageId)?.chatId,
    tap: ({ by, messageId, button, selected }) => {
      const message = wecom.message(messageId)
      if (button === undefined || !message?.card || !hasButton(message.card, button)) {
        return undefined
      }
      const input = { by: userIdOf(by), card: { messageId }, button, selected }
      return message.sender.kind === 'bot'
        ? Promise.resolve(wecom.bot!.tap(input))
        : wecom.tap(input)
    },
    subscribe: (listener) =>
      wecom.subscribe((change) => {
        if (change.kind === 'message' || change.kind === 'message-changed') {
          listener({ kind: 'message', message: shown(change.message) })
        }
        if (change.kind === 'delivery') {
          listener({ kind: 'delivery', delivery: shownDelivery(change.delivery) })
        }
        if (change.kind === 'call') listener({ kind: 'call', call: shownCall(change.call) })
        if (change.kind === 'reset') listener(change)
      }),
    reset: wecom.reset,
  }
}

/** By its key: the card may have changed between drawing and tapping. */
function hasButton(card: NonNullable<SimMessage['card']>, key: string): boolean {
  const all = [
    ...objectsAt(card.button_list),
    ...objectsAt(objectAt(card.action_menu)?.action_list),
    ...(card.submit_button ? [objectAt(card.submit_button)] : []),
  ]
  return all.some((button) => button?.key === key)
}

function shownDelivery(delivery: DeliveryReport): ShownDelivery {
  return {
    ...delivery,
    kind: delivery.kind === 'message' ? 'event' : 'callback',
    attempts: delivery.attempts.map(({ url, ...attempt }) => ({
      ...attempt,
      via: 'webhook',
      headers: url ? Object.fromEntries(new URL(url).searchParams) : {},
    })),
  } as ShownDelivery
}

function shownCall({ errcode, errmsg, ...call }: ApiCall): ShownCall {
  const made = call.response?.msgid
  return { ...call, code: errcode, msg: errmsg, ...(typeof made === 'string' && { made }) }
}

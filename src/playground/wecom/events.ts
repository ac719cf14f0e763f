/** What the app is told, as XML before encryption (https://developer.work.weixin.qq.com/document/path/90240). */
import type { JsonObject } from '../json.ts'
import type { SimMember } from './types.ts'
import type { World } from './world.ts'
import { writeXml, type XmlElements } from './xml.ts'

export type Told = { readonly eventType: string; readonly plaintext: string }

const head = (world: World, from: SimMember): XmlElements => ({
  ToUserName: world.corpId,
  FromUserName: from.userId,
  CreateTime: Math.floor(world.clock.business() / 1000),
})

export function textMessage(world: World, from: SimMember, content: string): Told {
  const plaintext = writeXml({
    ...head(world, from),
    MsgType: 'text',
    Content: content,
    MsgId: world.ids.msgId(),
    AgentID: world.app.agentId,
  })
  return { eventType: 'text', plaintext }
}

function eventOf(world: World, from: SimMember, eventType: string, more: XmlElements = {}): Told {
  const plaintext = writeXml({
    ...head(world, from),
    MsgType: 'event',
    Event: eventType,
    ...more,
    AgentID: world.app.agentId,
  })
  return { eventType, plaintext }
}

export const subscribed = (world: World, member: SimMember): Told =>
  eventOf(world, member, 'subscribe')

export const unsubscribed = (world: World, member: SimMember): Told =>
  eventOf(world, member, 'unsubscribe')

export const entered = (world: World, member: SimMember): Told =>
  eventOf(world, member, 'enter_agent', { EventKey: '' })

export const menuClicked = (world: World, member: SimMember, key: string): Told =>
  eventOf(world, member, 'click', { EventKey: key })

export type CardTap = {
  readonly key: string
  readonly card: JsonObject
  readonly taskId: string
  readonly responseCode: string
  /** Undefined for the card's menu. */
  readonly selected: Readonly<Record<string, readonly string[]>> | undefined
}

export function cardTapped(world: World, member: SimMember, tap: CardTap): Told {
  const isMenu = tap.selected === undefined
  const items = Object.entries(tap.selected ?? {}).map(([QuestionKey, ids]) => ({
    QuestionKey,
    OptionIds: { OptionId: ids },
  }))
  return eventOf(world, member, isMenu ? 'template_card_menu_event' : 'template_card_event', {
    EventKey: tap.key,
    TaskId: tap.taskId,
    CardType: String(tap.card.card_type),
    ResponseCode: tap.responseCode,
    ...(items.length > 0 ? { SelectedItems: { SelectedItem: items } } : {}),
  })
}

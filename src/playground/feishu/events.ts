/** Events as they are before encryption: the v2.0 envelope and the bodies of §2 of the protocol. */
import type { JsonObject } from '../json.ts'
import type { SimMessage, SimPerson } from './types.ts'
import { type Chat, personOf, type World } from './world.ts'

/** `user_id` is only there for an app that may read employee ids. */
export function personIds(world: World, person: SimPerson): JsonObject {
  return {
    union_id: person.unionId,
    ...(world.scopes.has('contact:user.employee_id:readonly') ? { user_id: person.userId } : {}),
    open_id: person.openId,
  }
}

/** `create_time` counts milliseconds, but microseconds for a card callback. */
export function envelope(
  world: World,
  eventType: string,
  event: JsonObject,
): JsonObject & { readonly header: JsonObject } {
  const ms = world.clock.real()
  return {
    schema: '2.0',
    header: {
      event_id: world.ids.next('event'),
      event_type: eventType,
      create_time: eventType === 'card.action.trigger' ? `${ms}000` : String(ms),
      token: world.app.verificationToken,
      app_id: world.app.id,
      tenant_key: world.app.tenantKey,
    },
    event,
  }
}

export function messageEvent(world: World, message: SimMessage, chat: Chat): JsonObject {
  const sender = personOf(world, message.sender.id)
  return {
    sender: {
      sender_id: personIds(world, sender),
      sender_type: 'user',
      tenant_key: sender.tenantKey ?? world.app.tenantKey,
    },
    message: {
      message_id: message.id,
      ...(message.rootId ? { root_id: message.rootId } : {}),
      ...(message.parentId ? { parent_id: message.parentId } : {}),
      create_time: String(message.createdMs),
      update_time: String(message.updatedMs),
      chat_id: message.chatId,
      chat_type: chat.kind,
      message_type: message.type,
      content: message.content,
      ...(message.mentions.length > 0
        ? { mentions: message.mentions.map((m) => mentionOf(world, m)) }
        : {}),
    },
  }
}

/** There is nobody in it: who took it back is the sender, or `recall_type` says otherwise. */
export function recalledEvent(world: World, message: SimMessage): JsonObject {
  return {
    message_id: message.id,
    chat_id: message.chatId,
    recall_time: String(Math.floor(world.clock.business() / 1000)),
    recall_type: 'message_owner',
  }
}

function mentionOf(world: World, mention: SimMessage['mentions'][number]): JsonObject {
  const person = world.people.get(mention.openId)
  const isBot = mention.openId === world.app.openId
  return {
    key: mention.key,
    id: person
      ? personIds(world, person)
      : { union_id: world.ids.of('union', mention.openId), user_id: '', open_id: mention.openId },
    mentioned_type: isBot ? 'bot' : 'user',
    name: mention.name,
    tenant_key: world.app.tenantKey,
  }
}

/** There is no chat in it: the bot answers to the open_id. `timestamp` is in seconds, a number. */
export function menuEvent(world: World, person: SimPerson, key: string): JsonObject {
  return {
    operator: {
      ...(world.scopes.has('application:application.bot.operator_name:readonly')
        ? { operator_name: person.name }
        : {}),
      operator_id: personIds(world, person),
    },
    event_key: key,
    timestamp: Math.floor(world.clock.business() / 1000),
  }
}

/** `im.chat.member.bot.added_v1`, `.deleted_v1` and `im.chat.disbanded_v1` share this body. */
export function chatEvent(world: World, chat: Chat, operator: SimPerson): JsonObject {
  return {
    chat_id: chat.chatId,
    operator_id: personIds(world, operator),
    external: chat.external,
    operator_tenant_key: world.app.tenantKey,
    name: chat.name,
    i18n_names: { zh_cn: chat.name, en_us: '', ja_jp: '' },
  }
}

export function enteredEvent(world: World, person: SimPerson, chatId: string): JsonObject {
  const lastId = world.timelines.get(chatId)?.at(-1)
  const last = lastId ? world.messages.get(lastId) : undefined
  return {
    chat_id: chatId,
    operator_id: personIds(world, person),
    ...(last ? { last_message_id: last.id, last_message_create_time: String(last.createdMs) } : {}),
  }
}

/**
 * The contact event of a change. The platform's own sample of a departure has `is_resigned: false`
 * and gives the departments only in `old_object`; so does this.
 */
export function contactEvent(world: World, before: SimPerson, after: SimPerson): JsonObject {
  const left = after.resigned === true && before.resigned !== true
  return {
    object: {
      ...personIds(world, after),
      name: after.name,
      job_title: after.jobTitle ?? '',
      leader_user_id: after.leaderOpenId ?? '',
      status: {
        is_frozen: after.frozen ?? false,
        is_resigned: false,
        is_activated: true,
        is_exited: false,
        is_unjoin: false,
      },
    },
    old_object: left
      ? { department_ids: [...(before.departmentIds ?? [])], open_id: before.openId }
      : {
          ...personIds(world, before),
          name: before.name,
          job_title: before.jobTitle ?? '',
          leader_user_id: before.leaderOpenId ?? '',
          department_ids: [...(before.departmentIds ?? [])],
          status: { is_frozen: before.frozen ?? false },
        },
  }
}

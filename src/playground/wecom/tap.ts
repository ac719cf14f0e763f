/** A tap on a card: what the client checks by itself, the delivery, and what becomes of its answer. */
import type { JsonObject } from '../json.ts'
import { cardTitle, objectAt, objectsAt } from './card/tree.ts'
import { cardTapped } from './events.ts'
import { type PassiveReply, readReply } from './passive-reply.ts'
import type { Pusher } from './push.ts'
import type { ResponseCodes } from './response-codes.ts'
import type { SimMessage, TapInput, TapReport } from './types.ts'
import { addMessage, appChatId, changeMessage, isShown, memberOf, type World } from './world.ts'

type TapTarget =
  | { readonly refusal: NonNullable<TapReport['refusal']> }
  | { readonly opened: string }
  | {
      readonly key: string
      /** Undefined for the card's menu. */
      readonly selected: Readonly<Record<string, readonly string[]>> | undefined
    }

export async function tap(
  at: { readonly world: World; readonly pusher: Pusher; readonly codes: ResponseCodes },
  input: TapInput,
): Promise<TapReport> {
  const { world } = at
  const message = tappedMessage(world, input)
  const member = memberOf(world, input.by)
  const target = targetOf(message, input)
  if ('refusal' in target) return { outcome: 'refused', refusal: target.refusal }
  if ('opened' in target) return { outcome: 'local', opened: target.opened }
  const responseCode = at.codes.issue(message.msgId)
  const told = cardTapped(world, member, {
    ...target,
    card: message.card,
    taskId: message.taskId ?? '',
    responseCode,
  })
  let reply: PassiveReply | undefined
  const delivery = await at.pusher.deliver(told, {
    messageId: message.id,
    onAnswer: (answer) => {
      reply = readReply(world, answer, member.userId)
      applyReply(world, message, reply)
    },
  })
  if (!reply) return { outcome: 'failed', responseCode, delivery }
  return { outcome: 'answered', responseCode, delivery, ...shownTo(reply) }
}

/** The copy that this person taps. */
function tappedMessage(world: World, input: TapInput): SimMessage & { readonly card: JsonObject } {
  const { card } = input
  const own = appChatId(memberOf(world, input.by).userId)
  const found = [...world.messages.values()].findLast(
    (message) =>
      isShown(message) &&
      message.chatId === own &&
      ('taskId' in card ? message.taskId === card.taskId : message.id === card.messageId),
  )
  if (!found?.card) throw new Error(`${input.by} sees no such card: ${JSON.stringify(card)}`)
  return { ...found, card: found.card }
}

export function targetOf(
  message: SimMessage & { readonly card: JsonObject },
  input: TapInput,
): TapTarget {
  const { card } = message
  if (message.recalled) return { refusal: 'recalled' }
  const menu = objectsAt(objectAt(card.action_menu)?.action_list)
  const ofMenu = menu.find((action) => isCalled(action, input.button))
  if (ofMenu) return { key: String(ofMenu.key), selected: undefined }
  const submit = objectAt(card.submit_button)
  const buttons = [...objectsAt(card.button_list), ...(submit ? [submit] : [])]
  const button = input.button
    ? buttons.find((candidate) => isCalled(candidate, input.button))
    : buttons.length === 1
      ? buttons[0]
      : undefined
  if (!button) return linkOf(card, input)
  if (message.replacedButton !== undefined || card.replace_text) return { refusal: 'replaced' }
  if (button.type === 1) return { opened: String(button.url) }
  const selected = selectionOf(card, input)
  return selected ? { key: String(button.key), selected } : { refusal: 'unknown-option' }
}

const isCalled = (button: JsonObject, name: string | undefined): boolean =>
  name !== undefined && (button.key === name || button.text === name)

/** A jump by its title, or the card itself. */
function linkOf(card: JsonObject, input: TapInput): TapTarget {
  const action = objectAt(card.card_action)
  const named = objectsAt(card.jump_list).find((jump) => jump.title === input.button)
  const jump = named ?? (input.button === undefined ? action : undefined)
  if (!jump) throw new Error(`no button ${input.button} on the card ${cardTitle(card)}`)
  return { opened: String(jump.url ?? jump.pagepath ?? '') }
}

/** What is chosen in every question; undefined if something else than the options was named. */
function selectionOf(
  card: JsonObject,
  input: TapInput,
): Readonly<Record<string, readonly string[]>> | undefined {
  const single = objectAt(card.button_selection)
  const checkbox = objectAt(card.checkbox)
  const questions = [single, checkbox, ...objectsAt(card.select_list)].filter(
    (question) => question !== undefined,
  )
  const chosen: Record<string, readonly string[]> = {}
  for (const question of questions) {
    const key = String(question.question_key)
    const options = objectsAt(question.option_list)
    const usual =
      question.selected_id === undefined
        ? options.filter((option) => option.is_checked === true).map((option) => String(option.id))
        : [String(question.selected_id)]
    const ids = (question.disable !== true && input.selected?.[key]) || usual
    if (!ids.every((id) => options.some((option) => option.id === id))) return undefined
    const isSingle = question !== checkbox || question.mode !== 1
    if (isSingle && ids.length > 1) return undefined
    if (ids.length > 0) chosen[key] = ids
  }
  const known = questions.map((question) => String(question.question_key))
  return Object.keys(input.selected ?? {}).every((key) => known.includes(key)) ? chosen : undefined
}

/** Only the one who tapped sees what the answer changed. */
function applyReply(world: World, message: SimMessage, reply: PassiveReply): void {
  if (reply.kind === 'button') {
    changeMessage(world, message.id, { replacedButton: reply.replaceName })
  }
  if (reply.kind === 'card') {
    changeMessage(world, message.id, {
      card: reply.card,
      content: reply.card,
      text: cardTitle(reply.card),
      replacedButton: undefined,
      warnings: reply.warnings,
    })
  }
  if (reply.kind === 'text') sayBack(world, message.chatId.slice(appChatId('').length), reply.text)
}

/** A text that came as the answer to a delivery. */
export function sayBack(world: World, userId: string, text: string): void {
  addMessage(world, {
    msgId: world.ids.next('message'),
    chatId: appChatId(userId),
    sender: { kind: 'app', id: String(world.app.agentId), name: world.app.name },
    type: 'text',
    content: { content: text },
    text,
    dropped: false,
    warnings: [],
  })
}

function shownTo(reply: PassiveReply): Partial<TapReport> {
  switch (reply.kind) {
    case 'none':
      return {}
    case 'text':
      return { text: reply.text }
    case 'button':
      return { replacedButton: reply.replaceName }
    case 'card':
      return { card: reply.card }
    case 'bad':
      return { problem: reply.problem }
  }
}

/** A tap on a card: what the client checks by itself, the callback, and what becomes of its answer. */

import type { JsonObject } from '../json.ts'
import { cardTitle } from './api/content.ts'
import type { CallbackTokens } from './callback-tokens.ts'
import { type CardNode, listAt, objectAt } from './card/tree.ts'
import { envelope, personIds } from './events.ts'
import { fillForm, inFormat } from './fill-form.ts'
import { callbackValue, findComponent } from './find-component.ts'
import type { Pusher } from './push.ts'
import { judgeAnswer } from './tap-answer.ts'
import type { SimMessage, TapInput, TapReport } from './types.ts'
import { changeMessage, chatOf, personOf, type World } from './world.ts'

/** Cards of 2.0 live this long, for taps as for updates. */
const lifeMs = 14 * 86_400_000

export async function tap(
  at: { readonly world: World; readonly pusher: Pusher; readonly tokens: CallbackTokens },
  input: TapInput,
): Promise<TapReport> {
  const { world } = at
  const person = personOf(world, input.by)
  const message = world.messages.get(input.messageId)
  if (!message?.card) throw new Error(`no card in message ${input.messageId}`)
  const refusal = refusalOf(world, message, input.by)
  if (refusal) return { outcome: 'refused', refusal }
  const node = findComponent(message.card, input.button)
  if (node.json.disabled === true) return { outcome: 'refused', refusal: 'disabled' }
  const opened = linkOf(node, input)
  if (!callsBack(node, input)) return { outcome: 'local', opened }
  const action = actionOf(message.card, node, input)
  if (!action.ok) return { outcome: 'refused', refusal: 'required', missing: action.fields }
  const token = at.tokens.issue(message.id)
  const plaintext = envelope(world, 'card.action.trigger', {
    operator: { tenant_key: world.app.tenantKey, ...personIds(world, person) },
    token,
    action: action.sent,
    host: 'im_message',
    context: { open_message_id: idSent(world, message), open_chat_id: message.chatId },
  })
  const report = await sendTap(at, { message, token, plaintext })
  return { ...report, opened }
}

async function sendTap(
  at: { readonly world: World; readonly pusher: Pusher; readonly tokens: CallbackTokens },
  sent: { readonly message: SimMessage; readonly token: string; readonly plaintext: JsonObject },
): Promise<TapReport> {
  const { world } = at
  const { message, token } = sent
  lock(world, message.id, 1)
  const { report: delivery, answer } = await at.pusher
    .callback(sent.plaintext, message.id)
    .finally(() => lock(world, message.id, -1))
  at.tokens.answered(token)
  const current = world.messages.get(message.id)
  if (!current?.card) return { outcome: 'answered', delivery, token }
  const judged = judgeAnswer(world, answer, {
    card: current.card,
    chat: chatOf(world, message.chatId),
  })
  if ('error' in judged) return { outcome: 'failed', error: judged.error, delivery, token }
  if (judged.card) {
    changeMessage(world, message.id, {
      card: judged.card,
      content: JSON.stringify(judged.card),
      text: cardTitle(judged.card),
      warnings: judged.warnings,
    })
  }
  return { outcome: 'answered', toast: judged.toast, card: judged.card, delivery, token }
}

/** Nobody else may update the card between a tap and its answer. */
function lock(world: World, messageId: string, step: 1 | -1): void {
  const count = (world.locked.get(messageId) ?? 0) + step
  if (count > 0) world.locked.set(messageId, count)
  else world.locked.delete(messageId)
}

function refusalOf(
  world: World,
  message: SimMessage,
  by: string,
): NonNullable<TapReport['refusal']> | undefined {
  if (!chatOf(world, message.chatId).members.includes(by)) return 'not-in-chat'
  if (message.recalled) return 'recalled'
  if (world.clock.business() - message.createdMs > lifeMs) return 'expired'
  const config = objectAt(message.card?.config)
  const isKept = world.faults.forwardedTaps === 'refused'
  if (message.forwarded && isKept && config?.enable_forward_interaction !== true) return 'forwarded'
  return undefined
}

/** A copy's own id, unless the copies pass as the first message. */
const idSent = (world: World, message: SimMessage) =>
  world.faults.forwardedTaps === 'as-original' ? (message.copyOf ?? message.id) : message.id

/** Components call back unless told to do only something else; a checker only when told to. */
function callsBack(node: CardNode, input: TapInput): boolean {
  if (node.form && node.tag !== 'button') return false
  if (node.json.form_action_type === 'reset') return false
  if (node.form && node.json.form_action_type !== 'submit' && !node.json.behaviors) return false
  if (node.tag === 'overflow') {
    const option = listAt(node.json.options)
      .map(objectAt)
      .find((o) => o?.value === input.option)
    return option !== undefined && option.multi_url === undefined
  }
  const behaviors = listAt(node.json.behaviors).map(objectAt)
  if (behaviors.length === 0) return node.tag !== 'checker'
  return behaviors.some((behavior) => behavior?.type === 'callback')
}

function linkOf(node: CardNode, input: TapInput): string | undefined {
  const behavior = listAt(node.json.behaviors)
    .map(objectAt)
    .find((candidate) => candidate?.type === 'open_url')
  const option = listAt(node.json.options)
    .map(objectAt)
    .find((o) => o?.value === input.option)
  const url = behavior?.pc_url || behavior?.default_url || objectAt(option?.multi_url)?.url
  return typeof url === 'string' && url !== '' ? url : undefined
}

type Action =
  | { readonly ok: true; readonly sent: JsonObject }
  | { readonly ok: false; readonly fields: readonly string[] }

function actionOf(card: JsonObject, node: CardNode, input: TapInput): Action {
  const timezone = input.timezone ?? 'Asia/Shanghai'
  const zone = offsetOf(timezone)
  const value = callbackValue(node)
  const base = { ...(value === undefined ? {} : { value }), tag: node.tag, timezone }
  const name = typeof node.json.name === 'string' ? { name: node.json.name } : {}
  if (node.tag === 'button' && node.form && node.json.form_action_type === 'submit') {
    const filled = fillForm(card, node.form, input.form ?? {}, zone)
    if (!filled.ok) return filled
    return { ok: true, sent: { ...base, ...name, form_value: filled.values } }
  }
  return { ok: true, sent: { ...base, ...name, ...stateOf(node, input, zone) } }
}

/** What the component holds after the tap, under the key of its kind. */
function stateOf(node: CardNode, input: TapInput, zone: string): JsonObject {
  switch (node.tag) {
    case 'button':
    case 'interactive_container':
      return {}
    case 'input':
      return { input_value: input.input ?? '' }
    case 'checker':
      return { checked: input.checked ?? node.json.checked !== true }
    default:
      return { option: chosen(node, input, zone) }
  }
}

function chosen(node: CardNode, input: TapInput, zone: string): string {
  if (input.option === undefined) throw new Error(`an option is needed to tap a ${node.tag}`)
  const values = listAt(node.json.options).map((option) => objectAt(option)?.value)
  const bound = node.tag === 'select_static' || node.tag === 'overflow'
  if (bound && !values.includes(input.option)) {
    throw new Error(`${input.option} is none of ${values.join(', ')}`)
  }
  return String(inFormat(node, input.option, zone))
}

/** `+0800`. Callbacks carry the device's offset; the simulated devices keep winter time. */
function offsetOf(timezone: string): string {
  const name = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' })
    .formatToParts(0)
    .find((part) => part.type === 'timeZoneName')?.value
  const offset = name?.replace('GMT', '').replace(':', '')
  return offset ? offset : '+0000'
}

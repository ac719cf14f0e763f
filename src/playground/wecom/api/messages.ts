/** message/send, message/update_template_card and message/recall. */
import * as z from 'zod'
import type { JsonObject } from '../../json.ts'
import { callsBack, validateCard } from '../card/card-validator.ts'
import { cardTitle } from '../card/tree.ts'
import type { Rates } from '../rates.ts'
import type { ResponseCodes } from '../response-codes.ts'
import type { SimMember, SimMessage } from '../types.ts'
import { addMessage, appChatId, changeMessage, folded, type World } from '../world.ts'
import { type ApiAnswer, type ApiHandler, failure, success } from './answer.ts'
import { readContent } from './content.ts'
import { countProblem, namedInLists, namedInStrings, resolve } from './receivers.ts'

const recallMs = 24 * 3_600_000
const usualIntervalSeconds = 1800

const flag = z.union([z.literal(0), z.literal(1)]).optional()

const sending = z.looseObject({
  msgtype: z.string(),
  agentid: z.int().positive(),
  touser: z.string().optional(),
  toparty: z.string().optional(),
  totag: z.string().optional(),
  safe: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  enable_id_trans: flag,
  enable_duplicate_check: flag,
  duplicate_check_interval: z.int().min(1).max(14_400).optional(),
})

const updating = z.strictObject({
  userids: z.array(z.string()).optional(),
  partyids: z.array(z.int()).optional(),
  tagids: z.array(z.int()).optional(),
  atall: flag,
  agentid: z.int().positive(),
  response_code: z.string().min(1),
  enable_id_trans: flag,
  button: z.strictObject({ replace_name: z.string().min(1) }).optional(),
  template_card: z.record(z.string(), z.unknown()).optional(),
})

type Sent = { readonly atMs: number; readonly answer: JsonObject }

export type MessageApi = Readonly<Record<'send' | 'update' | 'recall', ApiHandler>> & {
  readonly forget: () => void
}

export function createMessageApi(
  world: World,
  parts: { readonly rates: Rates; readonly codes: ResponseCodes },
): MessageApi {
  const duplicates = new Map<string, Sent>()
  const tasks = new Set<string>()

  /** An answer given within the interval to the same content for the same people. */
  const earlier = (input: z.infer<typeof sending>, key: string): JsonObject | undefined => {
    const seconds = input.duplicate_check_interval ?? usualIntervalSeconds
    const sent = duplicates.get(key)
    return sent && world.clock.real() - sent.atMs < seconds * 1000 ? sent.answer : undefined
  }

  const send: ApiHandler = ({ json }) => {
    const parsed = sending.safeParse(json)
    if (!json || !parsed.success) return malformed(world, parsed.error)
    if (parsed.data.agentid !== world.app.agentId) return failure(world, 301002)
    const named = namedInStrings(json)
    const count = countProblem(named)
    if (count) return failure(world, count)
    const content = readContent(json)
    if (!content.ok) return failure(world, content.errcode, content.detail)
    const { message, cardBytes } = content
    // NOT VERIFIED: what counts as the same message is not said.
    const key = JSON.stringify([message.type, message.content, named])
    const before = parsed.data.enable_duplicate_check === 1 ? earlier(parsed.data, key) : undefined
    if (before) return success(before, { cardBytes, warnings: ['sent before: not sent again'] })
    if (message.taskId !== undefined && tasks.has(message.taskId)) {
      return failure(world, 42014, `${message.taskId} was used before`)
    }
    const isCalledBack = message.card !== undefined && callsBack(message.card)
    if (isCalledBack && !world.callbackUrl) {
      return failure(world, 40058, 'a card that calls back needs a callback URL')
    }
    const found = resolve(world, named)
    if (found.members.length + found.unlicensedUsers.length === 0) return failure(world, 81013)
    const msgId = world.ids.next('message')
    for (const member of found.members) deliver(world, parts.rates, member, { msgId, ...message })
    if (message.taskId !== undefined) tasks.add(message.taskId)
    const answer = {
      invaliduser: found.invalidUsers.join('|'),
      invalidparty: found.invalidParties.join('|'),
      invalidtag: found.invalidTags.join('|'),
      unlicenseduser: found.unlicensedUsers.join('|'),
      msgid: msgId,
      ...(isCalledBack ? { response_code: parts.codes.issue(msgId) } : {}),
    }
    duplicates.set(key, { atMs: world.clock.real(), answer })
    return success(answer, { cardBytes, warnings: message.warnings })
  }

  return {
    send,
    update: ({ json }) => {
      const parsed = updating.safeParse(json)
      if (!json || !parsed.success) return malformed(world, parsed.error)
      return update(world, parts.codes, json, parsed.data)
    },
    // NOT VERIFIED: the codes for what cannot be recalled.
    recall: ({ json }) => {
      const copies = copiesOf(world, String(json?.msgid ?? ''))
      const first = copies[0]
      if (!first) return failure(world, 40058, 'msgid is not known')
      if (world.clock.business() - first.createdMs > recallMs) {
        return failure(world, 40058, 'sent more than 24 hours ago')
      }
      for (const copy of copies) changeMessage(world, copy.id, { recalled: true })
      return success()
    },
    forget: () => {
      duplicates.clear()
      tasks.clear()
    },
  }
}

function malformed(world: World, error: z.ZodError | undefined): ApiAnswer {
  const issue = error?.issues[0]
  return failure(world, 40058, issue && `${issue.path.join('.')} ${issue.message}`)
}

/** What is over the member's limit is taken, and shown to nobody. */
function deliver(
  world: World,
  rates: Rates,
  member: SimMember,
  message: Pick<SimMessage, 'msgId' | 'type' | 'content' | 'text' | 'card' | 'taskId' | 'warnings'>,
): void {
  addMessage(world, {
    ...message,
    chatId: appChatId(member.userId),
    sender: { kind: 'app', id: String(world.app.agentId), name: world.app.name },
    dropped: !rates.messageTo(appChatId(member.userId)),
  })
}

const copiesOf = (world: World, msgId: string): SimMessage[] =>
  [...world.messages.values()].filter(
    (message) => message.msgId === msgId && message.sender.kind === 'app',
  )

function update(
  world: World,
  codes: ResponseCodes,
  json: JsonObject,
  input: z.infer<typeof updating>,
): ApiAnswer {
  if (input.agentid !== world.app.agentId) return failure(world, 301002)
  const named = namedInLists(json)
  const count = countProblem(named)
  if (count) return failure(world, count)
  if ((input.button === undefined) === (input.template_card === undefined)) {
    return failure(world, 40058, 'either button or template_card')
  }
  const msgId = codes.look(input.response_code)
  const copies = msgId === undefined ? [] : copiesOf(world, msgId)
  const first = copies[0]
  if (!first) return failure(world, 60140)
  const change = changeOf(world, first, json, input)
  if ('status' in change) return change
  const found = resolve(world, named)
  const asked = named.all
    ? copies.map((copy) => copy.chatId)
    : found.members.map((member) => appChatId(member.userId))
  const reached = copies.filter((copy) => asked.includes(copy.chatId))
  const strangers = found.members
    .map((member) => folded(member.userId))
    .filter((id) => !named.all && !copies.some((copy) => copy.chatId === appChatId(id)))
  // NOT VERIFIED: the code where nobody is reached, and that a refused update does not use the code up.
  if (reached.length === 0) return failure(world, 81013)
  codes.use(input.response_code)
  for (const copy of reached) changeMessage(world, copy.id, change)
  return success(
    { invaliduser: [...found.invalidUsers, ...strangers] },
    { warnings: change.warnings, ...(change.card ? { cardBytes: sizeOf(change.card) } : {}) },
  )
}

const sizeOf = (card: JsonObject): number => Buffer.byteLength(JSON.stringify(card))

/** What the copies become. */
function changeOf(
  world: World,
  before: SimMessage,
  json: JsonObject,
  input: z.infer<typeof updating>,
): ApiAnswer | Partial<SimMessage> {
  if (input.button) {
    const hasButtons = !/_notice$/.test(String(before.card?.card_type))
    if (!hasButtons) return failure(world, 40058, 'button is for cards with buttons')
    return { replacedButton: input.button.replace_name }
  }
  const { errors, warnings } = validateCard(json.template_card, 'update')
  const problem = errors[0]
  if (problem) {
    return failure(world, problem.errcode, `template_card${problem.path} ${problem.message}`)
  }
  const card = json.template_card as JsonObject
  return { card, content: card, text: cardTitle(card), replacedButton: undefined, warnings }
}

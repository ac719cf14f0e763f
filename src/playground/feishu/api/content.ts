/** Checks the `content` of a message that the bot sends, and reads what a person will see. */

import type { JsonObject } from '../../json.ts'
import { validateCard } from '../card/card-validator.ts'
import { extOf, type KnownThings } from '../card/problem.ts'
import { contentAt, listAt, objectAt } from '../card/tree.ts'
import type { MessageType, SimMention, SimMessage } from '../types.ts'
import type { Chat, World } from '../world.ts'

/** Of the request, not only of its content. */
const mostBytes = { text: 150 * 1024, other: 30 * 1024 } as const

export type CheckedContent =
  | {
      readonly ok: true
      readonly message: Pick<
        SimMessage,
        'type' | 'content' | 'text' | 'card' | 'mentions' | 'mentionsAll' | 'warnings'
      >
    }
  | { readonly ok: false; readonly code: number; readonly msg?: string }

type Input = {
  readonly type: string
  readonly content: string
  /** Bytes of the whole request. */
  readonly size: number
  readonly chat: Chat
}

export function checkContent(world: World, input: Input): CheckedContent {
  if (input.size > (input.type === 'text' ? mostBytes.text : mostBytes.other)) {
    return { ok: false, code: 230025 }
  }
  if (world.faults.auditedWords.some((word) => input.content.includes(word))) {
    return { ok: false, code: 230028 }
  }
  const json = parseObject(input.content)
  if (!json) {
    return { ok: false, code: 230001, msg: 'content is not a string in json format' }
  }
  switch (input.type) {
    case 'text':
      return textContent(world, input, json)
    case 'post':
      return postContent(world, input, json)
    case 'interactive':
      return cardContent(world, input, json)
    case 'image':
      return fileContent(world, { ...input, type: 'image' }, json.image_key)
    case 'file':
      return fileContent(world, { ...input, type: 'file' }, json.file_key)
    default:
      return { ok: false, code: 230001, msg: `invalid msg_type ${input.type}` }
  }
}

function parseObject(text: string): JsonObject | undefined {
  try {
    return objectAt(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** What a card that goes to this chat may refer to. */
export function knownIn(world: World, chat: Chat): KnownThings {
  const emails = new Set([...world.people.values()].map((person) => person.email))
  return {
    person: (openId) => world.people.has(openId) || openId === world.app.openId,
    email: (address) => emails.has(address),
    image: (key) => world.files.get(key)?.kind === 'image',
    mentionAllAllowed: chat.kind === 'group' && chat.mentionAllAllowed,
  }
}

function plain(
  type: MessageType,
  input: Input,
  read: {
    readonly text: string
    readonly mentions?: readonly SimMention[]
    readonly all?: boolean
  },
): CheckedContent {
  return {
    ok: true,
    message: {
      type,
      content: input.content,
      text: read.text,
      mentions: read.mentions ?? [],
      mentionsAll: read.all ?? false,
      warnings: [],
    },
  }
}

/** `<at user_id="…">name</at>` is live in text, whoever wrote it. */
function textContent(world: World, input: Input, json: JsonObject): CheckedContent {
  if (typeof json.text !== 'string') {
    return { ok: false, code: 230001, msg: 'content of text needs text' }
  }
  const mentions: SimMention[] = []
  let all = false
  const text = json.text.replace(
    /<at\s+user_id\s*=\s*"([^"]*)"\s*>([^<]*)<\/at>/g,
    (_whole, id: string, name: string) => {
      if (id === 'all') {
        all = true
        return '@所有人'
      }
      const shown = world.people.get(id)?.name ?? name
      mentions.push({ key: `@_user_${mentions.length + 1}`, openId: id, name: shown })
      return `@${shown}`
    },
  )
  if (mentions.some((mention) => !world.people.has(mention.openId))) {
    return { ok: false, code: 230001, msg: 'invalid user_id in at' }
  }
  return plain('text', input, { text, mentions, all })
}

const locales = ['zh_cn', 'en_us', 'ja_jp', 'zh_hk', 'zh_tw']

/** A post that is sent has a locale key, unlike one that is received. */
function postContent(world: World, input: Input, json: JsonObject): CheckedContent {
  const locale = locales.find((key) => json[key] !== undefined)
  const post = objectAt(locale ? json[locale] : undefined)
  if (!post || !Array.isArray(post.content)) {
    return { ok: false, code: 230001, msg: 'content of post needs a locale with content' }
  }
  const nodes = listAt(post.content).map((line) => listAt(line).map(objectAt))
  const at = nodes.flat().filter((node) => node?.tag === 'at')
  const all = at.some((node) => node?.user_id === 'all')
  const ids = at.map((node) => String(node?.user_id)).filter((id) => id !== 'all')
  if (ids.some((id) => !world.people.has(id))) {
    return { ok: false, code: 230001, msg: 'invalid user_id in at' }
  }
  const lines = nodes.map((line) =>
    line
      .map((node) =>
        node?.tag === 'at'
          ? `@${world.people.get(String(node.user_id))?.name ?? '所有人'}`
          : String(node?.text ?? ''),
      )
      .join(''),
  )
  const title = typeof post.title === 'string' && post.title !== '' ? [post.title] : []
  return plain('post', input, {
    text: [...title, ...lines].join('\n'),
    mentions: ids.map((id, i) => ({
      key: `@_user_${i + 1}`,
      openId: id,
      name: world.people.get(id)?.name ?? '',
    })),
    all,
  })
}

function fileContent(
  world: World,
  input: Input & { readonly type: 'image' | 'file' },
  key: JsonObject[string],
): CheckedContent {
  const file = typeof key === 'string' ? world.files.get(key) : undefined
  if (!file || file.kind !== input.type) {
    return { ok: false, code: 230001, msg: `invalid ${input.type}_key` }
  }
  if (file.owner !== 'bot') return { ok: false, code: 230017 }
  return plain(input.type, input, { text: file.name })
}

function cardContent(world: World, input: Input, json: JsonObject): CheckedContent {
  if (json.type === 'template') {
    return failedCard(200380, 'template does not exist, please confirm whether it is released')
  }
  if (json.type === 'card') return failedCard(200740, 'card entity does not exist')
  const check = validateCard(json, knownIn(world, input.chat))
  const first = check.errors[0]
  if (first) return { ok: false, code: 230099, msg: extOf(first) }
  return {
    ok: true,
    message: {
      type: 'interactive',
      content: input.content,
      text: cardTitle(json),
      card: json,
      mentions: [],
      mentionsAll: check.mentionsAll,
      warnings: check.warnings,
    },
  }
}

function failedCard(code: number, message: string): CheckedContent {
  return { ok: false, code: 230099, msg: extOf({ code, path: '', message }) }
}

/** What the chat list shows: the summary, or else the header. */
export function cardTitle(card: JsonObject): string {
  const summary = contentAt(objectAt(card.config)?.summary)
  return summary || contentAt(objectAt(card.header)?.title)
}

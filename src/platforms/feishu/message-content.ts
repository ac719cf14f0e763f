/**
 * What a message says: mentions resolved, the bot's own taken out, rich text flattened.
 * https://open.feishu.cn/document/server-docs/im-v1/message/message-content-description/message_content
 */
import type { Content } from '../port.ts'
import {
  fileContent,
  imageContent,
  type PostContent,
  type PostNode,
  postContent,
  textContent,
  type WireMention,
  type WireMessage,
} from './protocol.ts'
import { readJson } from './read-json.ts'

export type MessageReading = {
  readonly content: Content
  readonly mentions: readonly { readonly externalId?: string; readonly name: string }[]
}

type IsOurs = (mention: WireMention) => boolean

/**
 * Tells whether the bot itself is mentioned.
 *
 * @param botOpenId undefined until the platform was asked: then any mentioned bot counts as ours.
 */
export function ourMention(botOpenId: string | undefined): IsOurs {
  return ({ key, mentioned_type, id }) =>
    key !== everyone &&
    (botOpenId === undefined ? mentioned_type === 'bot' : id?.open_id === botOpenId)
}

/**
 * Reads a message's content.
 *
 * @returns undefined when the content is not what its type says.
 */
export function readMessage(message: WireMessage, isOurs: IsOurs): MessageReading | undefined {
  const mentions = message.mentions ?? []
  const content = readContent(message, { mentions, isOurs })
  if (!content) return undefined
  return {
    content,
    mentions: mentions
      .filter((m) => m.key !== everyone && m.mentioned_type !== 'bot' && !isOurs(m))
      .map((m) => ({ externalId: m.id?.open_id ?? undefined, name: m.name })),
  }
}

const everyone = '@_all'

type Mentioned = {
  readonly mentions: readonly WireMention[]
  readonly isOurs: IsOurs
}

function readContent(message: WireMessage, mentioned: Mentioned): Content | undefined {
  switch (message.message_type) {
    case 'text': {
      const text = parse(textContent, message.content)
      return text && { type: 'text', text: resolveMentions(text.text, mentioned) }
    }
    case 'post': {
      const post = parsePost(message.content)
      return post && readPost(post, mentioned)
    }
    case 'image': {
      const image = parse(imageContent, message.content)
      return image && { type: 'image', key: image.image_key }
    }
    case 'file': {
      const file = parse(fileContent, message.content)
      return file && { type: 'file', name: file.file_name, key: file.file_key }
    }
    default:
      return { type: 'other', what: wordless.get(message.message_type) ?? 'unknown' }
  }
}

const wordless = new Map<string, Extract<Content, { type: 'other' }>['what']>([
  ['sticker', 'sticker'],
  ['audio', 'voice'],
  ['merge_forward', 'forwarded'],
  ['interactive', 'forwarded'],
  ['share_chat', 'forwarded'],
  ['share_user', 'forwarded'],
])

type Schema<T> = {
  readonly safeParse: (value: unknown) => { readonly success: boolean; readonly data?: T }
}

function parse<T>(schema: Schema<T>, json: string): T | undefined {
  const read = readJson(json)
  return 'value' in read ? schema.safeParse(read.value).data : undefined
}

/** Received posts have no locale around them; forwarded ones have been seen with one. */
function parsePost(json: string): PostContent | undefined {
  const read = readJson(json)
  if (!('value' in read)) return undefined
  const bare = postContent.safeParse(read.value)
  if (bare.success) return bare.data
  if (read.value === null || typeof read.value !== 'object') return undefined
  return Object.values(read.value)
    .map((inner) => postContent.safeParse(inner).data)
    .find((post) => post !== undefined)
}

function readPost(post: PostContent, mentioned: Mentioned): Content {
  const lines = [
    ...(post.title ? [post.title] : []),
    ...post.content.map((nodes) =>
      nodes
        .map((node) => readNode(node, mentioned))
        .join('')
        .trim(),
    ),
  ]
  const text = lines
    .filter((line) => line !== '')
    .join('\n')
    .trim()
  if (text !== '') return { type: 'text', text }
  const image = post.content.flat().find((node) => node.image_key)
  return image?.image_key ? { type: 'image', key: image.image_key } : { type: 'text', text: '' }
}

function readNode(node: PostNode, mentioned: Mentioned): string {
  if (node.tag !== 'at') return node.text ?? (node.tag === 'a' ? (node.href ?? '') : '')
  if (node.user_id === everyone || node.user_id === 'all') return '@所有人 '
  const mention = mentioned.mentions.find((m) => m.key === node.user_id)
  if (mention && mentioned.isOurs(mention)) return ''
  const name = mention?.name || node.user_name
  return name ? `@${name} ` : ''
}

/** One pass, so that a name that looks like a placeholder is not resolved again. */
function resolveMentions(text: string, { mentions, isOurs }: Mentioned): string {
  if (!text.includes('@_')) return text.trim()
  return text
    .replace(/@_(?:user_\d+|all)( *)/g, (placeholder, blanks: string) => {
      const key = placeholder.trimEnd()
      if (key === everyone) return `@所有人${blanks}`
      const mention = mentions.find((m) => m.key === key)
      if (!mention) return placeholder
      return isOurs(mention) ? '' : `@${mention.name}${blanks}`
    })
    .trim()
}

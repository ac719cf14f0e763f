/** What a callback answers with, and what becomes of it (https://developer.work.weixin.qq.com/document/path/90241). */
import type { Json, JsonObject } from '../json.ts'
import { validateCard } from './card/card-validator.ts'
import { decryptPayload, signParts } from './cipher.ts'
import type { World } from './world.ts'
import { isTree, readXml, textAt, type XmlTree } from './xml.ts'

export type PassiveReply =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly replaceName: string }
  | { readonly kind: 'card'; readonly card: JsonObject; readonly warnings: readonly string[] }
  | { readonly kind: 'bad'; readonly problem: string }

const mostTextBytes = 2048

/** An answer that is no good is shown to nobody, and says why here. */
export function readReply(world: World, answer: string, to: string): PassiveReply {
  if (answer === '' || answer === 'success') return { kind: 'none' }
  const bad = (problem: string): PassiveReply => ({ kind: 'bad', problem })
  const envelope = readXml(answer)
  const encrypted = textAt(envelope, 'Encrypt')
  if (!encrypted) return bad('no Encrypt in the answer')
  const signature = signParts({
    token: world.app.token,
    timestamp: textAt(envelope, 'TimeStamp') ?? '',
    nonce: textAt(envelope, 'Nonce') ?? '',
    encrypted,
  })
  if (textAt(envelope, 'MsgSignature') !== signature) return bad('wrong MsgSignature')
  const opened = decryptPayload(world.app.aesKey, encrypted)
  if (!opened) return bad('cannot be decrypted')
  if (opened.receiveId !== world.corpId) return bad('for another receiver')
  const reply = readXml(opened.text)
  if (!reply) return bad('no XML inside')
  if (textAt(reply, 'FromUserName') !== world.corpId) return bad('FromUserName is not the corp')
  if (textAt(reply, 'ToUserName')?.toLowerCase() !== to.toLowerCase()) {
    return bad('ToUserName is somebody else')
  }
  if (!/^\d+$/.test(textAt(reply, 'CreateTime') ?? '')) return bad('CreateTime is no number')
  return contentOf(reply)
}

function contentOf(reply: XmlTree): PassiveReply {
  const type = textAt(reply, 'MsgType')
  if (type === 'text') {
    const text = textAt(reply, 'Content')
    return text ? { kind: 'text', text: cut(text) } : { kind: 'bad', problem: 'Content is empty' }
  }
  if (type === 'update_button') {
    const button = reply.Button
    const replaceName = isTree(button) ? textAt(button, 'ReplaceName') : undefined
    return replaceName
      ? { kind: 'button', replaceName }
      : { kind: 'bad', problem: 'ReplaceName is missing' }
  }
  if (type !== 'update_template_card') return { kind: 'bad', problem: `unknown MsgType ${type}` }
  const card = isTree(reply.TemplateCard) ? cardOf(reply.TemplateCard) : undefined
  const { errors, warnings } = validateCard(card, 'answer')
  const first = errors[0]
  if (!card || first) return { kind: 'bad', problem: `${first?.path} ${first?.message}`.trim() }
  return { kind: 'card', card, warnings }
}

/** What is too long is cut, at a whole character. */
const cut = (text: string): string => {
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length <= mostTextBytes) return text
  return bytes
    .subarray(0, mostTextBytes)
    .toString('utf8')
    .replace(/\uFFFD+$/, '')
}

const lists: ReadonlySet<string> = new Set([
  'HorizontalContentList',
  'VerticalContentList',
  'JumpList',
  'ButtonList',
  'OptionList',
  'SelectList',
  'ActionList',
])
const numbers: ReadonlySet<string> = new Set(['Type', 'Style', 'DescColor', 'Mode', 'AspectRatio'])
const booleans: ReadonlySet<string> = new Set(['Disable', 'IsChecked'])
/** Names that are not simply the JSON's in another case. */
const joined: Readonly<Record<string, string>> = {
  CheckBox: 'checkbox',
  KeyName: 'keyname',
  UserId: 'userid',
  AppId: 'appid',
  PagePath: 'pagepath',
}

/** The XML's card in the form of the JSON's. */
function cardOf(tree: XmlTree): JsonObject {
  return Object.fromEntries(
    Object.entries(tree).map(([name, value]) => {
      const one = (item: string | XmlTree): Json =>
        typeof item === 'string' ? scalar(name, item) : cardOf(item)
      const items = Array.isArray(value) ? value : [value]
      const list = lists.has(name) || items.length > 1
      return [jsonName(name), list ? items.map(one) : one(items[0])]
    }),
  )
}

const jsonName = (name: string): string =>
  joined[name] ?? name.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()

function scalar(name: string, text: string): Json {
  if (numbers.has(name) && /^\d+(\.\d+)?$/.test(text)) return Number(text)
  if (booleans.has(name) && /^(true|false)$/.test(text)) return text === 'true'
  return text
}

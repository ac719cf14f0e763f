/** What message/send takes of each type (https://developer.work.weixin.qq.com/document/path/90236). */
import type { JsonObject } from '../../json.ts'
import { validateCard } from '../card/card-validator.ts'
import { cardTitle, objectAt } from '../card/tree.ts'
import type { MessageType, SimMessage } from '../types.ts'

export type Content =
  | {
      readonly ok: true
      readonly message: Pick<
        SimMessage,
        'type' | 'content' | 'text' | 'card' | 'taskId' | 'warnings'
      >
      readonly cardBytes?: number
    }
  | { readonly ok: false; readonly errcode: number; readonly detail: string }

/** NOT VERIFIED: longer texts may be cut off rather than refused. */
const mostTextBytes = 2048
const known: readonly MessageType[] = ['text', 'markdown', 'textcard', 'template_card']

export function readContent(json: JsonObject): Content {
  const type = known.find((name) => name === json.msgtype)
  if (!type) return refused(40008, `msgtype ${json.msgtype} is not simulated`)
  const content = objectAt(json[type])
  if (!content) return refused(40063, `${type} is missing`)
  if (type === 'template_card') return readCard(content)
  if (type === 'textcard') return readTextCard(content)
  const text = content.content
  if (typeof text !== 'string' || text === '') return refused(44004, `${type}.content`)
  const bytes = Buffer.byteLength(text)
  if (bytes > mostTextBytes) return refused(45002, `${type}.content has ${bytes} bytes`)
  return { ok: true, message: { type, content, text, warnings: [] } }
}

const refused = (errcode: number, detail: string): Content => ({ ok: false, errcode, detail })

function readCard(card: JsonObject): Content {
  const { errors, warnings } = validateCard(card, 'send')
  const first = errors[0]
  if (first) return refused(first.errcode, `template_card${first.path} ${first.message}`)
  return {
    ok: true,
    message: {
      type: 'template_card',
      content: card,
      text: cardTitle(card),
      card,
      taskId: typeof card.task_id === 'string' ? card.task_id : undefined,
      warnings,
    },
    cardBytes: Buffer.byteLength(JSON.stringify(card)),
  }
}

const advised = { title: 128, description: 512 } as const

function readTextCard(content: JsonObject): Content {
  const missing = ['title', 'description', 'url'].find((name) => !content[name])
  if (missing) return refused(40063, `textcard.${missing}`)
  const warnings = Object.entries(advised).flatMap(([name, most]) => {
    const length = [...String(content[name])].length
    return length > most ? [`textcard.${name} has ${length} characters, advised are ${most}`] : []
  })
  return {
    ok: true,
    message: { type: 'textcard', content, text: String(content.title), warnings },
  }
}

/** Walks a card: every object with a `tag`, where it stands and what it stands in. */
import type { Json, JsonObject } from '../../json.ts'

export type CardNode = {
  readonly tag: string
  readonly json: JsonObject
  /** JSON pointer into the card. */
  readonly path: string
  /** Tags of the containers around it, outermost first; columns do not count. */
  readonly containers: readonly string[]
  /** The form it stands in. */
  readonly form?: CardNode
}

const containerTags = new Set(['form', 'column_set', 'collapsible_panel', 'interactive_container'])

/** What the developer put in for himself, or data: nothing in there is a component. */
const opaque = new Set(['behaviors', 'value', 'chart_spec', 'rows', 'config', 'streaming_config'])

export function cardNodes(card: JsonObject): readonly CardNode[] {
  const nodes: CardNode[] = []
  const visit = (
    json: Json | undefined,
    path: string,
    around: { readonly containers: readonly string[]; readonly form?: CardNode },
  ) => {
    if (Array.isArray(json)) {
      for (const [i, item] of json.entries()) visit(item, `${path}/${i}`, around)
      return
    }
    if (typeof json !== 'object' || json === null) return
    const object = json as JsonObject
    let inside = around
    if (typeof object.tag === 'string') {
      const node: CardNode = { tag: object.tag, json: object, path, ...around }
      nodes.push(node)
      if (containerTags.has(node.tag)) {
        inside = {
          containers: [...around.containers, node.tag],
          form: node.tag === 'form' ? node : around.form,
        }
      }
    }
    for (const [key, value] of Object.entries(object)) {
      if (!opaque.has(key)) visit(value, `${path}/${key}`, inside)
    }
  }
  visit(card, '', { containers: [] })
  return nodes
}

export function objectAt(json: Json | undefined): JsonObject | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as JsonObject)
    : undefined
}

export function listAt(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : []
}

/** The `content` of a text object. */
export function contentAt(json: Json | undefined): string {
  const content = objectAt(json)?.content
  return typeof content === 'string' ? content : ''
}

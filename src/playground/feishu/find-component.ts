/** Finds the component of a card that somebody means to tap. */
import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '../json.ts'
import { type CardNode, cardNodes, contentAt, listAt, objectAt } from './card/tree.ts'
import type { ComponentRef } from './types.ts'

/** Tags a person can act on. */
const tappable = new Set([
  'button',
  'select_static',
  'select_person',
  'multi_select_static',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'input',
  'overflow',
  'checker',
  'interactive_container',
])

/** Throws where none or several fit: the card is not what its reader thought. */
export function findComponent(card: JsonObject, ref: ComponentRef): CardNode {
  const candidates = cardNodes(card).filter((node) => tappable.has(node.tag))
  const exact = candidates.filter((node) => fitsExactly(node, ref))
  const found = exact.length > 0 ? exact : candidates.filter((node) => fits(node, ref))
  const [first, second] = found
  if (first && !second) return first
  const there = candidates.map(describe).join(', ')
  throw new Error(
    `${first ? 'several components fit' : 'no component fits'} ${JSON.stringify(ref)}; there are: ${there}`,
  )
}

/** The value that the developer gave the component's callback, if any. */
export function callbackValue(node: CardNode): JsonObject | string | undefined {
  const callback = listAt(node.json.behaviors)
    .map(objectAt)
    .find((behavior) => behavior?.type === 'callback')
  const value = callback?.value ?? node.json.value
  return typeof value === 'string' ? value : objectAt(value)
}

function fitsExactly(node: CardNode, ref: ComponentRef): boolean {
  if ('path' in ref) return node.path === ref.path
  if ('value' in ref) return isDeepStrictEqual(callbackValue(node), ref.value)
  if ('name' in ref) return node.json.name === ref.name
  if ('elementId' in ref) return node.json.element_id === ref.elementId
  return labelOf(node) === ref.text
}

function fits(node: CardNode, ref: ComponentRef): boolean {
  if ('text' in ref) return labelOf(node).includes(ref.text)
  if (!('value' in ref)) return false
  const value = callbackValue(node)
  return (
    typeof value === 'object' &&
    Object.entries(ref.value).every(([key, wanted]) => isDeepStrictEqual(value[key], wanted))
  )
}

/** What it says: a button's text, a field's placeholder or label, a container's texts. */
function labelOf(node: CardNode): string {
  const { json } = node
  const own = contentAt(json.text) || contentAt(json.label) || contentAt(json.placeholder)
  if (own || node.tag !== 'interactive_container') return own
  return cardNodes({ elements: json.elements })
    .map((inner) => (typeof inner.json.content === 'string' ? inner.json.content : ''))
    .filter((text) => text !== '')
    .join(' ')
}

function describe(node: CardNode): string {
  const value = callbackValue(node)
  return `${node.tag} 「${labelOf(node)}」 ${value === undefined ? '' : JSON.stringify(value)}`
}

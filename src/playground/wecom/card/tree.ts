import type { Json, JsonObject } from '../../json.ts'

export const objectAt = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined

export const listAt = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : []

/** A list's items that are objects. */
export function objectsAt(value: unknown): JsonObject[] {
  return listAt(value)
    .map(objectAt)
    .filter((item) => item !== undefined)
}

/** What a person reads of a card in a list of chats. */
export function cardTitle(card: JsonObject): string {
  const title = objectAt(card.main_title)?.title
  return String(title || card.sub_title_text || '')
}

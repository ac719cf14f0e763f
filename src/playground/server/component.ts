import type { Json, JsonObject } from '../json.ts'

/** Whether a component stands there: the card may have changed between drawing and tapping. */
export function hasComponent(card: JsonObject | undefined, path: string): boolean {
  let at: Json | undefined = card
  for (const key of path.slice(1).split('/')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false
    at = (at as JsonObject)[key]
  }
  return typeof at === 'object' && at !== null && 'tag' in at
}

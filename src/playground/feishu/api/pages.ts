/** Paging as all lists of the platform have it: `page_size`, `page_token`, `has_more`. */
import type { Json, JsonObject } from '../../json.ts'

const usualSize = 20
const mostSize = 100

export function pageOf(items: readonly Json[], query: URLSearchParams): JsonObject {
  const size = Math.min(mostSize, Math.max(1, Number(query.get('page_size')) || usualSize))
  const start = Number(query.get('page_token')) || 0
  const hasMore = start + size < items.length
  return {
    items: items.slice(start, start + size),
    has_more: hasMore,
    page_token: hasMore ? String(start + size) : '',
  }
}

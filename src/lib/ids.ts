import { v7 } from 'uuid'

/** Makes database ids: UUID v7, so that they sort by the time they were made. */
export type Ids = { readonly next: () => string }

export const timeOrderedIds: Ids = { next: () => v7() }

/** What a button carries, as the key of a button or the id of an option, and back. */
import * as z from 'zod'
import type { ActionValue } from '../../../cards/kit/card.ts'

/** The button that means: what is selected under `chosenQuestion` is the action. */
export const chooseKey = 'choose'
export const chosenQuestion = 'action'
/** A button that is greyed out, and whose key says nothing. */
export const spentKey = 'spent'

const wireAction = z.tuple([
  z.string().min(1).max(100),
  z.string().max(200),
  z.number().int(),
  z.string().max(500).nullable(),
  // Keys are unique in a card, and two buttons may do the same.
  z.number().int().optional(),
])

/** @param nth how many of this card's keys carry the same action already */
export function actionKey({ a, id, v, pick }: ActionValue, nth = 0): string {
  return JSON.stringify([a, id, v, pick ?? null, ...(nth > 0 ? [nth] : [])])
}

/** Undefined when the key is not one of ours: it comes from outside. */
export function readActionKey(key: string): ActionValue | undefined {
  let value: unknown
  try {
    value = JSON.parse(key)
  } catch {
    return undefined
  }
  const wire = wireAction.safeParse(value).data
  if (!wire) return undefined
  const [a, id, v, pick] = wire
  return { a, id, v, ...(pick === null ? {} : { pick }) }
}

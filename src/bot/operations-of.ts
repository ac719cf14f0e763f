import type { Operation } from '../operations/operation.ts'
import type { Intent } from './turn.ts'

/** Finds the operation a stored draft names. One that no intent brings any more is a bug. */
export function operationsOf(intents: readonly Intent[]): (id: string) => Operation {
  const all = new Map(intents.flatMap((i) => i.operations ?? []).map((o) => [o.id, o]))
  return (id) => {
    const operation = all.get(id)
    if (!operation) throw new Error(`no operation ${id}`)
    return operation
  }
}

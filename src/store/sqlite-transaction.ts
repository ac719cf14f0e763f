/** The inside of one write transaction on SQLite. */
import type { Statements } from './sqlite-adapter.ts'
import { abortedTransaction, transactionOver } from './transaction-errors.ts'

export type GuardedStatements = Statements & {
  /** Nothing passes any more. */
  readonly stop: () => void
  /**
   * @throws Error when a statement had failed. PostgreSQL refuses everything after one and turns
   * the COMMIT into a ROLLBACK without a word; here too such a transaction must not commit.
   */
  readonly assertSound: () => void
}

/** The writer's statements for the length of one transaction. */
export function guardStatements(writer: Statements): GuardedStatements {
  let open = true
  let failure: { readonly error: unknown } | undefined
  const assertSound = () => {
    if (failure) throw abortedTransaction(failure.error)
  }
  const guarded =
    <A extends unknown[], R>(statement: (...args: A) => R) =>
    (...args: A): R => {
      if (!open) throw transactionOver()
      assertSound()
      try {
        return statement(...args)
      } catch (error) {
        failure = { error }
        throw error
      }
    }
  return {
    select: guarded(writer.select),
    execute: guarded(writer.execute),
    stop: () => {
      open = false
    },
    assertSound,
  }
}

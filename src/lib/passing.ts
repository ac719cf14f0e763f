/**
 * Whether trouble is of the kind that another try may not meet: no turn to write, a platform that
 * did not answer. The errors say so themselves (`passing`); of several all must.
 */
export function isPassing(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isPassing)
  return error instanceof Error && 'passing' in error && error.passing === true
}

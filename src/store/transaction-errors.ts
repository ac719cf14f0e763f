/** Misuse of a transaction, the same on both databases. */

export const transactionOver = () =>
  new Error('the transaction is over: a statement was not awaited')

export const abortedTransaction = (error: unknown) =>
  new Error('a statement of this transaction failed, so it can only roll back', { cause: error })

/**
 * What a stretch of text was read as. What is ambiguous is asked, never guessed; what cannot be
 * right is refused with the reason, in the words the person will see.
 */
export type Reading<T> =
  | { readonly kind: 'value'; readonly value: T; readonly note?: string }
  | {
      readonly kind: 'ask'
      readonly question: string
      readonly options: readonly { readonly label: string; readonly value: T }[]
      /** Index of the likelier option; it is still asked. */
      readonly likely?: number
    }
  | { readonly kind: 'refuse'; readonly reason: string }

/** A stretch of the normalised text, half-open `[start, end)`, and what was found there. */
export type Tagged<T> = {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly found: T
}

/** What is known of a deal, as far as any gate asks. */

export const dealFields = [
  'budget',
  'decision-process',
  'decision-date',
  'pain-points',
  'value-proposition',
] as const

/** Something that is to be filled in. */
export type DealField = (typeof dealFields)[number]

export type GateFacts = {
  /** The criteria that evidence was given for, by key. */
  readonly milestones: ReadonlySet<string>
  /** Of the people in the deal's decision chain. */
  readonly departments: readonly string[]
  readonly filled: ReadonlySet<DealField>
  /** How many people are known at the customer, and how many of them can be reached. */
  readonly contacts: number
  readonly reachable: number
  /** Whether it is known what the customer needs. */
  readonly needKnown: boolean
  /** Conversations about the deal. */
  readonly activities: number
  readonly termsApproved: boolean
  readonly contractSigned: boolean
}

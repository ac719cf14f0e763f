/**
 * What can go wrong in ways that people meet, as values with what the words need. Bugs throw
 * instead. The words are in `cards/problem-card.ts`, the only place that has them.
 */
export type Problem =
  /** No such record, or no right to it: the same words for both, on purpose. */
  | { readonly id: 'NotFoundOrNotAllowed'; readonly offers?: readonly Offer[] }
  /** The person is known but has no role yet. */
  | { readonly id: 'NotEnrolled'; readonly administrators: readonly string[] }
  /** Nobody can give roles yet. `yourId` is the asker's on the platform, for ADMIN_USERS. */
  | { readonly id: 'NoAdministrator'; readonly yourId: string }
  | { readonly id: 'NotAllowed'; readonly who?: string }
  /** Words of a list's condition that mean nothing the viewer may know of. */
  | { readonly id: 'ConditionUnknown'; readonly said: readonly string[] }
  | { readonly id: 'DealMissing'; readonly offers?: readonly Offer[] }
  /** `code` is the account's, for what can be looked at instead. */
  | {
      readonly id: 'NoOpenDeal'
      readonly account: string
      readonly code: string
      readonly offers?: readonly Offer[]
    }
  /** More deals at once than one card is for. */
  | { readonly id: 'TooManyDeals'; readonly count: number; readonly most: number }
  /** 两个 was said of an account that has another number of them. */
  | { readonly id: 'DealCountDiffers'; readonly said: number; readonly deals: readonly string[] }
  /** Nothing is missing, or no move waits to be let through. */
  | { readonly id: 'NothingToRelease'; readonly deal: string }
  /** Nobody lets a deal through without it. */
  | { readonly id: 'NotReleasable'; readonly what: string }
  /** One's own word is not enough for it. */
  | { readonly id: 'EvidenceMissing'; readonly what: string }
  /** Its pipeline does not say how far the customer is. */
  | { readonly id: 'NoBuyerStages'; readonly deal: string; readonly pipeline: string }
  /** A move lacks these. */
  | { readonly id: 'GateClosed'; readonly missing: readonly string[] }
  | { readonly id: 'DealClosed'; readonly deal: string; readonly outcome: string }
  | {
      readonly id: 'StageUnknown'
      readonly pipeline: string
      readonly stage: string
      readonly nearest?: string
      readonly current: string
      readonly alreadyThere: boolean
    }
  | {
      readonly id: 'AlreadyThere'
      readonly stage: string
      readonly since: string
      readonly days: number
    }
  | { readonly id: 'NothingChanges'; readonly what: readonly string[] }
  /** Several deals, none of which changes: a line each. */
  | { readonly id: 'NothingToChange'; readonly why: readonly string[] }
  | { readonly id: 'ValueRefused'; readonly said: string; readonly reason: string }
  | { readonly id: 'DealOpen'; readonly deal: string }
  /** Records are never deleted. */
  | { readonly id: 'NoDeleting' }
  | { readonly id: 'NothingToUndo' }
  | { readonly id: 'UndoRefused'; readonly reason: string }
  | { readonly id: 'AccountMissing'; readonly said: string }
  | { readonly id: 'AccountNameMissing' }
  | { readonly id: 'AccountExists'; readonly code: string; readonly name: string }
  /** A colleague's: all that is told is whom to ask. */
  | { readonly id: 'AccountTaken'; readonly ask: string }
  /** Somebody made a customer of it in the meantime. */
  | { readonly id: 'LeadGone' }
  | { readonly id: 'DealNameMissing' }
  | { readonly id: 'DealExists'; readonly code: string; readonly name: string }
  | { readonly id: 'PersonUnknown'; readonly said: string }
  /** They could not read anything yet, whatever was opened to them. */
  | { readonly id: 'ColleagueNotEnrolled'; readonly name: string }
  /** Nobody was named who is to come in or leave. */
  | { readonly id: 'ParticipantMissing' }
  /** May be read, but who else may is not for the viewer to say. */
  | {
      readonly id: 'ParticipantsNotYours'
      readonly record: string
      readonly owner: string
      readonly leaders: readonly string[]
    }
  /** One line a person. */
  | { readonly id: 'ParticipantsUnchanged'; readonly why: readonly string[] }
  /** A function comes to a deal, and the customer has none. */
  | { readonly id: 'FunctionNeedsDeal'; readonly who: string; readonly account: string }
  /** Of those tags the account has none. */
  | {
      readonly id: 'TagMissing'
      readonly said: string
      readonly account: string
      readonly has: readonly string[]
    }
  | { readonly id: 'TagThere'; readonly account: string; readonly tags: readonly string[] }
  /** Nobody of this name at a customer that they may read: the same words whether there is one. */
  | { readonly id: 'ContactMissing' }
  /** So many phone numbers were looked at today. */
  | { readonly id: 'PhonesUsedUp'; readonly limit: number }
  | { readonly id: 'ReminderRefused'; readonly said: string; readonly reason: string }
  /** Done, deleted or never there. */
  | { readonly id: 'ReminderGone' }
  | { readonly id: 'ReminderRecurs' }
  | { readonly id: 'ReminderForOthers'; readonly whom: string }
  | { readonly id: 'ReminderUnknown'; readonly said: string }

  /** Decided, taken back or run out: nothing more happens to it. */
  | {
      readonly id: 'ApprovalOver'
      readonly code: string
      readonly state: string
      readonly by?: string
      readonly when?: string
    }
  | { readonly id: 'ApprovalOwn'; readonly code: string }
  | { readonly id: 'ApproverAlreadyIn'; readonly code: string }
  /** They have said yes before. */
  | { readonly id: 'ApproverDecided'; readonly code: string; readonly when?: string }
  /** `later`: it will be their turn after these. */
  | {
      readonly id: 'ApproverNotCurrent'
      readonly code: string
      readonly current: readonly string[]
      readonly later: boolean
    }
  /** The card showed other terms than are asked for now. */
  | { readonly id: 'TermsChanged'; readonly code: string }
  | { readonly id: 'ReasonMissing'; readonly what: string }
  /** Whoever should decide does not decide on such things. */
  | { readonly id: 'NotAnApprover'; readonly name: string }
  | { readonly id: 'NoApprover'; readonly slot: string }
  /** The same terms are approved, or on their way. */
  | { readonly id: 'TermsThere'; readonly code: string; readonly what: string }
  /** Price and payment stand still while they are being decided on. */
  | { readonly id: 'TermsFrozen'; readonly code: string; readonly deal: string }
  | { readonly id: 'NoApprovalOf'; readonly deal: string }
  | { readonly id: 'NudgedLately'; readonly code: string }
  | { readonly id: 'NoDelegation' }
  /** What stands between the deal and its closing. */
  | { readonly id: 'NotYetWon'; readonly why: string }
  | { readonly id: 'ContractMissing' }
  | { readonly id: 'ContractNumberTaken'; readonly number: string }
  | {
      readonly id: 'ContractDiffers'
      readonly contract: string
      readonly approved: string
      readonly difference?: string
    }
  /** A day that is yet to come: nothing is signed then. */
  | { readonly id: 'SignedLater'; readonly day: string }
  | { readonly id: 'HandoverOver'; readonly state: string }

/** What a person may do instead, by a button. */
export type Offer = 'new-deal' | 'own-deals' | 'closed-deals'

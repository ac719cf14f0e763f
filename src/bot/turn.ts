/** One thing somebody said, on its way through: what an intent sees and what it may answer. */
import type { Card } from '../../cards/kit/card.ts'
import type { Problem } from '../domain/problem.ts'
import type { Clause, Sentence } from '../language/sentence.ts'
import type { Act, Operation, SubjectRef } from '../operations/operation.ts'

export type Turn = Act & {
  /** Minutes since midnight in the workspace's zone, when it was said. */
  readonly minuteOfDay: number
  /** What was typed, normalised. */
  readonly said: string
  /** The same in the characters that were typed: each stands where it does in `said`. */
  readonly typed: string
  /** Business instant at which it was; later than that only for what an answer resumes. */
  readonly saidMs: number
  /** What has been answered to earlier questions about this request, by slot. */
  readonly answers: Readonly<Record<string, string>>
  /** The deal, account or request of the quoted card, or of the bot's last message here within ten minutes. */
  readonly context: {
    readonly dealId?: string
    readonly accountId?: string
    readonly approvalId?: string
    /** Whether the card was quoted, rather than the last one here. */
    readonly quoted?: true
  }
  /** Colleagues mentioned with @. */
  readonly mentions: readonly { readonly externalId?: string; readonly name: string }[]
  readonly platform: string
}

export type AskedQuestion = {
  readonly slot: string
  readonly text: string
  readonly options: readonly {
    readonly label: string
    readonly detail?: string
    /** What `answers[slot]` becomes. */
    readonly value: string
  }[]
  readonly likely?: number
}

export type Reply =
  | {
      readonly kind: 'card'
      readonly card: Card
      readonly subject?: SubjectRef
      /** The request whose card this is: this copy is redrawn with the others. */
      readonly of?: string
      /** For the asker's eyes alone, whoever else might see the same. */
      readonly personal?: true
      /** Nothing in it is anybody's. */
      readonly common?: true
    }
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** Asked, remembered, and the request resumed with the answers. */
  | {
      readonly kind: 'ask'
      readonly questions: readonly AskedQuestion[]
      /** What is remembered of the request, where what was said alone does not say it. */
      readonly said?: string
      /** What is settled by more than words, by slot: whom a mention was of. */
      readonly settled?: Readonly<Record<string, string>>
    }
  /** A change: saved at once with undo when additive, previewed otherwise. */
  | {
      readonly kind: 'propose'
      readonly operation: Operation
      readonly body: unknown
      readonly how: 'at-once' | 'preview'
      /** Of several such proposals in one message, by their bodies, the one that holds them all. */
      readonly together?: (bodies: readonly unknown[]) => Reply
      /** The waiting preview whose place it takes. */
      readonly instead?: string
    }
  /** Words about the person's own latest draft. */
  | { readonly kind: 'draft'; readonly command: 'confirm' | 'cancel' | 'undo' }
  /** What one can say; `about` where one subject was asked about. */
  | { readonly kind: 'help'; readonly about?: string }
  /** Looked at closely, it was not understood after all. */
  | { readonly kind: 'unclear' }

/** What an intent takes of a sentence, and what it will do with it. */
export type Claim = {
  readonly clauses: readonly Clause[]
  /** What is remembered of it while an answer is awaited, where the clauses alone do not say it. */
  readonly said?: string
  readonly run: (turn: Turn) => Promise<Reply>
}

/** Something that can be said. One file an intent. */
export type Intent = {
  /** `noun.verb` */
  readonly id: string
  /** What one does with it, for the help card; left out where it goes without saying. */
  readonly what?: string
  /** Sentences that mean it. The first stands in the help; a test runs them all. */
  readonly examples: readonly string[]
  /** Who may say it at all; asked before it is offered as help. */
  readonly offeredTo?: (turn: Pick<Turn, 'viewer'>) => boolean
  /**
   * Reads the clauses that no other intent has taken. Undefined when this intent is not meant,
   * several claims when the same clauses mean it for several records.
   * Pure: whether it may be done and to what is the run's to find out.
   */
  readonly read: (
    sentence: Sentence,
    free: readonly Clause[],
  ) => Claim | readonly Claim[] | undefined
  /** Also read from a piece of what was dictated without commas, when the whole says nothing to anyone. */
  readonly inPieces?: boolean
  /** The operations it may propose, so that a stored draft finds its own again. */
  readonly operations?: readonly Operation[]
}

/**
 * The card language: what a person reads, as plain data. A card is built by a pure function from
 * a view, rendered exhaustively by each platform, and has a plain-text form.
 *
 * Every string here is plain text. Nothing inside a string is ever markup, so a customer called
 * `<at id=all></at>` is shown as such; emphasis is data (`Span`).
 */

export type Tone = 'neutral' | 'info' | 'attention' | 'done' | 'danger'

export type Span =
  | string
  | {
      readonly text: string
      readonly bold?: boolean
      readonly tone?: Tone
      readonly strike?: boolean
    }

/** One line of text: a span or several in a row. May wrap, never contains a line break. */
export type Line = Span | readonly Span[]

/**
 * What a tap carries: the action, the id of what it acts on, the revision the card showed, and,
 * where one of several was picked, which. Never an amount and never a right.
 */
export type ActionValue = {
  /** `noun.verb`, the id of an action definition. */
  readonly a: string
  readonly id: string
  /** Revision of the subject when the card was drawn. */
  readonly v: number
  /** The option picked, where the button stands for one of several. */
  readonly pick?: string
}

export type Button = {
  readonly text: string
  readonly style?: 'primary' | 'default' | 'danger'
  readonly action: ActionValue
}

/** A tappable row with the facts that tell it from its neighbours. */
export type Choice = {
  readonly title: string
  readonly detail?: string
  readonly action: ActionValue
}

export type FormField =
  | {
      readonly type: 'input'
      readonly name: string
      readonly label: string
      readonly placeholder?: string
      readonly value?: string
      readonly required?: boolean
      readonly multiline?: boolean
      /** Characters, 1–1000. */
      readonly maxLength?: number
    }
  | {
      readonly type: 'select'
      readonly name: string
      readonly label: string
      readonly placeholder?: string
      readonly value?: string
      readonly required?: boolean
      readonly options: readonly { readonly text: string; readonly value: string }[]
    }
  | {
      readonly type: 'date'
      readonly name: string
      readonly label: string
      /** YYYY-MM-DD */
      readonly value?: string
      readonly required?: boolean
    }
  /** A box to tick, its label beside it; sent as `true` or `false`. */
  | {
      readonly type: 'check'
      readonly name: string
      readonly label: string
      readonly checked: boolean
      /** Small lines below it. */
      readonly details?: readonly string[]
    }

export type Block =
  | { readonly type: 'text'; readonly line: Line; readonly size?: 'normal' | 'small' }
  /** Label and value pairs, two columns where the platform has room. */
  | {
      readonly type: 'fields'
      readonly fields: readonly { readonly label: string; readonly value: Line }[]
    }
  /** Old → new, one row a field. */
  | {
      readonly type: 'changes'
      readonly changes: readonly {
        readonly label: string
        readonly from: string
        readonly to: string
        readonly note?: string
      }[]
    }
  | {
      readonly type: 'list'
      readonly ordered?: boolean
      readonly items: readonly { readonly line: Line; readonly detail?: Line }[]
    }
  | {
      readonly type: 'metrics'
      readonly metrics: readonly {
        readonly label: string
        readonly value: string
        readonly tone?: Tone
      }[]
    }
  | {
      readonly type: 'table'
      readonly columns: readonly {
        readonly key: string
        readonly label: string
        readonly align?: 'left' | 'right'
      }[]
      readonly rows: readonly Readonly<Record<string, string>>[]
    }
  /** A shaded box: a warning, a reason, something to notice. */
  | { readonly type: 'note'; readonly line: Line; readonly tone: Tone }
  | { readonly type: 'choices'; readonly choices: readonly Choice[] }
  | { readonly type: 'buttons'; readonly buttons: readonly Button[] }
  | {
      readonly type: 'form'
      readonly name: string
      readonly fields: readonly FormField[]
      readonly buttons: readonly Button[]
    }
  /** Folded away until tapped. */
  | { readonly type: 'fold'; readonly title: string; readonly blocks: readonly LeafBlock[] }
  | { readonly type: 'divider' }

export type LeafBlock = Exclude<Block, { type: 'fold' | 'form' | 'table' }>

export type Card = {
  readonly title: string
  /** Who · when · code. */
  readonly subtitle?: string
  /** blue info · orange attention · green done · red danger · grey neutral (closed). */
  readonly tone: Tone
  /** At most 3. */
  readonly tags?: readonly { readonly text: string; readonly tone: Tone }[]
  /** The notification's one sentence; the title if absent. */
  readonly summary?: string
  /** May people pass it on? Default no. */
  readonly forwardable?: boolean
  readonly blocks: readonly Block[]
}

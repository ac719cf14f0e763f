/**
 * What an operation is: one thing that changes the store, through its life from a preview to done
 * and, for ten minutes, undone. An operation knows no chat and no platform.
 */
import type * as z from 'zod'
import type { DraftRef } from '../../cards/draft-buttons.ts'
import type { Card, FormField } from '../../cards/kit/card.ts'
import type { Viewer } from '../domain/permission.ts'
import type { Pipeline } from '../domain/pipeline.ts'
import type { Problem } from '../domain/problem.ts'
import type { Ids } from '../lib/ids.ts'
import type { Store, Tx } from '../store/store.ts'

/** Who acts, when, and inside which transaction. */
export type Act = {
  readonly tx: Tx
  readonly dialect: Store['dialect']
  readonly viewer: Viewer
  /** Business clock. */
  readonly now: Date
  /** The workspace's day at `now`. */
  readonly today: string
  /** The workspace's IANA zone. */
  readonly zone: string
  readonly ids: Ids
  readonly pipelines: readonly Pipeline[]
  /** Those that this bot speaks on. */
  readonly platforms: readonly string[]
  readonly eventKey?: string
  /** The copy of a card that was tapped: it is answered in its place. */
  readonly messageId?: string
}

/** What the bot does by itself is done by nobody. */
export const botItself: Viewer = {
  userId: 'bot',
  name: 'Dealgate',
  roles: [],
  memberIds: new Set(),
}

/** The root row a change compares and sets: as it was when the preview was drawn. */
export type Guard = RootAt & {
  /** The others that the same change is about. */
  readonly also?: readonly RootAt[]
}

export type RootAt =
  | { readonly dealId: string; readonly version: number }
  | { readonly accountId: string; readonly version: number }

/** All that a guard holds. */
export const rootsOf = (guard: Guard | undefined): readonly RootAt[] =>
  guard ? [guard, ...(guard.also ?? [])] : []

/** What the record's reader must be allowed to read; asked again when a card goes out. */
export type SubjectRef = { readonly kind: 'deal' | 'account' | 'approval'; readonly id: string }

export type Plan<View> =
  | {
      readonly ok: true
      readonly view: View
      readonly guard?: Guard
      readonly subject?: SubjectRef
    }
  | {
      readonly ok: false
      readonly problem: Problem
      /** It becomes possible when what is missing is there: kept until then, with this card. */
      readonly kept?: {
        readonly card: (draft: DraftRef) => Card
        readonly guard: Guard
        readonly subject: SubjectRef
      }
    }

/** What somebody else is told of a change, and of whom earlier words are taken back. */
export type News = {
  readonly tell?: readonly {
    readonly userId: string
    /** Left out where it is about no record that has to be asked for again. */
    readonly subject?: SubjectRef
    readonly card: Card
    /** The request whose card this is: its copies are found by it. */
    readonly of?: string
  }[]
  /** Every copy of a request's card, as each reader may see it now. */
  readonly redraw?: readonly {
    readonly of: string
    /** By who reads it. */
    readonly cards: ReadonlyMap<string, Card>
    /** For who may read it no more. */
    readonly gone: Card
  }[]
  readonly withdraw?: readonly { readonly userId: string; readonly subject: SubjectRef }[]
}

/** All of it as one. */
export const joinNews = (all: readonly News[]): News => ({
  tell: all.flatMap(({ tell }) => tell ?? []),
  redraw: all.flatMap(({ redraw }) => redraw ?? []),
  withdraw: all.flatMap(({ withdraw }) => withdraw ?? []),
})

export type Applied<View, Undo> =
  | {
      readonly kind: 'done'
      readonly view: View
      readonly undo?: Undo
      readonly guard?: Guard
      readonly subject?: SubjectRef
      /** What moves may have waited for, where that is more than the subject. */
      readonly supplied?: readonly SubjectRef[]
      readonly news?: News
    }
  /** Somebody else changed the record since the preview; nothing was written. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'problem'; readonly problem: Problem }

export type Undone =
  | { readonly kind: 'undone'; readonly card: Card; readonly news?: News }
  | { readonly kind: 'problem'; readonly problem: Problem }

export type PartUndone<Undo> =
  | { readonly kind: 'undone'; readonly card: Card; readonly left?: Undo }
  | { readonly kind: 'problem'; readonly problem: Problem }

export type FormValues = Readonly<Record<string, string | readonly string[]>>

export type Revised<Body> =
  | { readonly ok: true; readonly body: Body }
  | { readonly ok: false; readonly reason: string }

export type Definition<Body, View, Undo> = {
  /** `noun.verb`; what drafts are stored under. */
  readonly id: string
  readonly body: z.ZodType<Body>
  readonly undoBody: z.ZodType<Undo>
  /** What it writes may be what a kept move waits for. */
  readonly supplies?: true
  /** What of the body is people's own words, kept in the characters they typed. */
  readonly ownWords?: readonly (keyof Body & string)[]
  /** How it would be now: rights, rules, old → new. Writes nothing. */
  readonly plan: (act: Act, body: Body) => Promise<Plan<View>>
  /**
   * Does it, all or nothing. The guard, where there is one, is compared and set first.
   *
   * @param draftId whose cards show what comes of it; absent where it was saved at once
   */
  readonly apply: (
    act: Act,
    body: Body,
    guard?: Guard,
    draftId?: string,
  ) => Promise<Applied<View, Undo>>
  /** A compensating write; refused with the reason when the record changed since. */
  readonly undo?: (act: Act, undo: Undo, guard?: Guard) => Promise<Undone>
  /** What is left of the body when the card's ticks are these. */
  readonly choose?: (body: Body, form: FormValues) => Revised<Body>
  /** Takes one part of several back. `left` is what can still be undone; the card is drawn for `draft`. */
  readonly undoPart?: (
    act: Act,
    undo: Undo,
    of: { readonly part: string; readonly draft: DraftRef },
  ) => Promise<PartUndone<Undo>>
  /**
   * What of it waits for something of its own and stands on a card of its own; `left` is what stays
   * together, if anything does.
   */
  readonly apart?: (
    act: Act,
    body: Body,
  ) => Promise<{
    readonly left?: Body
    readonly alone: readonly { readonly operation: Operation; readonly body: unknown }[]
  }>
  /** Adds what was said later to a preview of the same thing; undefined when it is another. */
  readonly merge?: (earlier: Body, later: Body) => Body | undefined
  /** The form behind 「修改」, and what it makes of the body. */
  readonly form?: {
    readonly fields: (act: Act, body: Body) => readonly FormField[]
    readonly read: (act: Act, body: Body, form: FormValues) => Revised<Body>
  }
  readonly previewCard: (view: View, draft: DraftRef) => Card
  /** The closing words; `undoable` says whether there is still something to take back. */
  readonly doneCard: (view: View, draft: DraftRef, undoable: boolean) => Card
}

/** A definition whose stored bodies are checked when they come back from the store. */
export type Operation = Definition<unknown, unknown, unknown>

/** Seals a definition: from here on bodies are opaque and parsed on the way in. */
export function defineOperation<Body, View, Undo>(
  definition: Definition<Body, View, Undo>,
): Operation {
  const { body, undoBody } = definition
  return {
    ...(definition as unknown as Operation),
    plan: (act, raw) => definition.plan(act, body.parse(raw)),
    apply: (act, raw, guard, draftId) => definition.apply(act, body.parse(raw), guard, draftId),
    ...(definition.apart && {
      apart: (act: Act, raw: unknown) => definition.apart!(act, body.parse(raw)),
    }),
    ...(definition.merge && {
      merge: (earlier: unknown, later: unknown) =>
        definition.merge!(body.parse(earlier), body.parse(later)),
    }),
    ...(definition.form && {
      form: {
        fields: (act: Act, raw: unknown) => definition.form!.fields(act, body.parse(raw)),
        read: (act: Act, raw: unknown, form: FormValues) =>
          definition.form!.read(act, body.parse(raw), form),
      },
    }),
    ...(definition.choose && {
      choose: (raw: unknown, form: FormValues) => definition.choose!(body.parse(raw), form),
    }),
    ...(definition.undoPart && {
      undoPart: (act: Act, raw: unknown, of: { part: string; draft: DraftRef }) =>
        definition.undoPart!(act, undoBody.parse(raw), of),
    }),
    ...(definition.undo && {
      undo: (act: Act, raw: unknown, guard?: Guard) =>
        definition.undo!(act, undoBody.parse(raw), guard),
    }),
  }
}

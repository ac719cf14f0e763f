/** What can be tapped, and what an engine is made of. */

import type { ActionValue, Card } from '../../cards/kit/card.ts'
import type { Clock } from '../lib/clock.ts'
import type { Ids } from '../lib/ids.ts'
import type { Log } from '../lib/logger.ts'
import type { Act, Operation, SubjectRef } from '../operations/operation.ts'
import type { InboundTap, Platform, TapAnswer } from '../platforms/port.ts'
import type { Store } from '../store/store.ts'
import type { GroupMembers } from './group-members.ts'
import type { IncomingFiles } from './incoming-files.ts'
import type { Intent } from './turn.ts'

/** What an action sees: who tapped what, inside the one transaction that also answers. */
export type Tap = Act & {
  readonly action: ActionValue
  readonly form: InboundTap['form']
  /** The chat the card is in. */
  readonly chat?: InboundTap['chat']
  readonly platform: string
  readonly operation: (id: string) => Operation
  readonly deps: EngineDeps
}

export type Tapped = TapAnswer & {
  /** Sent beside the answer: a new card to the person who tapped. */
  readonly also?: {
    readonly card: Card
    readonly subject?: SubjectRef
    /** The draft that the new card stands for. */
    readonly draftId?: string
  }
  /** The draft whose other copies are to look like the answered card. */
  readonly draftId?: string
}

/** Something that can be tapped. One file an action. */
export type Action = {
  /** `noun.verb`, as cards carry it in `a`. */
  readonly id: string
  readonly run: (tap: Tap) => Promise<Tapped>
}

export type EngineDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly platforms: ReadonlyMap<string, Platform>
  readonly groups: GroupMembers
  readonly files: IncomingFiles
  readonly intents: readonly Intent[]
  readonly actions: readonly Action[]
  /** The workspace's IANA zone. */
  readonly zone: string
  /** Platform ids of the first administrators. */
  readonly adminUsers: readonly string[]
  /** 0 ≤ x < 1 */
  readonly random: () => number
  /** When the platforms are warm, or could not be reached. Nothing is sent before. */
  readonly ready?: Promise<unknown>
}

import type { MovableClock } from '../../lib/clock.ts'
import type { SimulatedFeishu } from '../feishu/types.ts'
import type { SimulatedWecom } from '../wecom/types.ts'

export type PlaygroundPerson = {
  /** open_id */
  readonly id: string
  /** On WeCom; without it they are not there. */
  readonly userId?: string
  readonly name: string
  /** As people say it: 销售, 华东经理. */
  readonly role: string
  /** Absent where a person belongs to no team. */
  readonly team?: string
}

export type PlaygroundGroup = {
  /** chat_id */
  readonly id: string
  readonly name: string
}

/** Sentences of one kind; the first stands for them where there is little room. */
export type ExampleGroup = {
  readonly title: string
  readonly sentences: readonly string[]
}

/** What one of several people does next: says something in private, or taps a button they were sent. */
export type StoryStep = {
  /** open_id, without the platform's `ou_`. */
  readonly who: string
} & (
  | { readonly say: string }
  /** The text of the newest such button, and what is filled in around it, by field. */
  | { readonly tap: string; readonly form?: Readonly<Record<string, string>> }
)

/** A way through the bot, from the example data as they are at the start. */
export type Story = {
  readonly id: string
  readonly title: string
  readonly note: string
  readonly steps: readonly StoryStep[]
}

export type PlaygroundOptions = {
  readonly feishu: SimulatedFeishu
  /** The same bot's other platform; without it there is no switch. */
  readonly wecom?: SimulatedWecom
  readonly clock: MovableClock
  /** In the order in which the page lists them. */
  readonly people: readonly PlaygroundPerson[]
  /** Who is in them is the simulated Feishu's to say. */
  readonly groups: readonly PlaygroundGroup[]
  /** Sentences that this person could say now. */
  readonly examples: (personId: string) => readonly ExampleGroup[]
  /** Default none. */
  readonly stories?: readonly Story[]
  /**
   * Puts the bot's own data back. The page's clock is back at its start before; the simulated
   * platform is emptied after.
   */
  readonly reset: () => Promise<void>
  /** Runs what has come due. */
  readonly onClockMoved?: () => Promise<void>
  /** Default Dealgate 助手. */
  readonly botName?: string
}

import type { MovableClock } from '../../lib/clock.ts'
import type { SimulatedFeishu } from '../feishu/types.ts'

export type PlaygroundPerson = {
  /** open_id */
  readonly id: string
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

export type PlaygroundOptions = {
  readonly feishu: SimulatedFeishu
  readonly clock: MovableClock
  /** In the order in which the page lists them. */
  readonly people: readonly PlaygroundPerson[]
  /** Who is in them is the simulated Feishu's to say. */
  readonly groups: readonly PlaygroundGroup[]
  /** Sentences that this person could say now. */
  readonly examples: (personId: string) => readonly ExampleGroup[]
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

/** Reps who say something about their deals, and wait for the reply. */
import { accountOf, brandOf, dealCode, matterOf, ownerOf } from './company/layout.ts'
import { chatIdOf, said } from './events.ts'
import { closedLoop, withConnections } from './load.ts'
import { assertOk } from './measure.ts'
import type { OpenPlatform } from './open-platform.ts'
import type { Running } from './runner.ts'

/** What the owner of a deal may say about it. */
export type Sentence = (deal: number) => string

/** Saved at once. */
export const logging: Sentence = (deal) =>
  `今天拜访了${brandOf(accountOf(deal))}王工,聊${matterOf(deal)}方案,他嫌贵,下周二再报一版`
/** Previewed. */
export const changing: Sentence = (deal) => `${dealCode(deal)} 金额改成${300 + (deal % 50)}万`

export type Conversation = {
  readonly sentence: Sentence
  readonly deals: readonly number[]
  /** How many people talk at a time. */
  readonly people: number
}

/** The owner of each deal says the sentence; resolves with how long each waited for the reply. */
export function converse(
  platform: OpenPlatform,
  { port }: Running,
  { sentence, deals, people }: Conversation,
): Promise<number[]> {
  const messages = deals.map((deal) => {
    const rep = ownerOf(accountOf(deal))
    return { chatId: chatIdOf(rep), request: said(rep, sentence(deal)) }
  })
  return withConnections(port, people, (connections) =>
    closedLoop(connections, messages.length, async (connection, index) => {
      const { chatId, request } = messages[index]!
      const reply = platform.nextTo(chatId)
      assertOk(await connection.send(request))
      await reply
    }),
  )
}

/** `count` deals of `all` from the `from`th on, spread over all of them and none twice. */
export function someDeals(all: number, from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => ((from + index) * 104_729) % all)
}

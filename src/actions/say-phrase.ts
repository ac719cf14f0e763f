import type { Action, Tap, Tapped } from '../bot/definitions.ts'
import { readTurn, settle } from '../bot/settle.ts'
import type { Turn } from '../bot/turn.ts'
import type { Offer } from '../domain/problem.ts'
import { minuteOfDayIn } from '../lib/calendar.ts'

/** What each button says for the person. `pick` is the code of what it is about. */
const phrases: Readonly<Record<Offer, (pick: string) => string>> = {
  'new-deal': () => '新建商机',
  'own-deals': () => '我的商机',
  'closed-deals': (code) => `${code} 已关闭的商机`,
}

const isOffer = (id: string): id is Offer => Object.hasOwn(phrases, id)

/** What the bot answers to this sentence, as if the person had typed it in private. */
export async function answerTo(tap: Tap, said: string): Promise<Tapped['also']> {
  const turn: Turn = {
    ...tap,
    minuteOfDay: minuteOfDayIn(tap.zone, tap.now.getTime()),
    said,
    typed: said,
    saidMs: tap.now.getTime(),
    answers: {},
    context: {},
    mentions: [],
  }
  const { claims } = await readTurn(tap.deps, turn)
  const reply = await claims[0]?.run(turn)
  if (!reply) return undefined
  const platform = tap.platform as 'feishu'
  const message = { platform, chat: { kind: 'private', id: tap.chat?.id ?? '' } } as const
  return settle(tap.deps, turn, { reply, said, message, waiting: [] })
}

/** A button that stands for a sentence: understood as if it had been typed. */
export const sayPhrase: Action = {
  id: 'phrase.say',
  run: async (tap) => {
    const { id, pick = '' } = tap.action
    const nothing = { toast: { tone: 'info', text: '这张卡片已更新,请看最新一张' } } as const
    if (!isOffer(id) || !/^[\w-]*$/.test(pick)) return nothing
    const said = phrases[id](pick)
    const also = await answerTo(tap, said)
    return also ? { toast: { tone: 'info', text: `已发给你:${said}` }, also } : nothing
  },
}

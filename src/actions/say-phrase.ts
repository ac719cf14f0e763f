import type { Action, Tap, Tapped } from '../bot/definitions.ts'
import { isPhraseId, type Phrase, phraseOf } from '../bot/phrases.ts'
import { readTurn, settle } from '../bot/settle.ts'
import type { Turn } from '../bot/turn.ts'
import { minuteOfDayIn } from '../lib/calendar.ts'
import { teamName, userNames } from '../store/teams.ts'

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
    const nothing = { toast: { tone: 'info', text: '这张卡片已更新,请看最新一张' } } as const
    if (!isPhraseId(tap.action.id)) return nothing
    const said = await sentence(tap, phraseOf(tap.action.id))
    const also = said === undefined ? undefined : await answerTo(tap, said)
    return also ? { toast: { tone: 'info', text: `已发给你:${said}` }, also } : nothing
  },
}

/** The words for what was picked: a record by its code, somebody or a team by their name. */
async function sentence(tap: Tap, { needs, say }: Phrase): Promise<string | undefined> {
  const { pick = '' } = tap.action
  switch (needs) {
    case undefined:
      return say('')
    case 'deal':
    case 'account':
      return /^[\w-]+$/.test(pick) ? say(pick) : undefined
    case 'colleague': {
      const name = tap.viewer.memberIds.has(pick)
        ? (await userNames(tap.tx, [pick])).get(pick)
        : undefined
      return name && say(name)
    }
    case 'team': {
      const name = await teamName(tap.tx, pick)
      return name && say(name)
    }
  }
}

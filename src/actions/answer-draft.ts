import { goOn } from '../bot/answer.ts'
import type { Action } from '../bot/definitions.ts'
import { settled } from '../bot/drafts.ts'
import { minuteOfDayIn } from '../lib/calendar.ts'
import { simplify } from '../lib/simplified.ts'
import { withOwnDraft } from './own-draft.ts'

/** One of a question's options: the request goes on with it. */
export const answerDraft: Action = {
  id: 'draft.answer',
  run: withOwnDraft(async (tap, draft) => {
    const [slot = '', index = ''] = (tap.action.pick ?? '').split(':')
    const { body } = draft
    const isOpen = draft.state === 'asking' || draft.state === 'offered'
    if (!isOpen || body.kind !== 'asking') return settled(draft)
    const value = body.questions.find((q) => q.slot === slot)?.options[Number(index)]?.value
    if (value === undefined) return settled(draft)
    const turn = {
      ...tap,
      minuteOfDay: minuteOfDayIn(tap.zone, body.saidMs),
      said: simplify(body.said),
      typed: body.said,
      saidMs: body.saidMs,
      answers: {},
      context: body.context,
      mentions: [],
    }
    const shown = await goOn(tap.deps, turn, draft, { [slot]: value })
    return { card: shown.card, draftId: draft.id }
  }),
}

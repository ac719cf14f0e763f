import { problemToast } from '../../cards/problem-card.ts'
import type { Action, Tap, Tapped } from '../bot/definitions.ts'
import { spreadNews } from '../bot/spread-news.ts'
import { decideHandover } from '../operations/hand-over.ts'

async function decide(tap: Tap, verdict: 'accepted' | 'returned', done: string): Promise<Tapped> {
  const { reason } = tap.form
  const words =
    typeof reason === 'string' && reason.trim() ? reason.trim().slice(0, 500) : undefined
  const of = { id: tap.action.id, version: tap.action.v }
  const decided = await decideHandover(tap, of, verdict, words)
  if (!decided.ok) {
    return {
      toast: { tone: 'warning', text: problemToast(decided.problem) },
      ...(decided.card && { card: decided.card }),
    }
  }
  const from = { platform: tap.platform, key: `tap:${tap.eventKey}` }
  await spreadNews(tap, from, decided.news)
  return { toast: { tone: 'success', text: done }, card: decided.card }
}

/** 「接收」 */
export const acceptHandoverAction: Action = {
  id: 'handover.accept',
  run: (tap) => decide(tap, 'accepted', '已接收'),
}

/** 「退回补充」: what is to be completed is what was written into the card. */
export const returnHandoverAction: Action = {
  id: 'handover.return',
  run: (tap) => decide(tap, 'returned', '已退回'),
}

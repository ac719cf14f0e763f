import { rivalCard } from '../../cards/rival-card.ts'
import type { Action } from '../bot/definitions.ts'
import { showRival } from '../operations/show-rival.ts'
import { findCompetitor } from '../store/competitors.ts'
import { answerTo } from './say-phrase.ts'

const gone = { toast: { tone: 'warning', text: '这个竞品已经撤回' } } as const

/** A competitor in a list: its card comes as a message of its own, so the list stays. */
export const showRivalAction: Action = {
  id: 'rival.show',
  run: async (tap) => {
    const rival = await findCompetitor(tap.tx, tap.action.id)
    if (!rival) return gone
    const card = rivalCard(await showRival(tap, rival))
    return { toast: { tone: 'info', text: `${rival.name} 已发给你` }, also: { card } }
  },
}

/** 「加到商机」: which deal is fought against it is asked, as if it had been typed. */
export const addRivalToDealAction: Action = {
  id: 'rival.add-to-deal',
  run: async (tap) => {
    const rival = await findCompetitor(tap.tx, tap.action.id)
    if (!rival) return gone
    const also = await answerTo(tap, `把${rival.name}加到商机`)
    return also ? { toast: { tone: 'info', text: '加到哪个商机?已发给你' }, also } : gone
  },
}

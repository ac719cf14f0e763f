import { listCard } from '../../cards/list-card.ts'
import type { Action } from '../bot/definitions.ts'
import { findStoredList, turnTo } from '../bot/stored-list.ts'

/** 「更多」 and 「上一页」: the same list further on, read anew with the rights of now. */
export const turnListPage: Action = {
  id: 'list.page',
  run: async (tap) => {
    const { id, pick = '' } = tap.action
    const page = Number(pick)
    const stored = await findStoredList(tap, id)
    if (!stored || !Number.isSafeInteger(page) || page < 1) {
      return { toast: { tone: 'info', text: '这份列表已过期,请再问一次' } }
    }
    return { card: listCard(await turnTo(tap, id, stored, page)) }
  },
}

import type { Action } from '../bot/definitions.ts'
import { findStoredList } from '../bot/stored-list.ts'
import { remindOwner } from '../operations/remind-owner.ts'

/** 「提醒张伟」: one message to that person about what of theirs stands in the list. */
export const remindOwnerAction: Action = {
  id: 'list.remind',
  run: async (tap) => {
    const stored = await findStoredList(tap, tap.action.id)
    if (!stored) return { toast: { tone: 'info', text: '这份列表已过期,请再问一次' } }
    const outcome = await remindOwner(tap, {
      ownerId: tap.action.pick ?? '',
      query: stored.query,
      heading: stored.heading,
      platform: tap.platform,
      realMs: tap.deps.clock.real(),
    })
    switch (outcome.kind) {
      case 'reminded':
        return { toast: { tone: 'success', text: `已提醒${outcome.name}` } }
      case 'already':
        return { toast: { tone: 'info', text: `今天已经提醒过${outcome.name}` } }
      case 'nothing-left':
        return { toast: { tone: 'info', text: '已经没有要提醒的了' } }
      case 'unreachable':
        return { toast: { tone: 'warning', text: `联系不上${outcome.name}` } }
      case 'refused':
        return { toast: { tone: 'warning', text: '没有权限或不存在' } }
    }
  },
}

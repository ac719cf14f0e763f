import { agendaCard } from '../../cards/agenda-card.ts'
import { teamDayCard } from '../../cards/team-day-card.ts'
import type { Action } from '../bot/definitions.ts'
import { findScope } from '../operations/find-scope.ts'
import { showAgenda } from '../operations/show-agenda.ts'
import { showTeamDay } from '../operations/show-team-day.ts'

const notAllowed = { toast: { tone: 'warning', text: '没有权限或不存在' } } as const

/** What waits today for one of a team. */
export const showAgendaAction: Action = {
  id: 'agenda.show',
  run: async (tap) => {
    const scope = await findScope(tap, { kind: 'named', words: '', userIds: [tap.action.id] })
    if (!scope || scope === 'too many') return notAllowed
    const span = { to: tap.today, word: '今天' }
    return {
      toast: { tone: 'info', text: `${scope.title}的今天已发给你` },
      also: { card: agendaCard(await showAgenda(tap, scope, span)) },
    }
  },
}

/** The day of the team that the person leads. */
export const showTeamDayAction: Action = {
  id: 'team.show-day',
  run: async (tap) => {
    const scope = await findScope(tap, { kind: 'team' })
    if (!scope || scope === 'too many') return notAllowed
    return {
      toast: { tone: 'info', text: '团队今天已发给你' },
      also: { card: teamDayCard(await showTeamDay(tap, scope)) },
    }
  },
}

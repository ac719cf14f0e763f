import { agendaCard } from '../../cards/agenda-card.ts'
import { teamDayCard } from '../../cards/team-day-card.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { scopeMeant } from '../bot/whose-work.ts'
import { reachOf } from '../domain/permission.ts'
import { readWork, type Whose } from '../language/work-clause.ts'
import { showAgenda } from '../operations/show-agenda.ts'
import { showTeamDay } from '../operations/show-team-day.ts'

/** How the team's day is, for who leads one. */
export const showTeamDayIntent: Intent = {
  id: 'team.show-day',
  what: '看团队今天',
  examples: ['团队今天', '我们组今天怎么样', '华东今天情况如何'],
  offeredTo: ({ viewer }) =>
    viewer.memberIds.size > 0 || reachOf(viewer, 'report.read').includes('all'),
  read: ({ clauses }, free) => {
    const asking = readWork(clauses, free)
    if (asking?.about !== 'team-day') return undefined
    return { clauses: [...free], run: (turn) => run(turn, asking.whose) }
  },
}

async function run(turn: Turn, whose: Whose): Promise<Reply> {
  const meant = await scopeMeant(turn, whose)
  if (meant.kind === 'reply') return meant.reply
  const { scope } = meant
  if (scope.team) return { kind: 'card', card: teamDayCard(await showTeamDay(turn, scope)) }
  const span = { to: turn.today, word: '今天' }
  return { kind: 'card', card: agendaCard(await showAgenda(turn, scope, span)) }
}

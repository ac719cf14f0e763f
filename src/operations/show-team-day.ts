import type { TeamDayView } from '../../cards/team-day-card.ts'
import { addDays, echoDay, instantOf } from '../lib/calendar.ts'
import { userNames } from '../store/teams.ts'
import { collectDue } from './collect-due.ts'
import { countDue } from './count-due.ts'
import type { Scope } from './find-scope.ts'
import type { Act } from './operation.ts'
import { figuresOf } from './show-summary.ts'

/**
 * A team's day. K9: 「管理者可以实时了解销售团队的工作状态和业绩表现」, in one card: 互动数, 新线索, 推进,
 * 待审批, 风险 top3.
 */
export async function showTeamDay(act: Act, scope: Scope): Promise<TeamDayView> {
  const { today, zone, tx } = act
  const start = new Date(instantOf(zone, today, 0))
  const end = new Date(instantOf(zone, addDays(today, 1), 0))
  const counted = await figuresOf(act, scope.userIds, { from: today, to: today, start, end })
  const items = await collectDue(act, scope.userIds, { to: today })
  const names = await userNames(
    tx,
    items.map((item) => item.ownerId),
  )
  const sum = (of: (one: (typeof counted)[number]) => number) =>
    counted.reduce((n, one) => n + of(one), 0)
  const byPerson = [...Map.groupBy(items, (item) => item.ownerId)]
  return {
    team: scope.title,
    day: echoDay(today, today),
    figures: {
      activities: sum((one) => one.activities),
      leads: sum((one) => one.leads),
      moves: sum((one) => one.moves),
      approvals: await tx.approvalStep.count({
        where: { approverId: { in: [...scope.userIds] }, state: 'open' },
      }),
    },
    risks: items.slice(0, 3).map((item) => ({
      line: item.line,
      who: names.get(item.ownerId) ?? '',
      ...(item.opens && {
        action: { a: `${item.opens.kind}.show`, id: item.opens.id, v: item.opens.revision ?? 0 },
      }),
    })),
    people: byPerson
      .toSorted(([, a], [, b]) => b.length - a.length)
      .slice(0, 8)
      .map(([id, of]) => ({ id, name: names.get(id) ?? '', waits: countDue(of) })),
  }
}

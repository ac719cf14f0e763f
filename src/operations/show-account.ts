import type { AccountView } from '../../cards/account-card.ts'
import { activityKinds, gradeNames } from '../domain/activity.ts'
import { mayDo } from '../domain/permission.ts'
import { addMonths, diffDays, echoDay } from '../lib/calendar.ts'
import { formatFen, shortFen } from '../lib/money.ts'
import { type AccountRow, recentActivities, signedFen } from '../store/accounts.ts'
import { participations } from '../store/people.ts'
import { readableDeals } from './find-deal.ts'
import type { Act } from './operation.ts'

/** An account at a glance, with as much as this viewer may see. */
export async function showAccount(act: Act, account: AccountRow): Promise<AccountView> {
  const parts = await participations(act.tx, act.viewer.userId, [account.id])
  const part = parts.get(`account:${account.id}`)
  const money = mayDo(act.viewer, 'deal.read-amount', { ownerId: account.ownerId, part })
  const owner = await act.tx.user.findUnique({
    where: { id: account.ownerId },
    select: { name: true },
  })
  const deals = await readableDeals(act, { dealIds: [], accountIds: [account.id] })
  const stages = new Map(act.pipelines.flatMap((p) => p.stages).map((s) => [s.id, s.name]))
  const total = deals.reduce((sum, deal) => sum + (deal.amountFen ?? 0n), 0n)
  const [latest] = await recentActivities(act.tx, account.id, 1)
  return {
    code: account.code,
    name: account.name,
    shortName: account.shortName,
    grade: gradeNames[account.grade] ?? account.grade,
    owner: owner?.name ?? '',
    signed: money
      ? formatFen(await signedFen(act.tx, account.id, addMonths(act.today, -12), act.today))
      : undefined,
    openTotal: money && deals.length > 0 ? formatFen(total) : undefined,
    deals: deals.slice(0, 5).map((deal) => ({
      id: deal.id,
      version: deal.version,
      title: `${deal.code} ${deal.name}`,
      detail: [
        stages.get(deal.stageId),
        money && deal.amountFen !== null ? shortFen(deal.amountFen, deal.currency) : undefined,
        deal.closeDate
          ? `预计 ${echoDay(deal.closeDate, act.today, deal.closeDatePrecision)}`
          : undefined,
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    dealCount: deals.length,
    lastActivity: account.lastActivityDate
      ? {
          day: echoDay(account.lastActivityDate, act.today),
          days: diffDays(account.lastActivityDate, act.today),
          text: latest
            ? [
                activityKinds[latest.kind as keyof typeof activityKinds],
                latest.topic,
                latest.feedback,
              ]
                .filter(Boolean)
                .join(',')
            : '',
          nextStep: latest?.nextStep
            ? [latest.nextStep, latest.nextDate && echoDay(latest.nextDate, act.today)]
                .filter(Boolean)
                .join(' ')
            : undefined,
        }
      : undefined,
  }
}

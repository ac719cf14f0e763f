import type {
  RequirementHistoryView,
  RequirementView,
  RequirementWords,
} from '../../cards/requirement-card.ts'
import { mayDo } from '../domain/permission.ts'
import { differences, itemWords, noRequirement, type Requirement } from '../domain/requirement.ts'
import { dayIn, echoDay } from '../lib/calendar.ts'
import { formatFen, shortFen } from '../lib/money.ts'
import type { DealRow } from '../store/deals.ts'
import { participations } from '../store/people.ts'
import { type RequirementVersion, requirementVersions } from '../store/requirements.ts'
import type { Act } from './operation.ts'

/** What is needed in words; the budget only for who may see amounts. */
export function requirementWords(of: Requirement, money: boolean): RequirementWords {
  const { standards, equipment, budgetFen, currency, budgetApprox: approx } = of
  return {
    ...(standards.length > 0 && { standards: standards.join('、') }),
    ...(equipment.length > 0 && { equipment: equipment.map(itemWords).join('、') }),
    ...(money && budgetFen !== null && { budget: formatFen(budgetFen, { currency, approx }) }),
  }
}

/** +老化箱1台,预算280万→300万 */
export function differenceWords(before: Requirement, after: Requirement, money: boolean): string {
  const short = ({ budgetFen, currency }: Requirement) =>
    budgetFen === null ? '未填' : shortFen(budgetFen, currency).replace('¥', '')
  const budget = before.budgetFen !== after.budgetFen || before.currency !== after.currency
  return [
    ...differences(before, after),
    ...(budget ? [money ? `预算${short(before)}→${short(after)}` : '预算有变'] : []),
  ].join(',')
}

/** Whether the viewer may see the deal's amounts, and with them its budget. */
export async function maySeeBudget(act: Act, deal: DealRow): Promise<boolean> {
  const parts = await participations(act.tx, act.viewer.userId, [deal.id, deal.accountId])
  const part = parts.get(`deal:${deal.id}`) ?? parts.get(`account:${deal.accountId}`)
  return mayDo(act.viewer, 'deal.read-amount', { ownerId: deal.ownerId, part })
}

const titleOf = ({ code, name }: DealRow) => `${code} ${name}`

/** Who wrote a version, and when. */
const writtenBy = (act: Act, { byName, createdAt }: RequirementVersion) =>
  `${byName} ${echoDay(dayIn(act.zone, createdAt.getTime()), act.today)}`

/** What the customer needs now; the caller has asked for the right. */
export async function showRequirement(act: Act, deal: DealRow): Promise<RequirementView> {
  const money = await maySeeBudget(act, deal)
  const [now, before] = await requirementVersions(act.tx, deal.id, 2)
  if (!now) return { deal: titleOf(deal), version: 0 }
  return {
    deal: titleOf(deal),
    version: now.version,
    ...requirementWords(now, money),
    by: writtenBy(act, now),
    ...(before && {
      since: { version: before.version, differences: differenceWords(before, now, money) },
    }),
  }
}

const mostShown = 10

/** How it came to that; the caller has asked for the right. */
export async function showRequirementHistory(
  act: Act,
  deal: DealRow,
): Promise<RequirementHistoryView> {
  const money = await maySeeBudget(act, deal)
  const versions = await requirementVersions(act.tx, deal.id, mostShown + 1)
  return {
    deal: titleOf(deal),
    versions: versions.slice(0, mostShown).map((version, i) => ({
      version: version.version,
      by: writtenBy(act, version),
      told: versions[i + 1]
        ? differenceWords(versions[i + 1]!, version, money)
        : firstWords(version, money),
    })),
    more: versions.length > mostShown,
  }
}

function firstWords(version: Requirement, money: boolean): string {
  const { standards, equipment, budget } = requirementWords(version, money)
  return [
    standards && `标准 ${standards}`,
    equipment && `设备 ${equipment}`,
    budget && `预算 ${budget}`,
  ]
    .filter(Boolean)
    .join('/')
}

/** As a deal stands without any version. */
export const currentOf = (version: RequirementVersion | undefined): Requirement =>
  version ?? noRequirement

import { type Asked, readReason } from '../bot/read-value.ts'
import type { Turn } from '../bot/turn.ts'
import { backReasons } from '../language/back-reason.ts'
import type { ChangeGroup } from '../language/change-groups.ts'
import type { ChangeDeal } from '../operations/change-deal.ts'
import { amountBodyOf } from '../operations/deal-values.ts'
import type { DealRow } from '../store/deals.ts'
import { readDealStage } from './change-stage.ts'
import { readDealAmount, readDealDate, readDealEither } from './change-values.ts'

/** What the clauses say a deal is to become; what is open or impossible goes into `asked`. */
export async function readChange(
  turn: Turn,
  { parts, reason: said }: ChangeGroup,
  deal: DealRow | undefined,
  asked: Asked,
): Promise<Omit<ChangeDeal, 'dealId'>> {
  const stage = readDealStage(turn, parts, deal, asked)
  const either = await readDealEither(turn, parts, deal, asked)
  const amount = either.amount ?? (await readDealAmount(turn, parts, deal, asked))
  const closeDate = either.date ?? readDealDate(turn, parts, deal, asked)
  const reason = stage?.backward ? (said ?? readReason(turn, asked, backReason)) : undefined
  return {
    ...(stage && { stageId: stage.id }),
    ...(amount && { amount: amountBodyOf(amount) }),
    ...(closeDate && { closeDate: { day: closeDate.day, precision: closeDate.precision } }),
    ...(reason && { reason }),
  }
}

/** A step back is always allowed, with a reason. */
export const backReason = {
  text: '退回原因?',
  options: backReasons,
} as const

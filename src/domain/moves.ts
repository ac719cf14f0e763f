/** Moves through a pipeline, counted as what came of them. */
import type { Day } from '../lib/calendar.ts'

export type EnteredStage = {
  readonly dealId: string
  readonly ownerId: string
  readonly stageId: string
  readonly enteredDate: Day
  readonly undone: boolean
}

/**
 * The moves forward in these days that stand. A move back is none, and a move that was taken back
 * has not been.
 *
 * @param history of each deal, in the order entered
 * @param positionOf a stage's place in its pipeline
 */
export function forwardMoves(
  history: readonly EnteredStage[],
  positionOf: (stageId: string) => number,
  days: { readonly from: Day; readonly to: Day },
): EnteredStage[] {
  const deals = [...Map.groupBy(history, ({ dealId }) => dealId).values()]
  return deals.flatMap((entered) =>
    entered.filter((row, i) => {
      const before = entered[i - 1]
      if (!before || row.undone || entered[i + 1]?.undone) return false
      const forward = positionOf(row.stageId) > positionOf(before.stageId)
      return forward && row.enteredDate >= days.from && row.enteredDate <= days.to
    }),
  )
}

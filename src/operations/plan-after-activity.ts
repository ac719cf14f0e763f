import * as z from 'zod'
import { insertTask } from '../store/activities.ts'
import type { Act } from './operation.ts'

const logged = z.object({ activityId: z.string() })

/** Gives a logged contact its next step. False when it has one already. */
export async function planAfterActivity(
  act: Act,
  entry: unknown,
  step: { readonly title: string; readonly dueDate: string },
): Promise<boolean> {
  const { activityId } = logged.parse(entry)
  const changed = await act.tx.activity.updateMany({
    where: { id: activityId, nextStep: null, undoneAt: null },
    data: { nextStep: step.title, nextDate: step.dueDate },
  })
  if (changed.count === 0) return false
  const activity = await act.tx.activity.findUniqueOrThrow({ where: { id: activityId } })
  await insertTask(act.tx, {
    id: act.ids.next(),
    kind: 'next-step',
    ownerId: act.viewer.userId,
    accountId: activity.accountId,
    dealId: activity.dealId,
    activityId,
    title: step.title,
    dueDate: step.dueDate,
    createdAt: act.now,
  })
  return true
}

import { permittedAccounts } from './find-account.ts'
import { readableDeals } from './find-deal.ts'
import type { Act } from './operation.ts'

type TaskRow = {
  readonly id: string
  readonly accountId: string | null
  readonly dealId: string | null
}

export type TaskSubject = {
  readonly name: string
  readonly opens: { readonly kind: 'account' | 'deal'; readonly id: string }
}

/** What each task is about, by the task's id, as far as the viewer may read it. */
export async function taskSubjects(
  act: Act,
  tasks: readonly TaskRow[],
): Promise<ReadonlyMap<string, TaskSubject>> {
  const idsOf = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]
  const dealIds = idsOf(tasks.map((task) => task.dealId))
  const deals = await readableDeals(act, { dealIds, accountIds: [] })
  const accounts = await permittedAccounts(
    act,
    'deal.read',
    idsOf(tasks.map((task) => (task.dealId ? null : task.accountId))),
  )
  const subjects = new Map<string, TaskSubject>()
  for (const task of tasks) {
    const deal = deals.find(({ id }) => id === task.dealId)
    const account = accounts.find(({ id }) => id === task.accountId)
    if (deal) subjects.set(task.id, { name: deal.name, opens: { kind: 'deal', id: deal.id } })
    else if (account) {
      subjects.set(task.id, { name: account.shortName, opens: { kind: 'account', id: account.id } })
    }
  }
  return subjects
}

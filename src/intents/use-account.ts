import { accountCard } from '../../cards/account-card.ts'
import { withNote } from '../../cards/with-note.ts'
import type { Reply, Turn } from '../bot/turn.ts'
import { type DetailsBody, detailsBody } from '../operations/account-body.ts'
import type { CreateAccount } from '../operations/create-account.ts'
import { fillAccount } from '../operations/fill-account.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { showAccount } from '../operations/show-account.ts'

/**
 * The customer that is there already, with what was typed added to its file where that has nothing
 * yet. Who may only read it is shown it, and what was typed beside it.
 */
export async function useAccount(
  turn: Turn,
  accountId: string,
  body: CreateAccount,
): Promise<Reply> {
  const details = detailsOf(body)
  const fill = { accountId, details, onlyMissing: true }
  const plan = await fillAccount.plan(turn, fill)
  const news = plan.ok && (plan.view as { changes: readonly unknown[] }).changes.length > 0
  if (news) return { kind: 'propose', operation: fillAccount, body: fill, how: 'at-once' }
  const [account] = await permittedAccounts(turn, 'deal.read', [accountId])
  if (!account) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
  const kept =
    Object.keys(details).length > 0 ? `你说的「${turn.typed}」没有新内容,档案没有改动` : ''
  const card = accountCard(await showAccount(turn, account))
  return {
    kind: 'card',
    card: kept ? withNote(card, kept) : card,
    subject: { kind: 'account', id: accountId },
  }
}

function detailsOf(body: CreateAccount): DetailsBody {
  const keys = Object.keys(detailsBody.shape) as (keyof DetailsBody)[]
  return Object.fromEntries(keys.flatMap((key) => (body[key] ? [[key, body[key]]] : [])))
}

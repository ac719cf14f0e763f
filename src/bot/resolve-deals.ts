/** Which of a customer's deals something counts for: one, or several at once. */

import type { Permission } from '../domain/permission.ts'
import type { SubjectMention } from '../language/subject.ts'
import { foldName } from '../lib/names.ts'
import type { Reached } from '../operations/find-contact.ts'
import { permittedDeals } from '../operations/find-deal.ts'
import { type DealRow, findDealsOf } from '../store/deals.ts'
import { noOpenDeal } from './resolve-deal.ts'
import type { AskedQuestion, Reply, Turn } from './turn.ts'

export type MeantDeals =
  | { readonly kind: 'deals'; readonly deals: readonly DealRow[] }
  | { readonly kind: 'ask'; readonly question: AskedQuestion }
  | { readonly kind: 'reply'; readonly reply: Reply }

/** The answer 「都是」. */
const allOfThem = 'all'

/** The named deals; else the customer's only open one; of several one, or all, is chosen. */
export async function dealsMeant(
  turn: Turn,
  of: {
    readonly reached: Reached
    readonly subject?: SubjectMention
    readonly text: string
    readonly permission: Permission
  },
): Promise<MeantDeals> {
  const { account } = of.reached
  const found = await findDealsOf(turn.tx, { dealIds: [], accountIds: [account.id] })
  const open = await permittedDeals(turn, of.permission, found)
  const named = open.filter((deal) => of.subject?.dealIds.includes(deal.id))
  const answer = turn.answers.deal ?? (of.subject ? undefined : turn.context.dealId)
  if (answer === allOfThem) return { kind: 'deals', deals: open }
  const chosen = open.find((deal) => deal.id === answer)
  if (chosen) return { kind: 'deals', deals: [chosen] }
  if (named.length > 0) return { kind: 'deals', deals: named }
  if (open.length === 1) return { kind: 'deals', deals: open }
  if (open.length === 0) {
    return { kind: 'reply', reply: noOpenDeal(turn, account) }
  }
  return { kind: 'ask', question: whichDeals(open, account.shortName, of.text) }
}

/** 「用于哪个项目?[检测项目][射频校准][都是]」 */
function whichDeals(deals: readonly DealRow[], account: string, text: string): AskedQuestion {
  const options = deals
    .slice(0, 4)
    .map((deal) => ({ label: withoutAccount(deal.name, account), value: deal.id }))
  return { slot: 'deal', text, options: [...options, { label: '都是', value: allOfThem }] }
}

function withoutAccount(name: string, account: string): string {
  const rest = name.startsWith(account) ? name.slice(account.length) : name
  return foldName(rest).length >= 2 ? rest : name
}

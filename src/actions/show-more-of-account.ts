import { accountDealsCard } from '../../cards/account-deals-card.ts'
import { contactsCard } from '../../cards/contacts-card.ts'
import type { Card } from '../../cards/kit/card.ts'
import { talksCard } from '../../cards/talks-card.ts'
import type { Action, Tap } from '../bot/definitions.ts'
import type { Permission } from '../domain/permission.ts'
import { type Reached, reachAccounts } from '../operations/find-contact.ts'
import { showAccountDeals } from '../operations/show-account-deals.ts'
import { showContacts } from '../operations/show-contacts.ts'
import { showTalks } from '../operations/show-talks.ts'

/** A button of the account's card: more of one thing, as a message of its own. */
function showMore(
  id: string,
  permission: Permission,
  cardOf: (tap: Tap, reached: Reached) => Promise<Card>,
): Action {
  return {
    id,
    run: async (tap) => {
      const [reached] = await reachAccounts(tap, permission, [tap.action.id])
      if (!reached) return { toast: { tone: 'warning', text: '没有权限或不存在' } }
      const subject = { kind: 'account', id: reached.account.id } as const
      const card = await cardOf(tap, reached)
      return { toast: { tone: 'info', text: `${card.title} 已发给你` }, also: { card, subject } }
    },
  }
}

export const showTalksAction = showMore(
  'account.show-talks',
  'activity.read',
  async (tap, reached) => talksCard(await showTalks(tap, reached)),
)

export const showDealsAction = showMore(
  'account.show-deals',
  'deal.read',
  async (tap, { account }) => accountDealsCard(await showAccountDeals(tap, account)),
)

export const showContactsAction = showMore(
  'account.show-contacts',
  'contact.read',
  async (tap, reached) => contactsCard(await showContacts(tap, reached)),
)

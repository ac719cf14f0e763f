import { accountCard } from '../../cards/account-card.ts'
import type { Action } from '../bot/definitions.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { showAccount } from '../operations/show-account.ts'

/** An account in a list: its card comes as a message of its own, so the list stays. */
export const showAccountAction: Action = {
  id: 'account.show',
  run: async (tap) => {
    const [account] = await permittedAccounts(tap, 'deal.read', [tap.action.id])
    if (!account) return { toast: { tone: 'warning', text: '没有权限或不存在' } }
    return {
      toast: { tone: 'info', text: `${account.shortName} 已发给你` },
      also: {
        card: accountCard(await showAccount(tap, account)),
        subject: { kind: 'account', id: account.id },
      },
    }
  },
}

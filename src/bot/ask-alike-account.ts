import { soundingAccounts } from './like-deals.ts'
import { noneOfThem } from './resolve-deal.ts'
import type { AskedQuestion, Turn } from './turn.ts'

/**
 * 「没找到“立晨”。是指 立辰(CUS5)吗?[是][不是]」, or which of several. Undefined when no account that
 * the person may read is like it, or when they have said that none of them is meant.
 */
export async function askAlikeAccount(
  turn: Turn,
  said: string,
): Promise<AskedQuestion | undefined> {
  if (turn.answers.account === noneOfThem) return undefined
  const accounts = await soundingAccounts(turn, said)
  const [account, ...others] = accounts
  if (!account) return undefined
  const lead = `没找到“${said}”。`
  const none = { label: '不是', value: noneOfThem }
  return others.length === 0
    ? {
        slot: 'account',
        text: `${lead}是指 ${account.shortName}(${account.code})吗?`,
        options: [{ label: '是', value: account.id }, none],
      }
    : {
        slot: 'account',
        text: `${lead}是哪个客户?`,
        options: [
          ...accounts.map(({ id, name, code }) => ({ label: name, detail: code, value: id })),
          { label: '都不是', detail: '没有列出来', value: noneOfThem },
        ],
      }
}

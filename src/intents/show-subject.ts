import { accountCard } from '../../cards/account-card.ts'
import { dealCard } from '../../cards/deal-card.ts'
import { askAlikeAccount } from '../bot/ask-alike-account.ts'
import { noneOfThem, notFound, resolveDeal, type SaidDeal, wholeName } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { readAskingClause } from '../language/asking-clause.ts'
import type { Clause } from '../language/sentence.ts'
import { type SubjectMention, subjectIn } from '../language/subject.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { readableDeals } from '../operations/find-deal.ts'
import { showAccount } from '../operations/show-account.ts'
import { showDeal } from '../operations/show-deal.ts'
import type { AccountRow } from '../store/accounts.ts'

/** Asks about money, dates or stages: about a deal rather than about an account. */
const dealWords = /多少钱|多少|金额|报价|阶段|签|项目|商机|单子|停留|哪一?步|卡(?!片)|还差/u

/** 有几个项目 asks about the account that has them. */
const isAboutDeal = (words: string): boolean =>
  dealWords.test(words) && !/几个|哪些|多少个|哪几/u.test(words)

/** A deal or an account at a glance. */
export const showSubjectIntent: Intent = {
  id: 'record.show',
  what: '看客户、看商机',
  examples: [
    '华芯现在什么情况',
    'D-1001 现在多少钱',
    '华芯检测项目到哪个阶段了',
    '看看立辰',
    '顺达什么时候签',
    'CUS1',
  ],
  read: (_sentence, free) => (free.length > 2 ? undefined : claim(free)),
}

function claim(clauses: readonly Clause[]): Claim | undefined {
  const read = clauses.map(readAskingClause)
  if (read.length === 0 || read.some((one) => one === undefined)) return undefined
  const unknownName = read.find((one) => one?.unknownName)?.unknownName
  const subject = subjectIn(clauses)
  const words = clauses.map((clause) => clause.text).join(',')
  // Without a name only a pronoun points at something: 「它现在多少钱」.
  if (!subject && !unknownName && !/它|这个|那个|这单|现在|多少|情况|阶段/u.test(words)) {
    return undefined
  }
  return { clauses, run: (turn) => run(turn, { clauses, subject, unknownName }, words) }
}

async function run(turn: Turn, said: SaidDeal, words: string): Promise<Reply> {
  const { subject, unknownName, clauses } = said
  const aboutDeal = isAboutDeal(words.replaceAll(subject?.words ?? unknownName ?? '', ''))
  if (!aboutDeal && turn.answers.deal === undefined) {
    if (unknownName && !subject?.dealIds.length) {
      return showUnknown(turn, said, wholeName(said, unknownName))
    }
    const accountIds = accountsMeant(turn, subject)
    const byDeal = subject && accountIds && (await readsDealsAlone(turn, accountIds))
    if (accountIds && !unknownName && !byDeal) return showAccounts(turn, accountIds, clauses)
  }
  const resolved = await resolveDeal(turn, said)
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  const { deal } = resolved
  return {
    kind: 'card',
    card: dealCard(await showDeal(turn, deal)),
    subject: { kind: 'deal', id: deal.id },
  }
}

/** Who takes part in a deal of the customer and not in the customer is shown the deal. */
async function readsDealsAlone(turn: Turn, accountIds: readonly string[]): Promise<boolean> {
  if ((await permittedAccounts(turn, 'deal.read', accountIds)).length > 0) return false
  return (await readableDeals(turn, { dealIds: [], accountIds })).length > 0
}

/** The accounts, where an account is meant rather than one of its deals. */
function accountsMeant(
  turn: Turn,
  subject: SubjectMention | undefined,
): readonly string[] | undefined {
  if (subject) {
    return subject.dealIds.length === 0 && subject.accountIds.length > 0
      ? subject.accountIds
      : undefined
  }
  const { dealId, accountId } = turn.context
  return !dealId && accountId ? [accountId] : undefined
}

/** 华新 for 华芯 or 华鑫: accounts that sound so are offered, then deals like it. */
async function showUnknown(turn: Turn, said: SaidDeal, unknown: string): Promise<Reply> {
  const { account } = turn.answers
  if (account && account !== noneOfThem) return showAccounts(turn, [account], said.clauses)
  const question = await askAlikeAccount(turn, unknown)
  if (question) return { kind: 'ask', questions: [question] }
  const resolved = await resolveDeal(turn, said)
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  return notFound(turn, said.clauses)
}

async function showAccounts(
  turn: Turn,
  accountIds: readonly string[],
  clauses: readonly Clause[],
): Promise<Reply> {
  const ids = turn.answers.account ? [turn.answers.account] : accountIds
  const accounts = await permittedAccounts(turn, 'deal.read', ids)
  const [account, ...others] = accounts
  if (!account) return notFound(turn, clauses)
  if (others.length > 0) return whichAccount(accounts, '哪个客户?')
  return {
    kind: 'card',
    card: accountCard(await showAccount(turn, account)),
    subject: { kind: 'account', id: account.id },
  }
}

const whichAccount = (accounts: readonly AccountRow[], text: string): Reply => ({
  kind: 'ask',
  questions: [
    {
      slot: 'account',
      text,
      options: accounts.slice(0, 5).map(({ id, name, code }) => ({
        label: name,
        detail: code,
        value: id,
      })),
    },
  ],
})

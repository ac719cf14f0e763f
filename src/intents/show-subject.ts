import { accountCard } from '../../cards/account-card.ts'
import { dealCard } from '../../cards/deal-card.ts'
import { auditDenied, resolveDeal } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { type Clause, gapsOf } from '../language/sentence.ts'
import { type SubjectMention, subjectIn } from '../language/subject.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { showAccount } from '../operations/show-account.ts'
import { showDeal } from '../operations/show-deal.ts'

/**
 * Words that ask, point or soften, and nothing else. What is left of a question about a record once
 * its name is taken out must be made of these.
 */
const asking =
  /现在|目前|当前|最近|今天|这会儿|到底|究竟|什么|啥|怎么样|怎样|咋样|怎么|如何|情况|状态|进展|进度|近况|动态|信息|资料|详情|详细|明细|概况|档案|多少钱|多少|几个|几|哪个|哪|到了|到|在|处于|阶段|金额|价格|报价|总额|钱|预计|时候|什么时候|何时|几时|几号|日期|时间|签约|签单|签|成交|谁|负责人|负责|跟进|跟|归|管|联系人|联系|决策链|决策|下一步|下步|停留|了|呢|吗|吧|啊|呀|嘛|的|得|是|有|没有|没|给|我|你|帮|请|麻烦|想|要|看看|看一下|看下|看|查看|查询|查一下|查查|查下|查|打开|显示|介绍|说说|讲讲|了解|知道|一下|下|这个|那个|这|那|个|项目|商机|单子|客户|公司|单|一|还|都|和|跟|与|、|:|\?|\s|情|况|咋/gu

/** Asks about money, dates or stages: about a deal rather than about an account. */
const dealWords = /多少钱|多少|金额|报价|阶段|签|项目|商机|单子|停留/

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
  read: (_sentence, free) => {
    const [clause] = free
    if (!clause || free.length > 2) return undefined
    return free.every(isAsking) ? claim(free) : undefined
  },
}

function isAsking(clause: Clause): boolean {
  const tags = [...clause.names]
  return gapsOf(clause, tags).every((gap) => gap.replace(asking, '') === '')
}

function claim(clauses: readonly Clause[]): Claim | undefined {
  const subject = subjectIn(clauses)
  const words = clauses.map((clause) => clause.text).join(',')
  // Without a name only a pronoun points at something: 「它现在多少钱」.
  if (!subject && !/它|这个|那个|这单|该项目|现在|多少|情况|阶段/.test(words)) return undefined
  return { clauses, run: (turn) => run(turn, subject, words) }
}

async function run(turn: Turn, subject: SubjectMention | undefined, words: string): Promise<Reply> {
  const wantsAccount =
    subject &&
    subject.dealIds.length === 0 &&
    subject.accountIds.length > 0 &&
    !dealWords.test(words.replaceAll(subject.words, '')) &&
    turn.answers.deal === undefined
  if (wantsAccount) return showAccounts(turn, subject)
  if (!subject && !turn.context.dealId && turn.context.accountId && !dealWords.test(words)) {
    return showAccounts(turn, { dealIds: [], accountIds: [turn.context.accountId], words })
  }
  const resolved = await resolveDeal(turn, subject, words)
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  const { deal } = resolved
  return {
    kind: 'card',
    card: dealCard(await showDeal(turn, deal)),
    subject: { kind: 'deal', id: deal.id },
  }
}

async function showAccounts(turn: Turn, subject: SubjectMention): Promise<Reply> {
  const ids = turn.answers.account ? [turn.answers.account] : subject.accountIds
  const accounts = await permittedAccounts(turn, 'deal.read', ids)
  const [account, ...others] = accounts
  if (!account) {
    await auditDenied(turn, subject)
    return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
  }
  if (others.length > 0) {
    const options = accounts.slice(0, 5).map(({ id, name, code }) => ({
      label: name,
      detail: code,
      value: id,
    }))
    return { kind: 'ask', questions: [{ slot: 'account', text: '哪个客户?', options }] }
  }
  return {
    kind: 'card',
    card: accountCard(await showAccount(turn, account)),
    subject: { kind: 'account', id: account.id },
  }
}

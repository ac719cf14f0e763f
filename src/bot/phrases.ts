/** Sentences that stand on a button or a row: a tap says them, as if they had been typed. */
import type { Offer } from '../domain/problem.ts'

/** The record or the people that a sentence is made about. */
export type PhraseNeed = 'deal' | 'account' | 'colleague' | 'team'

export type Phrase = {
  /** The intent that it is said to: who is not offered that one is not offered this. */
  readonly intent: string
  /** On a button: what it is for, in a word or two. */
  readonly what: string
  readonly needs?: PhraseNeed
  /** @param name of the deal, the account … or its code */
  readonly say: (name: string) => string
}

/**
 * None of these saves anything by itself: a tap out of curiosity must not leave a visit behind that
 * never was. What is saved at once is shown to be typed.
 */
const phrases = {
  today: { intent: 'agenda.show', what: '今天做什么', say: () => '今天有什么事' },
  'own-deals': { intent: 'record.list', what: '我的商机', say: () => '我的商机' },
  'open-deals': { intent: 'record.list', what: '在谈商机', say: () => '在谈的商机' },
  'late-deals': { intent: 'record.list', what: '超期的项目', say: () => '超期的项目' },
  'month-deals': { intent: 'record.list', what: '列商机', say: () => '本月要签的单子' },
  'big-deals': { intent: 'record.list', what: '列商机', say: () => '100万以上的商机' },
  'quiet-accounts': { intent: 'record.list', what: '查跟进', say: () => '谁超过一周没跟进A级客户' },
  funnel: { intent: 'funnel.show', what: '漏斗', say: () => '漏斗' },
  'own-week': { intent: 'work.summarise', what: '本周小结', say: () => '本周小结' },
  'colleague-week': {
    intent: 'work.summarise',
    what: '看小结',
    needs: 'colleague',
    say: (name) => `${name}本周小结`,
  },
  'team-week': {
    intent: 'work.summarise',
    what: '看小结',
    needs: 'team',
    say: (name) => `${name}本周小结`,
  },
  'team-day': { intent: 'team.show-day', what: '团队今天', say: () => '团队今天' },
  'missing-steps': { intent: 'step.list-missing', what: '缺下一步', say: () => '缺下一步' },
  reminders: { intent: 'reminder.tend', what: '我的提醒', say: () => '我的提醒' },
  'deal-state': {
    intent: 'record.show',
    what: '看商机',
    needs: 'deal',
    say: (name) => `${name}现在什么情况`,
  },
  'deal-date': {
    intent: 'deal.change',
    what: '改商机',
    needs: 'deal',
    say: (name) => `${name}预计下月底签`,
  },
  'deal-chain': {
    intent: 'deal.show-chain',
    what: '看决策链',
    needs: 'deal',
    say: (name) => `${name}谁说了算`,
  },
  'deal-needs': {
    intent: 'requirement.show',
    what: '看客户需求',
    needs: 'deal',
    say: (name) => `${name}要什么`,
  },
  'deal-changes': {
    intent: 'audit.show',
    what: '看谁改过',
    needs: 'deal',
    say: (name) => `${name}的变更记录`,
  },
  'account-state': {
    intent: 'record.show',
    what: '看客户',
    needs: 'account',
    say: (name) => `${name}现在什么情况`,
  },
  'account-talks': {
    intent: 'account.show-talks',
    what: '看最近聊了什么',
    needs: 'account',
    say: (name) => `${name}最近聊了什么`,
  },
  'new-deal': { intent: 'deal.create', what: '新建商机', say: () => '新建商机' },
  'closed-deals': {
    intent: 'record.list',
    what: '看已关闭',
    needs: 'account',
    say: (name) => `${name} 已关闭的商机`,
  },
  'approve-several': { intent: 'approval.decide', what: '一起同意', say: () => '都同意' },
  help: { intent: 'help.show', what: '看能说什么', say: () => '帮助' },
} as const satisfies Readonly<Record<string, Phrase>> & Readonly<Record<Offer, Phrase>>

export type PhraseId = keyof typeof phrases

export const isPhraseId = (id: string): id is PhraseId => Object.hasOwn(phrases, id)

export const phraseOf = (id: PhraseId): Phrase => phrases[id]

/** What is offered first to whom: what people of this kind say most. */
import type { Viewer } from '../domain/permission.ts'
import type { PhraseId, PhraseNeed } from './phrases.ts'

/** A sentence that saves something at once: to be read and typed, never tapped. */
export type HelpLead = {
  readonly intent: string
  readonly line: string
  readonly needs?: PhraseNeed
  readonly say: (name: string) => string
}

export type HelpOffers = {
  /** The first that applies is shown. */
  readonly leads: readonly HelpLead[]
  readonly phrases: readonly PhraseId[]
  readonly buttons: readonly PhraseId[]
}

const visit: HelpLead = {
  intent: 'activity.log',
  line: '跟客户聊完说一句,我就记下来:',
  needs: 'account',
  say: (name) => `今天拜访了${name},聊方案,下周二再报一版`,
}

const enrolment: HelpLead = {
  intent: 'people.set',
  line: '给同事开通角色、分到团队,说一句就行:',
  say: () => '李娜是销售经理',
}

const seller: HelpOffers = {
  leads: [visit],
  phrases: ['account-state', 'deal-date', 'deal-chain', 'account-talks'],
  buttons: ['today', 'own-deals', 'funnel', 'own-week'],
}

const leader: HelpOffers = {
  leads: [],
  phrases: ['quiet-accounts', 'colleague-week', 'team-week', 'deal-state', 'deal-changes'],
  buttons: ['team-day', 'funnel', 'late-deals', 'missing-steps'],
}

const operator: HelpOffers = {
  leads: [enrolment],
  phrases: ['team-week', 'month-deals', 'deal-changes', 'account-state'],
  buttons: ['team-day', 'funnel', 'late-deals', 'today'],
}

/** 售前, 商务, 财务 …: called up for a deal, they ask what it is about. */
const called: HelpOffers = {
  leads: [visit],
  phrases: ['deal-state', 'deal-needs', 'deal-chain', 'account-talks'],
  buttons: ['today', 'open-deals', 'reminders'],
}

/** Several roles add up in rights; what comes first is the leader's, then the seller's. */
export function offersTo({ roles, memberIds }: Viewer): HelpOffers {
  const has = (...wanted: readonly string[]) => roles.some((role) => wanted.includes(role))
  if (memberIds.size > 0 || has('director', 'executive')) return leader
  if (has('rep')) return seller
  return has('operations') ? operator : called
}

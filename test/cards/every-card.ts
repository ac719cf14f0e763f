/** Every card there is, of these names. */
import { accountCard } from '../../cards/account-card.ts'
import { accountDealsCard } from '../../cards/account-deals-card.ts'
import { accountFilledCard, fillAccountCard } from '../../cards/account-filled-card.ts'
import { activityLoggedCard, activityUndoneCard } from '../../cards/activity-card.ts'
import { agendaCard } from '../../cards/agenda-card.ts'
import { briefCard } from '../../cards/brief-card.ts'
import { changesCard } from '../../cards/changes-card.ts'
import { contactsCard } from '../../cards/contacts-card.ts'
import { dealCard } from '../../cards/deal-card.ts'
import {
  dealChangedCard,
  dealChangePreviewCard,
  dealChangeUndoneCard,
} from '../../cards/deal-change-card.ts'
import {
  dealChangesPreviewCard,
  dealChangesUndoneCard,
  dealsChangedCard,
} from '../../cards/deal-changes-card.ts'
import {
  dealLossPreviewCard,
  dealLostCard,
  dealReopenedCard,
  dealReopenPreviewCard,
} from '../../cards/deal-lost-card.ts'
import { funnelCard } from '../../cards/funnel-card.ts'
import {
  type HelpView,
  helpCard,
  notUnderstoodCard,
  topicHelpCard,
  welcomeCard,
} from '../../cards/help-card.ts'
import type { Card } from '../../cards/kit/card.ts'
import { leadCard } from '../../cards/lead-card.ts'
import { listCard, ownerReminderCard } from '../../cards/list-card.ts'
import { missingStepsCard } from '../../cards/missing-steps-card.ts'
import { accountCreatedCard, accountCreationPreviewCard } from '../../cards/new-account-card.ts'
import { dealCreatedCard, dealCreationPreviewCard } from '../../cards/new-deal-card.ts'
import { notTextCard } from '../../cards/not-text-card.ts'
import { draftClosedCard, noticeCard } from '../../cards/notice-card.ts'
import { peopleChangedCard, peoplePreviewCard } from '../../cards/people-card.ts'
import { phoneCard } from '../../cards/phone-card.ts'
import { problemCard } from '../../cards/problem-card.ts'
import { questionCard } from '../../cards/question-card.ts'
import { recalledCard } from '../../cards/recalled-card.ts'
import {
  reminderCard,
  reminderClosedCard,
  reminderDueCard,
  reminderListCard,
  reminderMoveCard,
  reminderSetCard,
} from '../../cards/reminder-card.ts'
import { reviseCard } from '../../cards/revise-card.ts'
import { summaryCard } from '../../cards/summary-card.ts'
import { tagListCard, tagsChangedCard } from '../../cards/tags-card.ts'
import { talksCard } from '../../cards/talks-card.ts'
import { teamDayCard } from '../../cards/team-day-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { waitingCard } from '../../cards/waiting-card.ts'
import { withNote, withWaiting } from '../../cards/with-note.ts'
import type { Problem } from '../../src/domain/problem.ts'
import { approvalCards } from './approval-cards.ts'
import { gateCards } from './gate-cards.ts'
import { peopleCards } from './people-cards.ts'
import { rivalCards } from './rival-cards.ts'
import { sharingCards } from './sharing-cards.ts'
import { undeliveredCards } from './undelivered-cards.ts'

export type Names = {
  readonly deal: string
  readonly account: string
  readonly short: string
  readonly contact: string
  readonly person: string
  readonly said: string
}

const evil = '<at id=all></at>**粗**[链](http://x)\n`码`\u202e<font color=red>'

export const names: { readonly real: Names; readonly hostile: Names } = {
  real: {
    deal: '华芯检测项目',
    account: '华芯技术有限公司',
    short: '华芯',
    contact: '王工',
    person: '张伟',
    said: '华芯检测项目推进到商务谈判,金额改成320万,下周三签',
  },
  hostile: { deal: evil, account: evil, short: evil, contact: evil, person: evil, said: evil },
}

const draft = { id: '019a0000-0000-7000-8000-000000000001', version: 2 }

const problems = (of: Names): readonly Problem[] => [
  { id: 'NotFoundOrNotAllowed', offers: ['new-deal', 'own-deals'] },
  { id: 'NotEnrolled', administrators: [of.person] },
  { id: 'NoAdministrator', yourId: 'ou_84aad35d084aa403a838cf73ee18467' },
  { id: 'NotAllowed', who: of.person },
  { id: 'ConditionUnknown', said: [of.said, of.account] },
  { id: 'DealMissing' },
  { id: 'NoOpenDeal', account: of.short, code: 'CUS1', offers: ['new-deal', 'closed-deals'] },
  { id: 'TooManyDeals', count: 7, most: 5 },
  { id: 'DealCountDiffers', said: 2, deals: [of.deal, '华芯射频校准', '华芯暗室'] },
  { id: 'DealClosed', deal: `D-1001 ${of.deal}`, outcome: 'won' },
  { id: 'GateClosed', missing: ['客户认可技术方案', '决策链缺财务'] },
  { id: 'NothingToRelease', deal: `D-1001 ${of.deal}` },
  { id: 'NotReleasable', what: '签署正式合同' },
  { id: 'EvidenceMissing', what: '需求分析报告' },
  { id: 'NoBuyerStages', deal: `D-1001 ${of.deal}`, pipeline: '电子检测' },
  {
    id: 'ApprovalOver',
    code: 'AP-32',
    state: 'rejected',
    by: of.person,
    when: '2026-11-18(今天) 10:00',
  },
  { id: 'ApprovalOwn', code: 'AP-32' },
  { id: 'ApproverAlreadyIn', code: 'AP-32' },
  { id: 'ApproverDecided', code: 'AP-32', when: '2026-11-18(今天) 10:00' },
  { id: 'ApproverNotCurrent', code: 'AP-32', current: [of.person], later: false },
  { id: 'TermsChanged', code: 'AP-32' },
  { id: 'ReasonMissing', what: '驳回' },
  { id: 'NotAnApprover', name: of.person },
  { id: 'NoApprover', slot: '财务' },
  { id: 'TermsThere', code: 'AP-32', what: '正在审批' },
  { id: 'TermsFrozen', code: 'AP-32', deal: `D-1001 ${of.deal}` },
  { id: 'NoApprovalOf', deal: `D-1001 ${of.deal}` },
  { id: 'NudgedLately', code: 'AP-32' },
  { id: 'NotYetWon', why: `条款审批 AP-31 未完成(待 ${of.person})` },
  { id: 'NoDelegation' },
  { id: 'ContractMissing' },
  { id: 'ContractNumberTaken', number: of.said.slice(0, 20) },
  {
    id: 'ContractDiffers',
    contract: '¥6,500,000(650万)',
    approved: '¥6,600,000(660万)',
    difference: '少¥100,000(10万)',
  },
  { id: 'SignedLater', day: '2026-11-25' },
  { id: 'HandoverOver', state: 'accepted' },
  {
    id: 'StageUnknown',
    pipeline: '物流',
    stage: '商务谈判',
    nearest: '提案及谈判',
    current: '提案及谈判',
    alreadyThere: true,
  },
  { id: 'AlreadyThere', stage: '商务谈判', since: '2026-11-04', days: 14 },
  { id: 'NothingChanges', what: ['金额 ¥2,800,000(280万)', '预计签约 2026-12-15(周二)'] },
  { id: 'NothingToChange', why: [`D-1001 ${of.deal}:已在商务谈判(11-04 起,14天),没有改动。`] },
  { id: 'ValueRefused', said: of.said, reason: '金额看不懂' },
  { id: 'DealOpen', deal: `D-1001 ${of.deal}` },
  { id: 'NoDeleting' },
  { id: 'NothingToUndo' },
  { id: 'UndoRefused', reason: 'D-1001 之后又有改动,不能直接撤回' },
  { id: 'AccountMissing', said: of.contact },
  { id: 'AccountNameMissing' },
  { id: 'AccountExists', code: 'CUS1', name: of.account },
  { id: 'AccountTaken', ask: of.person },
  { id: 'LeadGone' },
  { id: 'DealNameMissing' },
  { id: 'DealExists', code: 'D-1001', name: of.deal },
  { id: 'PersonUnknown', said: of.person },
  { id: 'ColleagueNotEnrolled', name: of.person },
  { id: 'ParticipantMissing' },
  { id: 'ParticipantsNotYours', record: of.deal, owner: of.person, leaders: [of.contact] },
  { id: 'ParticipantsUnchanged', why: [`${of.person}就是 ${of.deal} 的负责人`] },
  { id: 'FunctionNeedsDeal', who: of.person, account: of.short },
  { id: 'TagMissing', said: '高潜力', account: of.short, has: ['近期有需求'] },
  { id: 'TagThere', account: of.short, tags: ['近期有需求'] },
  { id: 'ReminderRefused', said: '昨天', reason: '时间已过去' },
  { id: 'ReminderGone' },
  { id: 'ReminderRecurs' },
  { id: 'ReminderForOthers', whom: of.person },
  { id: 'ReminderUnknown', said: of.said },
  { id: 'ContactMissing' },
  { id: 'PhonesUsedUp', limit: 20 },
]

const kebab = (id: string) => id.replace(/(?!^)[A-Z]/g, (c) => `-${c}`).toLowerCase()

const problemCards = (of: Names): Record<string, Card> =>
  Object.fromEntries(problems(of).map((one) => [`problem-${kebab(one.id)}`, problemCard(one)]))

const change = (of: Names) => ({
  deal: { code: 'D-1001', name: of.deal, account: of.short },
  changes: [
    { label: '阶段', from: '方案制定', to: '商务谈判', note: '退出条件已满足' },
    { label: '金额', from: '¥2,800,000(280万)', to: '¥3,200,000(320万)', note: '+14.3%' },
    { label: '预计签约', from: '2026-12-15(周二)', to: '2026-11-25(下周三)' },
  ],
  warnings: ['商务谈判通常4–8周,7天后签约偏快'],
})

const changes = (of: Names) => ({
  sets: [
    { dealId: 'd1001', ...change(of) },
    {
      dealId: 'd1006',
      deal: { code: 'D-1006', name: '华芯射频校准', account: of.short },
      changes: [{ label: '金额', from: '¥900,000(90万)', to: '¥1,000,000(100万)', note: '+11.1%' }],
      warnings: [],
    },
  ],
  skipped: ['D-1005 立辰可靠性实验室:已在商务谈判(11-04 起,14天),没有改动。'],
})

const activity = (of: Names) => ({
  account: of.short,
  kind: '面谈',
  day: '2026-11-18(今天)',
  deal: `D-1005 ${of.deal}`,
  contact: of.contact,
  topic: '可靠性实验室方案',
  feedback: '价格偏高',
  nextStep: '再报一版',
  nextDay: '2026-11-24(下周二)',
  newContact: { id: 'contact-1', name: of.contact },
})

const say = (id: string, text: string, pick?: string) => ({
  text,
  action: { a: 'phrase.say', id, v: 1, ...(pick && { pick }) },
})

const help = (of: Names): HelpView => ({
  name: of.person,
  role: '销售',
  lead: {
    line: '跟客户聊完说一句,我就记下来:',
    say: `今天拜访了${of.short},聊方案,下周二再报一版`,
  },
  phrases: [
    {
      title: `「${of.short}现在什么情况」`,
      action: say('account-state', '', 'CUS1').action,
    },
    {
      title: `「${of.deal}预计下月底签」`,
      action: say('deal-date', '', 'D-1001').action,
    },
  ],
  buttons: [
    { ...say('today', '今天做什么'), style: 'primary' },
    say('own-deals', '我的商机'),
    say('funnel', '漏斗'),
    say('own-week', '本周小结'),
  ],
  changes: true,
  topics: [
    {
      title: '互动',
      lines: [
        { what: '记互动', say: `今天拜访了${of.contact}` },
        { what: '看最近聊了什么', say: `${of.short}最近聊了什么` },
      ],
    },
    { title: '商机', lines: [{ what: '改商机', say: of.said }] },
  ],
})

const newDeal = (of: Names) => ({
  name: of.deal,
  account: of.account,
  pipeline: '电子检测',
  stage: '线索获取',
  amount: '¥800,000(80万)',
  closeDay: '2027-03-31(2027年一季度,精度:季度)',
  owner: of.person,
})

const newAccount = (of: Names) => ({
  name: of.account,
  shortName: of.short,
  owner: of.person,
  profile: profile(of),
})

const profile = (of: Names) => ({
  filled: 5,
  of: 12,
  fields: [
    { key: 'name', label: '名称', value: of.account },
    { key: 'shortName', label: '简称', value: of.short },
    { key: 'mainProducts', label: '主营', value: '射频芯片' },
    { key: 'contactName', label: '联系人', value: of.contact },
    { key: 'contactPhone', label: '电话', value: '138••••1111' },
  ],
  missing: [
    { key: 'industry', label: '行业' },
    { key: 'scale', label: '规模' },
    { key: 'region', label: '地区' },
    { key: 'address', label: '地址' },
    { key: 'contactTitle', label: '职务' },
    { key: 'contactDepartment', label: '部门' },
    { key: 'contactPreference', label: '沟通偏好' },
  ],
})

const filled = (of: Names) => ({
  accountId: 'cus1',
  code: 'CUS1',
  name: of.account,
  changes: [{ label: '行业', from: '未填', to: '半导体' }],
  kept: [`主营 已有“射频芯片”,没有改成“${of.said}”`],
  profile: profile(of),
})

const people = (of: Names) => ({
  title: of.person,
  changes: [{ label: '角色', from: '没有角色', to: '销售总监' }],
})

const account = (of: Names) => ({
  id: 'cus1',
  version: 4,
  code: 'CUS1',
  name: of.account,
  shortName: of.short,
  grade: 'A级',
  owner: of.person,
  signed: '¥8,200,000(820万)',
  openTotal: '¥3,700,000(370万)',
  deals: [
    { id: 'd1', version: 3, title: `D-1001 ${of.deal}`, detail: '方案制定 · ¥280万 · 预计 12-15' },
    { id: 'd6', version: 1, title: `D-1006 ${of.deal}`, detail: '商务谈判 · ¥90万 · 预计 12-04' },
  ],
  dealCount: 7,
  lastActivity: {
    day: '2026-11-09(上周一)',
    days: 9,
    text: '会议,技术方案评审',
  },
  cadence: { words: '互动已超期2天', late: true },
  nextStep: '报正式价 2026-11-20(周五)',
  rivals: `${of.contact}(11-18 报价降8%)`,
  keyPeople: '3/3 · 管理层 无',
  approvals: ['AP-31'],
  completeness: '10/12,缺电话、沟通偏好',
  gradeNote: '按近12月签约额是B级,每月1日复核后调整。',
  more: ['talks', 'deals', 'contacts'] as const,
})

const deal = (of: Names) => ({
  code: 'D-1001',
  name: of.deal,
  account: of.short,
  owner: of.person,
  outcome: 'open',
  stage: '方案制定',
  pipeline: '电子检测',
  stageDays: 43,
  stageLimitDays: 42,
  amount: '¥2,800,000(280万)',
  closeDay: '2026-12-15(周二)',
  criteria: [
    { name: '客户认可技术方案', met: true },
    { name: '需求分析报告', met: false },
  ],
  open: [],
  releases: [],
  contacts: [`${of.contact}(技术)`, '张经理(采购)'],
  lastActivity: { day: '2026-11-09(上周一)', text: '会议,技术方案评审' },
  activities: '技术方案设计、报价制作',
  nextStep: '报正式价 2026-11-20(周五)',
  rivals: `${of.contact}(11-18 报价降8%)、赛宝`,
})

const loss = (of: Names) => ({
  deal: { code: 'D-1001', name: of.deal, account: of.short },
  stage: '方案制定',
  amount: '¥2,800,000(280万)',
  forecast: '¥1,400,000(140万)',
  reason: '价格',
  rival: of.contact,
})

const reopening = (of: Names) => ({
  deal: { code: 'D-1001', name: of.deal, account: of.short },
  stage: '方案制定',
  lostOn: '2026-11-18(今天)',
  reason: '价格',
})

const reminder = (of: Names) => ({
  id: '019a0000-0000-7000-8000-000000000002',
  revision: 29_918_340,
  when: '2026-11-19(周四)15:00',
  what: of.said,
  about: `D-1001 ${of.deal}`,
})

const question = (of: Names, answered?: number) =>
  questionCard(
    {
      said: of.said,
      questions: [
        {
          slot: 'deal',
          text: '哪个项目?',
          options: [
            { label: `${of.deal} ¥280万`, detail: 'D-1001 · 方案制定 · 预计 12-15' },
            { label: '华芯射频校准 ¥90万', detail: 'D-1006 · 商务谈判 · 预计 12-04' },
          ],
          ...(answered !== undefined && { answered }),
        },
        {
          slot: 'amount',
          text: '「300」金额是多少?',
          options: [{ label: '300万' }, { label: '300元' }],
          likely: 0,
        },
      ],
    },
    draft,
  )

const fields = (of: Names) =>
  [
    { type: 'input', name: 'name', label: '名称', value: of.deal, required: true, maxLength: 60 },
    { type: 'input', name: 'amount', label: '金额', placeholder: '如 320万', value: '¥3,200,000' },
    { type: 'date', name: 'closeDate', label: '预计签约', value: '2026-11-25' },
  ] as const

const opens = (kind: string) => ({ a: `${kind}.show`, id: 'x', v: 0 })

const agenda = (of: Names) =>
  agendaCard({
    when: '今天',
    day: '2026-11-18(今天)',
    now: true,
    items: [
      {
        line: `${of.short} 首次联系已超时30分钟`,
        detail: 'L-201 · 展会 · 已超24小时 30分钟',
        action: opens('lead'),
      },
      {
        line: `${of.short}(A)已9天未互动,超期2天`,
        detail: '上次互动 2026-11-09(上周一)',
        action: opens('account'),
      },
      { line: '给陈总打电话', detail: '提醒 · 2026-11-18(今天) 15:00' },
      {
        line: `D-1002 ${of.deal} 需求调研已34天,超6天`,
        detail: '上限28天',
        action: opens('deal'),
      },
    ],
    more: '还有 2 件:下一步和提醒 2',
    notes: ['没有2027年的节假日表,只除去了周末。'],
    team: { line: `团队今天:首次联系超时 1(${of.person})`, userId: 'x' },
  })

const noAgenda = (of: Names) =>
  agendaCard({
    whose: of.person,
    when: '明天',
    day: '2026-11-19(周四)',
    now: false,
    items: [],
    next: `最近的一件:2026-11-20(周五) 报正式价(${of.deal})`,
    notes: ['今天还有 2 件没做:首次联系超时 1 · A级互动超期 1'],
  })

const figures = { activities: 3, leads: 1, moves: 2, signed: '¥0' }
const lacking = (of: Names) => [
  { title: `D-1006 ${of.deal}`, detail: '16天前互动,没写下一步', action: opens('deal') },
]

const summary = (of: Names) =>
  summaryCard({
    when: '本周',
    days: `${of.person} · 2026-11-16(周一) 至 2026-11-18(今天)`,
    figures,
    done: [`11-17 面谈 ${of.short}:技术方案评审`],
    people: [],
    ahead: { missing: lacking(of), missingCount: 2, due: [], dueCount: 0 },
  })

const teamSummary = (of: Names) =>
  summaryCard({
    when: '上周',
    days: '2026-11-09(上周一) 至 2026-11-15(上周日)',
    whose: '华东组',
    figures,
    done: [],
    people: [
      { name: of.person, figures },
      { name: '李娜', figures: { activities: 0, leads: 0, moves: 0, signed: '¥0' } },
    ],
  })

const teamDay = (of: Names) =>
  teamDayCard({
    team: '团队',
    day: '2026-11-18(今天)',
    figures: { activities: 1, leads: 2, moves: 3, approvals: 4 },
    risks: [
      { line: `${of.short}(A)已9天未互动,超期2天`, who: of.person, action: opens('account') },
      { line: '给陈总打电话', who: of.person },
    ],
    people: [{ id: 'x', name: of.person, waits: 'A级互动超期 1' }],
  })

const lead = (of: Names) =>
  leadCard({
    code: 'L-201',
    name: of.account,
    owner: of.person,
    late: true,
    facts: [
      { label: '来源', value: '展会' },
      { label: '联系人', value: of.contact },
      { label: '首次联系', value: '已超24小时 30分钟' },
    ],
  })
const list = (of: Names) => ({
  what: '在谈商机',
  conditions: [`负责人 ${of.person}`, '金额至少 ¥1,000,000(100万)', '阶段超期'],
  figures: '12个,合计 ¥28,400,000(2840万)',
  order: '按预计签约先后',
  rows: Array.from({ length: 10 }, (_, i) => ({
    id: `d${i}`,
    version: 1,
    title: `D-10${10 + i} ${of.deal}`,
    detail: `方案制定 · ¥280万 · 预计 2026-12-15(周二) · 停留44天,超2天 · ${of.person}`,
  })),
  opens: 'deal.show' as const,
  notes: ['有 2 个的金额你看不到,不在合计里'],
  list: { id: draft.id, version: 1, page: 1, pages: 2 },
})

const silent = (of: Names) => ({
  what: '客户',
  conditions: ['A级', '超过 7 天没联系'],
  figures: '1个',
  order: '最久没联系的在前',
  rows: [
    {
      id: 'a1',
      version: 2,
      title: `${of.short}(${of.person})9天,上次 2026-11-09`,
      detail: 'CUS1 · A级',
    },
  ],
  opens: 'account.show' as const,
  notes: [],
  owners: [{ id: 'u1', name: of.person }],
  list: { id: draft.id, version: 1, page: 1, pages: 1 },
})

const funnel = (of: Names) => ({
  what: '漏斗',
  conditions: [`负责人 ${of.person}`],
  asOf: '2026-11-18(今天)',
  pipelines: [
    {
      name: '电子检测',
      stages: [
        {
          name: '需求调研',
          count: 2,
          amount: '¥630,000',
          share: 1,
          conversion: '60%',
          days: 25,
          overdue: 1,
        },
        {
          name: '方案制定',
          count: 1,
          amount: '¥4,000,000',
          share: 0.5,
          conversion: '样本不足',
          days: 30,
          overdue: 0,
        },
        { name: '合同执行', count: 1, amount: '¥0', share: 0.04, days: 3, overdue: 0 },
      ],
    },
    { name: '物流', stages: [{ name: '提案及谈判', count: 1, share: 0.5, days: 16, overdue: 0 }] },
  ],
  total: { count: 5, amount: '¥7,030,000(703万)' },
  slowest: '电子检测 方案制定,平均停留 30 天(上限 42 天)',
  notes: ['转化含已关闭的商机;到过这一阶段的不足 5 个写“样本不足”'],
})

const talks = (of: Names) => ({
  account: of.short,
  stands: 'A级 · 互动已超期2天',
  talks: [
    {
      when: `2026-11-09(上周一) 会议 ${of.contact}`,
      what: '技术方案评审:方案可以,等书面确认',
      next: '报正式价 2026-11-20(周五)',
      done: false,
    },
    {
      when: `2026-10-26 电话 (${of.person})`,
      what: '射频校准报价:价格要再谈',
      next: '上门谈射频校准 2026-11-02',
      done: true,
    },
    { when: '2026-10-12 面谈', what: of.said },
  ],
})

const brief = (of: Names) =>
  briefCard({
    account: of.short,
    stands: 'A级 · 近12月 ¥8,200,000(820万) · 互动已超期2天',
    deals: [
      `D-1001 ${of.deal} · 方案制定 37/42天 · ¥280万 · 预计 12-15`,
      `D-1006 ${of.deal} · 商务谈判 14/56天 · ¥90万 · 预计 12-04`,
    ],
    talks: ['11-09 会议,技术方案评审,方案可以,等书面确认', '11-02 面谈,射频校准方案'],
    steps: ['报正式价 2026-11-20(周五)'],
    people: `${of.contact}(技术,支持)、张经理(采购,中立)`,
    rivals: '环测(11-18 报价降8%)',
  })

const trail = (of: Names) => ({
  title: of.deal,
  subtitle: `D-1001 · ${of.short}`,
  changes: [
    {
      who: `2026-11-18(今天) 10:03 ${of.person}`,
      what: '金额 ¥2,800,000(280万)→¥3,200,000(320万)',
    },
    {
      who: `2026-11-17(昨天) 09:30 ${of.person}`,
      what: '阶段 方案制定→需求调研',
      reason: of.said,
    },
  ],
  more: true,
  none: '还没有人改过金额。',
})

/** By the name of its golden file. */
export const cardsOf = (of: Names): Readonly<Record<string, Card>> => ({
  'deal-change-preview': dealChangePreviewCard(change(of), draft),
  'deal-changed': dealChangedCard(change(of), draft, true),
  'deal-changed-helpers': dealChangedCard(
    {
      ...change(of),
      helpers: [{ dealId: 'd-1005', userId: 'zhoutao', name: of.person, title: '售前' }],
    },
    draft,
    true,
  ),
  'deal-changed-for-good': dealChangedCard(change(of), draft, false),
  'deal-change-undone': dealChangeUndoneCard({ code: 'D-1001', name: of.deal }, [
    { label: '阶段', to: '方案制定' },
    { label: '金额', to: '¥2,800,000(280万)' },
  ]),
  'deal-changes-preview': dealChangesPreviewCard(changes(of), draft),
  'deals-changed': dealsChangedCard({ ...changes(of), skipped: [] }, draft, { undoable: true }),
  'deals-changed-one-undone': dealsChangedCard(
    { sets: changes(of).sets.slice(0, 1), skipped: [] },
    draft,
    { undoable: true, undone: ['D-1006 华芯射频校准'] },
  ),
  'deal-changes-undone': dealChangesUndoneCard(changes(of).sets),
  'activity-logged': activityLoggedCard(activity(of), draft, true),
  'activity-without-next-step': activityLoggedCard(
    { account: of.short, kind: '电话', day: '2026-11-18(今天)' },
    draft,
    true,
  ),
  'activity-undone': activityUndoneCard(),
  'deal-loss-preview': dealLossPreviewCard(loss(of), draft),
  'deal-lost': dealLostCard({ ...loss(of), lesson: of.said }, draft, true),
  'deal-lost-for-good': dealLostCard({ ...loss(of), rival: '无', amount: undefined }, draft, false),
  'deal-reopen-preview': dealReopenPreviewCard(reopening(of), draft),
  'deal-reopened': dealReopenedCard(reopening(of), draft, true),
  'reminder-set': reminderSetCard(reminder(of)),
  'reminder-set-without-words': reminderSetCard({
    ...reminder(of),
    what: undefined,
    about: undefined,
    notes: ['没说几点,按 09:00 提醒'],
  }),
  'reminder-due': reminderDueCard(reminder(of)),
  reminder: reminderCard(reminder(of)),
  'reminder-deleted': reminderClosedCard(reminder(of), '提醒已删除', draft),
  'reminder-done': reminderClosedCard(reminder(of), '已完成'),
  'reminder-list': reminderListCard({ reminders: [reminder(of)], count: 12 }),
  'reminder-list-of-a-day': reminderListCard({
    reminders: [reminder(of)],
    count: 1,
    day: '2026-11-19(周四)',
  }),
  'reminder-list-empty': reminderListCard({ reminders: [], count: 0 }),
  'reminder-move': reminderMoveCard(reminder(of)),
  'tags-added': tagsChangedCard(
    {
      account: of.short,
      added: [{ name: '近期有需求', review: '60天后复核' }, { name: '价格敏感型' }],
      removed: [],
      unchanged: [{ name: of.said.slice(0, 12) }],
    },
    draft,
    true,
  ),
  'tags-removed': tagsChangedCard(
    { account: of.short, added: [], removed: [{ name: '价格敏感型' }], unchanged: [] },
    draft,
    true,
  ),
  'tag-list': tagListCard({
    code: 'CUS1',
    account: of.short,
    tags: [{ name: '近期有需求', review: '2027-01-17(周日) 复核' }, { name: of.said.slice(0, 12) }],
  }),
  'tag-list-empty': tagListCard({ code: 'CUS1', account: of.short, tags: [] }),
  'deal-creation-preview': dealCreationPreviewCard(newDeal(of), draft),
  'deal-created': dealCreatedCard({ ...newDeal(of), code: 'D-1008' }, draft, true),
  'account-creation-preview': accountCreationPreviewCard(newAccount(of), draft),
  'account-created': accountCreatedCard(
    { ...newAccount(of), id: 'cus8', code: 'CUS8' },
    draft,
    true,
  ),
  'account-created-from-lead': accountCreatedCard(
    {
      ...newAccount(of),
      id: 'cus8',
      code: 'CUS8',
      lead: `L-202 ${of.short}`,
      reason: of.said,
      unread: [of.said],
    },
    draft,
    true,
  ),
  'account-filled': accountFilledCard(filled(of), draft, true),
  'account-fill-form': fillAccountCard(
    { id: 'cus1', code: 'CUS1', name: of.account },
    [
      { type: 'input', name: 'industry', label: '行业', placeholder: '如 半导体', maxLength: 100 },
      {
        type: 'select',
        name: 'contactDepartment',
        label: '部门',
        options: [{ text: '技术', value: '技术' }],
      },
    ],
    'all',
  ),
  'people-preview': peoplePreviewCard(people(of), draft),
  'people-changed': peopleChangedCard(people(of)),
  account: accountCard({ ...account(of), beside: of.contact }),
  'account-without-money': accountCard({
    ...account(of),
    signed: undefined,
    openTotal: undefined,
    deals: [],
    dealCount: 0,
    lastActivity: undefined,
    cadence: { words: '12-31前需1次', late: false },
    nextStep: undefined,
    rivals: undefined,
    keyPeople: undefined,
    approvals: [],
    completeness: undefined,
    gradeNote: undefined,
    more: ['deals'],
  }),
  deal: dealCard({ ...deal(of), beside: `${of.contact}、周涛(售前)` }),
  'deal-without-money': dealCard({
    ...deal(of),
    amount: undefined,
    outcome: 'won',
    criteria: [],
    open: [],
    releases: [],
    contacts: [],
    activities: undefined,
    lastActivity: undefined,
    nextStep: undefined,
    rivals: undefined,
  }),
  list: listCard(list(of)),
  'list-last-page': listCard({
    ...list(of),
    rows: list(of).rows.slice(0, 2),
    notes: [],
    list: { id: draft.id, version: 1, page: 2, pages: 2 },
  }),
  'list-silent': listCard(silent(of)),
  'list-empty': listCard({
    ...silent(of),
    figures: '没有符合条件的客户',
    rows: [],
    owners: [],
    list: undefined,
    hint: '看下属的请说「团队的客户」。',
  }),
  'owner-reminder': ownerReminderCard({
    by: of.person,
    rows: silent(of).rows,
    opens: 'account.show',
    more: 3,
  }),
  funnel: funnelCard(funnel(of)),
  'funnel-empty': funnelCard({
    ...funnel(of),
    pipelines: [],
    total: { count: 0 },
    slowest: undefined,
    notes: [],
  }),
  question: question(of),
  'question-half-answered': question(of, 0),
  'question-with-one-option': questionCard(
    {
      said: of.said,
      questions: [{ slot: 'deal', text: `是指 ${of.deal}(D-1001)吗?`, options: [{ label: '是' }] }],
    },
    draft,
  ),
  revise: reviseCard(of.said, fields(of), draft),
  phone: phoneCard({ id: 'contact-1', name: of.contact }),
  help: helpCard(help(of)),
  'help-for-a-leader': helpCard({ ...help(of), role: '销售经理', lead: undefined }),
  'help-in-an-empty-store': helpCard({
    ...help(of),
    lead: undefined,
    phrases: [],
    begin: help(of).topics[0]!.lines,
  }),
  'help-for-nobody-yet': helpCard({
    ...help(of),
    role: '交付',
    lead: undefined,
    phrases: [],
    begin: [],
    changes: false,
  }),
  'help-on-a-topic': topicHelpCard({
    title: '互动',
    lines: [
      { what: '记互动', says: [of.said, `昨天跟${of.contact}电话沟通了排期`] },
      { what: '看最近聊了什么', says: [`${of.short}最近聊了什么`] },
    ],
    buttons: [say('help', '看能说什么')],
  }),
  'not-understood': notUnderstoodCard({
    said: of.said,
    nearest: [of.said, '撤销', '华芯现在什么情况'],
    mayLog: true,
    buttons: [say('help', '看能说什么')],
  }),
  'not-understood-kept': notUnderstoodCard({
    said: of.said,
    nearest: [of.said, '撤销', '华芯现在什么情况'],
    mayLog: true,
    keep: { text: '记成互动', action: { a: 'draft.answer', id: 'draft-1', v: 1, pick: 'log:0' } },
    buttons: [say('help', '看能说什么')],
  }),
  waiting: waitingCard({
    items: [
      {
        id: 'draft-1',
        version: 2,
        said: of.said,
        questions: ['哪个项目?', '「300」金额是多少?'],
        until: '11-19 10:00',
      },
      { id: 'draft-2', version: 1, said: of.said, questions: [], until: '今天 10:30' },
    ],
  }),
  'waiting-none': waitingCard({ items: [] }),
  notice: noticeCard('已私信你', ['结果只发给你本人,请看和我的单聊。']),
  'not-text-file': notTextCard({ what: 'file', name: `${of.deal}.pdf` }),
  'not-text-unsupported': notTextCard({ what: 'file', name: `${of.deal}.exe` }),
  'not-text-voice': notTextCard({ what: 'voice' }),
  'not-text-forwarded': notTextCard({ what: 'forwarded' }),
  recalled: recalledCard(of.said, draft),
  'recalled-too-late': recalledCard(of.said, undefined),
  'draft-closed': draftClosedCard('确认已过期,请重发', of.said),
  undone: undoneCard(`D-1008 ${of.deal}`, '这个商机没有建立。'),
  welcome: welcomeCard(help(of)),
  'with-note-and-waiting': withWaiting(
    withNote(dealChangePreviewCard(change(of), draft), `${of.person} 10:03 已改,请按新数据确认`),
    { drafts: 2, approvals: 1 },
  ),
  'account-deals': accountDealsCard({
    account: of.short,
    code: 'CUS1',
    deals: account(of).deals,
    count: 12,
  }),
  'account-deals-none': accountDealsCard({ account: of.short, code: 'CUS1', deals: [], count: 0 }),
  contacts: contactsCard({
    account: of.short,
    code: 'CUS1',
    contacts: [
      { name: of.contact, about: '技术 · 技术总监' },
      { name: '张经理', about: '采购 · 采购经理 · 喜欢微信' },
    ],
    count: 22,
  }),
  'contacts-of-post': contactsCard({
    account: of.short,
    code: 'CUS1',
    contacts: [{ name: of.person, about: '采购 · 采购经理' }],
    count: 1,
    post: '采购',
    isThere: true,
  }),
  'contacts-not-of-post': contactsCard({
    account: of.short,
    code: 'CUS1',
    contacts: [{ name: of.person, about: '采购 · 采购经理' }],
    count: 1,
    post: of.said,
    isThere: false,
  }),
  'contacts-none': contactsCard({ account: of.short, code: 'CUS1', contacts: [], count: 0 }),
  talks: talksCard(talks(of)),
  'talks-none': talksCard({ ...talks(of), talks: [] }),
  brief: brief(of),
  changes: changesCard(trail(of)),
  'changes-none': changesCard({ ...trail(of), changes: [], more: false }),
  agenda: agenda(of),
  'agenda-empty': noAgenda(of),
  summary: summary(of),
  'summary-team': teamSummary(of),
  'team-day': teamDay(of),
  'team-day-quiet': teamDayCard({
    team: '华东组',
    day: '2026-11-18(今天)',
    figures: { activities: 0, leads: 0, moves: 0, approvals: 0 },
    risks: [],
    people: [],
  }),
  lead: lead(of),
  'missing-steps': missingStepsCard({ items: lacking(of), count: 52, uncounted: true }),
  'missing-steps-none': missingStepsCard({
    whose: of.person,
    items: [],
    count: 0,
    uncounted: false,
  }),
  ...peopleCards(of),
  ...gateCards(of),
  ...approvalCards(of),
  ...undeliveredCards(of),
  ...sharingCards(of),
  ...rivalCards(of),
  ...problemCards(of),
})

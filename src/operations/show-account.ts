import type { AccountView } from '../../cards/account-card.ts'
import { completeness } from '../domain/account-profile.ts'
import { activityKinds, departmentNames, gradeNames } from '../domain/activity.ts'
import { type Cadence, cadenceOf } from '../domain/cadence.ts'
import { coverageOf } from '../domain/decision-chain.ts'
import { type Grade, gradeOf } from '../domain/grade.ts'
import { mayDo, type Permission } from '../domain/permission.ts'
import {
  addMonths,
  dayIn,
  diffDays,
  echoDay,
  listDay,
  shortDay,
  startOfMonth,
} from '../lib/calendar.ts'
import { formatFen, shortFen } from '../lib/money.ts'
import {
  accountFile,
  everSigned,
  pendingApprovals,
  plannedFor,
  talksWith,
} from '../store/account-facts.ts'
import { type AccountRow, signedFen } from '../store/accounts.ts'
import { contactsSince } from '../store/agenda.ts'
import { contactsOf } from '../store/contacts.ts'
import type { DealRow } from '../store/deals.ts'
import { participations } from '../store/people.ts'
import { userNames } from '../store/teams.ts'
import { profileOf } from './account-body.ts'
import { noticeUntil } from './collect-due.ts'
import { readableDeals } from './find-deal.ts'
import type { Act } from './operation.ts'
import { rivalWords } from './rival-words.ts'
import { participantsBeside } from './show-participants.ts'

/** The card stays within ten lines. */
const mostDeals = 3

/** An account at a glance, with as much as this viewer may see. */
export async function showAccount(act: Act, account: AccountRow): Promise<AccountView> {
  const may = await rightsTo(act, account)
  const file = await accountFile(act.tx, account.id)
  const deals = await readableDeals(act, { dealIds: [], accountIds: [account.id] })
  const talks = may('activity.read')
  const people = may('contact.read')
  const { filled, of, missing } = completeness(profileOf(file, file.contacts[0]))
  const lacks =
    missing
      .slice(0, 3)
      .map(({ label }) => label)
      .join('、') + (missing.length > 3 ? '等' : '')
  return {
    ...(await headOf(act, account)),
    version: file.version,
    ...(may('deal.read-amount') && (await moneyOf(act, account, file.strategic, deals))),
    deals: deals.slice(0, mostDeals).map((deal) => dealLine(act, deal, may('deal.read-amount'))),
    dealCount: deals.length,
    ...(await contactOf(act, account, { createdAt: file.createdAt, talks })),
    ...(talks && {
      nextStep: await nextStepOf(act, account),
      rivals: await rivalWords(act, deals),
    }),
    ...(people && {
      keyPeople: await keyPeopleOf(act, account),
      completeness: `${filled}/${of}${lacks && `,缺${lacks}`}`,
    }),
    approvals: await pendingApprovals(
      act.tx,
      deals.map((deal) => deal.id),
    ),
    more: [
      ...(talks ? (['talks'] as const) : []),
      'deals',
      ...(people ? (['contacts'] as const) : []),
    ],
  }
}

/** What the viewer may do to this account. */
async function rightsTo(act: Act, account: AccountRow) {
  const parts = await participations(act.tx, act.viewer.userId, [account.id])
  const subject = { ownerId: account.ownerId, part: parts.get(`account:${account.id}`) }
  return (permission: Permission) => mayDo(act.viewer, permission, subject)
}

async function headOf(act: Act, account: AccountRow) {
  const { id, code, name, shortName, grade, ownerId } = account
  const owner = (await userNames(act.tx, [ownerId])).get(ownerId) ?? ''
  const beside = await participantsBeside(act, { kind: 'account', account, deals: [] })
  return { id, code, name, shortName, owner, beside, grade: gradeNames[grade] ?? grade }
}

/** What was signed, what is open, and the grade that follows from it where the account has another. */
async function moneyOf(
  { tx, today }: Act,
  { id, grade }: AccountRow,
  strategic: boolean,
  deals: readonly DealRow[],
) {
  const signed = await signedFen(tx, id, addMonths(today, -12), today)
  const computed = gradeOf({
    signedFen: signed,
    everSigned: signed > 0n || (await everSigned(tx, id, today)),
    strategic,
  })
  return {
    signed: formatFen(signed),
    ...(deals.length > 0 && { openTotal: totalOf(deals) }),
    ...(computed !== grade && {
      gradeNote: `按近12月签约额是${gradeNames[computed]},每月1日复核后调整。`,
    }),
  }
}

/** Sums stay within a currency: nothing is converted without a rate. */
function totalOf(deals: readonly DealRow[]): string {
  return [...Map.groupBy(deals, (deal) => deal.currency)]
    .map(([currency, of]) =>
      formatFen(
        of.reduce((sum, deal) => sum + (deal.amountFen ?? 0n), 0n),
        { currency },
      ),
    )
    .join(' + ')
}

/** A deal as a row of a list. */
export function dealLine(act: Act, deal: DealRow, money: boolean) {
  const stage = act.pipelines.flatMap((p) => p.stages).find((s) => s.id === deal.stageId)
  return {
    id: deal.id,
    version: deal.version,
    title: `${deal.code} ${deal.name}`,
    detail: [
      stage?.name,
      money && deal.amountFen !== null ? shortFen(deal.amountFen, deal.currency) : undefined,
      deal.closeDate
        ? `预计 ${listDay(deal.closeDate, act.today, deal.closeDatePrecision)}`
        : undefined,
    ]
      .filter(Boolean)
      .join(' · '),
  }
}

async function contactOf(
  act: Act,
  account: AccountRow,
  { createdAt, talks }: { readonly createdAt: Date; readonly talks: boolean },
) {
  const { today } = act
  const last = account.lastActivityDate || undefined
  const [latest] = talks ? await talksWith(act.tx, { accountId: account.id }, 1) : []
  const cadence = await cadenceWords(act, account, createdAt)
  return {
    cadence,
    ...(last && {
      lastActivity: {
        day: echoDay(last, today),
        days: diffDays(last, today),
        ...(latest && { text: talkWords(latest) }),
      },
    }),
  }
}

/** 会议,技术方案评审,方案可以. */
export const talkWords = (talk: {
  readonly kind: string
  readonly topic: string | null
  readonly feedback: string | null
}): string =>
  [activityKinds[talk.kind as keyof typeof activityKinds], talk.topic, talk.feedback]
    .filter(Boolean)
    .join(',')

/** How contact with the account stands against what its grade asks for. */
export async function cadenceWords(act: Act, account: AccountRow, createdAt: Date) {
  const { tx, today, zone } = act
  const counts =
    account.grade === 'b' ? await contactsSince(tx, [account.id], startOfMonth(today)) : undefined
  const cadence = cadenceOf(
    {
      grade: account.grade as Grade,
      since: account.lastActivityDate || dayIn(zone, createdAt.getTime()),
      thisMonth: counts?.get(account.id),
    },
    today,
  )
  return { words: wordsOf(cadence, today), late: cadence.lateDays > 0 }
}

function wordsOf({ dueDate, lateDays, byPeriod }: Cadence, today: string): string {
  if (lateDays > 0) return `互动已超期${lateDays}天`
  const until = shortDay(dueDate, today)
  if (byPeriod) return `${until}前需1次`
  return dueDate <= noticeUntil(today) ? `${until}前该互动了` : `下次不晚于 ${until}`
}

async function nextStepOf(act: Act, { id }: AccountRow): Promise<string> {
  const [task] = await plannedFor(act.tx, { accountId: id }, 1)
  return task ? plannedWords(act, task) : '没有安排'
}

/** 报正式价 2026-11-20(周五), and by how much it is late. */
export function plannedWords(
  { today }: Act,
  task: { readonly title: string; readonly dueDate: string },
): string {
  const late = diffDays(task.dueDate, today)
  return `${task.title} ${echoDay(task.dueDate, today)}${late > 0 ? `,已过${late}天` : ''}`
}

/** C3: 技术, 采购 and 财务 are asked for; of an A account 管理层 is shown beside them. */
async function keyPeopleOf({ tx }: Act, { id, grade }: AccountRow): Promise<string> {
  const departments = (await contactsOf(tx, id)).map((contact) => contact.department)
  const { covered, required, missing } = coverageOf(departments)
  const lacks = missing.map((one) => departmentNames[one]).join('、')
  const management = departments.includes('management') ? '有' : '无'
  return [
    `${covered}/${required}${lacks && `,缺${lacks}`}`,
    ...(grade === 'a' ? [`管理层 ${management}`] : []),
  ].join(' · ')
}

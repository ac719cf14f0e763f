import type { BriefView } from '../../cards/brief-card.ts'
import { departmentNames, gradeNames } from '../domain/activity.ts'
import { stanceNames } from '../domain/decision-chain.ts'
import { dwellOf } from '../domain/dwell.ts'
import { mayDo } from '../domain/permission.ts'
import { addMonths, shortDay } from '../lib/calendar.ts'
import { formatFen, shortFen } from '../lib/money.ts'
import { accountFile, plannedFor, talksWith } from '../store/account-facts.ts'
import { signedFen } from '../store/accounts.ts'
import { chainsOf, contactsOf } from '../store/contacts.ts'
import type { DealRow } from '../store/deals.ts'
import { participations } from '../store/people.ts'
import type { Reached } from './find-contact.ts'
import { readableDeals } from './find-deal.ts'
import type { Act } from './operation.ts'
import { rivalWords } from './rival-words.ts'
import { cadenceWords, plannedWords, talkWords } from './show-account.ts'

/** One screen: ten lines with who stands where. */
const most = { deals: 3, talks: 2, steps: 2, people: 6 } as const

/** What to know before a visit: grade, deals, last talks, what is open, the people, the rivals. */
export async function briefAccount(act: Act, reached: Reached): Promise<BriefView> {
  const { account, through } = reached
  const deals = through ?? (await readableDeals(act, { dealIds: [], accountIds: [account.id] }))
  const open = deals.filter((deal) => deal.outcome === 'open')
  const about = through?.map((deal) => deal.id)
  const talks = await talksWith(act.tx, { accountId: account.id, dealIds: about }, most.talks)
  const steps = (await plannedFor(act.tx, { accountId: account.id }, 20)).filter(
    (task) => !about || (task.dealId && about.includes(task.dealId)),
  )
  return {
    account: account.shortName,
    stands: await standing(act, reached),
    deals: await Promise.all(open.slice(0, most.deals).map((deal) => dealWords(act, deal))),
    talks: talks.map((talk) => `${shortDay(talk.onDate, act.today)} ${talkWords(talk)}`),
    steps: steps.slice(0, most.steps).map((task) => plannedWords(act, task)),
    people: await peopleWords(act, account.id, open),
    rivals: await rivalWords(act, open),
  }
}

async function mayOn(act: Act, deal: DealRow, permission: 'deal.read-amount') {
  const parts = await participations(act.tx, act.viewer.userId, [deal.id, deal.accountId])
  const part = parts.get(`deal:${deal.id}`) ?? parts.get(`account:${deal.accountId}`)
  return mayDo(act.viewer, permission, { ownerId: deal.ownerId, part })
}

async function standing(act: Act, { account, through }: Reached): Promise<string> {
  const { tx, today, viewer } = act
  const parts = await participations(tx, viewer.userId, [account.id])
  const subject = { ownerId: account.ownerId, part: parts.get(`account:${account.id}`) }
  const money = !through && mayDo(viewer, 'deal.read-amount', subject)
  const { createdAt } = await accountFile(tx, account.id)
  return [
    gradeNames[account.grade],
    money && `近12月 ${formatFen(await signedFen(tx, account.id, addMonths(today, -12), today))}`,
    (await cadenceWords(act, account, createdAt)).words,
  ]
    .filter(Boolean)
    .join(' · ')
}

async function dealWords(act: Act, deal: DealRow): Promise<string> {
  const stage = act.pipelines.flatMap((p) => p.stages).find((s) => s.id === deal.stageId)
  const { days, limitDays } = dwellOf(deal.stageEnteredDate, act.today, stage ?? { maxDays: null })
  const amount = deal.amountFen !== null && (await mayOn(act, deal, 'deal.read-amount'))
  return [
    `${deal.code} ${deal.name}`,
    `${stage?.name ?? ''} ${limitDays === undefined ? `${days}天` : `${days}/${limitDays}天`}`,
    amount && shortFen(deal.amountFen ?? 0n, deal.currency),
    deal.closeDate && `预计 ${shortDay(deal.closeDate, act.today)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** 李总(技术,支持): with a stance where one of the open deals knows it, the worst first said. */
async function peopleWords(
  { tx }: Act,
  accountId: string,
  deals: readonly DealRow[],
): Promise<string | undefined> {
  const contacts = await contactsOf(tx, accountId)
  const chain = await chainsOf(
    tx,
    deals.map((deal) => deal.id),
  )
  const words = contacts.slice(0, most.people).map((contact) => {
    const stances = chain.filter((row) => row.contactId === contact.id).map((row) => row.stance)
    const stance = (['against', 'neutral', 'support'] as const).find((one) => stances.includes(one))
    return `${contact.name}(${[departmentNames[contact.department], stance && stanceNames[stance]].filter(Boolean).join(',')})`
  })
  const more = contacts.length > most.people ? `等${contacts.length}人` : ''
  return words.length > 0 ? words.join('、') + more : undefined
}

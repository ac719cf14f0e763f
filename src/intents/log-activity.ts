import { askAlikeAccount } from '../bot/ask-alike-account.ts'
import { askWhichAccount } from '../bot/ask-which-account.ts'
import { type Asked, readDayValue } from '../bot/read-value.ts'
import { noneOfThem, notFound } from '../bot/resolve-deal.ts'
import type { AskedQuestion, Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import type { Problem } from '../domain/problem.ts'
import { type ActivityReading, readActivity } from '../language/activity-clauses.ts'
import { customersMet } from '../language/activity-subjects.ts'
import { type SubjectMention, subjectIn } from '../language/subject.ts'
import { foldName } from '../lib/names.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { readableDeals } from '../operations/find-deal.ts'
import { type LogActivity, logActivity } from '../operations/log-activity.ts'
import { type AccountRow, findAccounts } from '../store/accounts.ts'
import type { DealRow } from '../store/deals.ts'

/** A contact with a customer and what comes next, saved at once. */
export const logActivityIntent: Intent = {
  id: 'activity.log',
  what: '记互动',
  examples: [
    '今天拜访了立辰王工,聊可靠性实验室方案,他嫌贵,下周二再报一版',
    '昨天跟华芯李总电话沟通了射频校准的排期,后天发资料',
    '微信联系了中启张经理,客户说年后再看',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'activity.log'),
  operations: [logActivity],
  read: (_sentence, free) => {
    const reading = readActivity(free)
    return reading && claims(reading)
  },
}

/** One for each customer that was met. */
function claims(reading: ActivityReading): Claim[] {
  const { clauses } = reading
  const met = customersMet(reading)
  if (met.length === 0) return [{ clauses, run: (turn) => proposeActivity(turn, reading) }]
  return met.map(({ subject, contactName, said }) => ({
    clauses,
    said,
    run: (turn) => proposeActivity(turn, { ...reading, contactName }, subject),
  }))
}

/** Asks what is open about the contact, and saves it. */
export async function proposeActivity(
  turn: Turn,
  reading: ActivityReading,
  subject = subjectIn(reading.clauses),
): Promise<Reply> {
  const asked: Asked = { questions: [], refused: undefined }
  const found = await findAccount(turn, subject, reading, asked)
  if (found && 'reply' in found) return found.reply
  const onDate = readDayValue(turn, asked, {
    slot: 'onDate',
    mention: reading.onDate,
    field: 'past',
  })
  // A next step without a day one can tell is kept in words: what happened is saved all the same.
  const nextAsked: Asked = { questions: asked.questions, refused: undefined }
  const next = readDayValue(turn, nextAsked, {
    slot: 'nextDate',
    mention: reading.nextDate,
    field: 'future',
  })
  const { notBefore } = reading
  if (asked.refused || (notBefore && turn.minuteOfDay < notBefore.minute)) {
    return { kind: 'problem', problem: notYet(reading.onDate?.text ?? notBefore?.word ?? '') }
  }
  if (!found || asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }
  const text = reading.clauses.map((clause) => clause.text.trim()).join(',')
  const deal = await dealAbout(turn, subject, found.account, text)
  const body: LogActivity = {
    accountId: found.account.id,
    dealId: deal?.id,
    dealTitle: deal && `${deal.code} ${deal.name}`,
    kind: reading.kind,
    onDate: onDate?.day ?? turn.today,
    contactName: reading.contactName,
    topic: reading.topic,
    feedback: reading.feedback,
    nextStep: reading.nextStep,
    nextDate: next?.day,
    text,
  }
  return { kind: 'propose', operation: logActivity, body, how: 'at-once' }
}

type Found = { readonly account: AccountRow } | { readonly reply: Reply } | undefined

/**
 * The account by its name or its deal's; without a name the one the last card was of, or the only
 * one of the viewer's own in which somebody has the contact's name.
 */
async function findAccount(
  turn: Turn,
  subject: SubjectMention | undefined,
  reading: ActivityReading,
  asked: Asked,
): Promise<Found> {
  const { account: answer } = turn.answers
  if (reading.unknownAccount && (!answer || answer === noneOfThem)) {
    const question = await askAlikeAccount(turn, reading.unknownAccount)
    if (!question) return { reply: await notFound(turn, reading.clauses) }
    asked.questions.push(question)
    return undefined
  }
  const ids = turn.answers.account
    ? [turn.answers.account]
    : await accountIds(turn, subject, reading)
  const accounts = await readableAccounts(turn, ids)
  const [account, ...others] = accounts
  if (account && others.length === 0) return { account }
  if (account) {
    asked.questions.push(whichAccount(accounts, subject ? undefined : reading.contactName))
    return undefined
  }
  if (subject) return { reply: await notFound(turn, reading.clauses) }
  const who = reading.contactName
  asked.questions.push(await askWhichAccount(turn, who && `哪个客户的${who}?`))
  return undefined
}

/** Also those of which the viewer only reads a deal. */
async function readableAccounts(turn: Turn, ids: readonly string[]): Promise<AccountRow[]> {
  const accounts = await permittedAccounts(turn, 'deal.read', ids)
  if (accounts.length > 0 || ids.length === 0) return accounts
  const deals = await readableDeals(turn, { dealIds: [], accountIds: ids })
  return findAccounts(turn.tx, [...new Set(deals.map((deal) => deal.accountId))])
}

async function accountIds(
  turn: Turn,
  subject: SubjectMention | undefined,
  reading: ActivityReading,
): Promise<readonly string[]> {
  if (subject && subject.accountIds.length > 0) return subject.accountIds
  if (subject) return accountsOfDeals(turn, subject.dealIds)
  const { accountId, dealId } = turn.context
  if (accountId) return [accountId]
  if (dealId) return accountsOfDeals(turn, [dealId])
  if (!reading.contactName) return []
  const contacts = await turn.tx.contact.findMany({
    where: { name: reading.contactName, account: { ownerId: turn.viewer.userId } },
    select: { accountId: true },
    take: 20,
  })
  return [...new Set(contacts.map((contact) => contact.accountId))]
}

const whichAccount = (accounts: readonly AccountRow[], contact?: string): AskedQuestion => ({
  slot: 'account',
  text: contact ? `哪位${contact}?` : '哪个客户?',
  options: accounts.slice(0, 5).map(({ id, code, name, shortName }) => ({
    label: shortName,
    detail: `${code} ${name}`,
    value: id,
  })),
})

async function accountsOfDeals(turn: Turn, dealIds: readonly string[]): Promise<string[]> {
  const deals = await readableDeals(turn, { dealIds, accountIds: [] })
  return [...new Set(deals.map((deal) => deal.accountId))]
}

const notYet = (said: string): Problem => ({
  id: 'ValueRefused',
  said,
  reason: '还没到。见过、聊过之后再告诉我,我会存下来',
})

/** The deal it was about: named, the only open one, or the only one whose name was touched on. */
async function dealAbout(
  turn: Turn,
  subject: SubjectMention | undefined,
  account: AccountRow,
  text: string,
): Promise<DealRow | undefined> {
  const open = await readableDeals(turn, { dealIds: [], accountIds: [account.id] })
  const named = open.filter((deal) => subject?.dealIds.includes(deal.id))
  if (named.length === 1) return named[0]
  if (open.length === 1) return open[0]
  const said = foldName(text)
  const touched = open.filter((deal) => {
    const rest = foldName(deal.name).replace(foldName(account.shortName), '')
    return rest.length >= 2 && [...pairs(rest)].filter((pair) => said.includes(pair)).length >= 2
  })
  return touched.length === 1 ? touched[0] : undefined
}

function* pairs(text: string): Generator<string> {
  for (let i = 0; i + 2 <= text.length; i++) yield text.slice(i, i + 2)
}
